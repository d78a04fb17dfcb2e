// Sliders are filled from zero in the colour of the sign, or from their low end in ink.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, paint } from "../../../web/stage/form/fill.js";

const INK = { "--from": "-1", "--zero": "", "--tone": "var(--ink)" };

for (const [value, low, high, from, to, tone] of /** @type {const} */ ([
  [1, -2, 2, "0.5", "0.75", "a"],
  [-1, -2, 2, "0.25", "0.5", "b"],
  [0, -2, 2, "0.5", "0.5", "a"],
  [3, -1, 3, "0.25", "1", "a"],
  [-9, -1, 3, "0", "0.25", "b"],
]))
  test(`${value} between ${low} and ${high} is filled from zero`, () =>
    assert.deepEqual(fill(value, low, high), {
      "--from": from,
      "--to": to,
      "--zero": String(-low / (high - low)),
      "--tone": `var(--${tone}-fill)`,
    }));

for (const [value, low, high, to] of /** @type {const} */ ([
  [0.25, 0, 1, "0.25"],
  [20, 20, 1000, "0"],
  [-3, -4, 0, "0.25"],
  [-2, -4, -1, "0.6666666666666666"],
  [0, 0, 0, "0"],
]))
  test(`${value} between ${low} and ${high} is filled from the low end in ink`, () =>
    assert.deepEqual(fill(value, low, high), { ...INK, "--to": to }));

test("a slider is painted anew only where something has changed", () => {
  /** @type {Map<string, string>} */
  const kept = new Map();
  let writes = 0;
  const style = {
    getPropertyValue: (/** @type {string} */ name) => kept.get(name) ?? "",
    setProperty: (/** @type {string} */ name, /** @type {string} */ value) => {
      writes += 1;
      kept.set(name, value);
    },
  };
  const range = /** @type {any} */ ({ valueAsNumber: 1, min: "-2", max: "2", style });
  paint(range);
  assert.equal(writes, 4);
  paint(range);
  assert.equal(writes, 4);
  range.valueAsNumber = -1;
  paint(range);
  assert.equal(kept.get("--tone"), "var(--b-fill)");
  range.min = "-1";
  paint(range);
  assert.equal(kept.get("--from"), "0");
});
