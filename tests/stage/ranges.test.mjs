// The number fields beside sliders: what a reader may type.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, parse } from "../../web/stage/form/ranges.js";

for (const [text, value] of /** @type {const} */ ([
  ["0.5", 0.5],
  [".5", 0.5],
  ["5.", 5],
  ["0,5", 0.5],
  [" -2 ", -2],
  ["\u22122", -2],
  ["+3", 3],
  ["1e-3", 0.001],
]))
  test(`"${text}" is typed for ${value}`, () => assert.equal(parse(text), value));

for (const text of ["", " ", "-", ".", "1.2.3", "1,000.5", "0x10", "1e", "Infinity", "NaN", "one"])
  test(`"${text}" is no number`, () => assert.ok(Number.isNaN(parse(text))));

/** @type {(label: string | null, own?: string) => HTMLInputElement} */
const control = (label, own) =>
  /** @type {any} */ ({
    name: "w1",
    labels: label === null ? [] : [{ textContent: label }],
    getAttribute: () => own ?? null,
  });

test("a control is called by its own words, else by its label, else by its name", () => {
  assert.equal(nameOf(control("Weight\n   w₁ ", "First weight")), "First weight");
  assert.equal(nameOf(control("Weight\n   w₁ ")), "Weight w₁");
  assert.equal(nameOf(control(null)), "w1");
});
