// A widget's form as the one declaration of its settings: what may stand in it, and what a link carries.
import assert from "node:assert/strict";
import { test } from "node:test";
import { earlier, leftOut, linked, objection, settings, shown, write } from "../../web/stage/form/form.js";
import { box, form, radios, select, slider, text } from "./forms.mjs";

const make = () =>
  form(
    slider("w1", 0.8, -3, 3),
    slider("epoch", 0, 0, 100, { most: "1000" }),
    select("activation", ["sigmoid", "relu"]),
    ...radios("count", ["2", "3", "4"]),
    box("play", false),
    text("path", "0_0", "-?[\\d.e+\\-]+_-?[\\d.e+\\-]+", { numbers: "-1000 1000" }),
    text("own", "", "[\\d.;]*", {
      short: "([\\d.]+);.*",
      shortWords: "It leaves out the rest.",
      earlier: "1",
    }),
    select("column", ["1"], { open: "\\d{1,2}" }),
  );

test("each kind of control is read as what it holds", () => {
  assert.deepEqual(settings(make()), {
    w1: 0.8,
    epoch: 0,
    activation: "sigmoid",
    count: "2",
    play: false,
    path: "0_0",
    own: "",
    column: "1",
  });
});

for (const [name, value] of Object.entries({
  w1: -3,
  epoch: "1000",
  activation: "relu",
  count: "4",
  play: "true",
  path: "-3.25_1e-05",
  own: "1;2",
  column: "12",
}))
  test(`${value} may stand in ${name}`, () => assert.equal(objection(make(), name, value), ""));

/** @type {[name: string, value: string, words: string][]} */
const REFUSED = [
  ["w1", "banana", "w1 must be a number from −3 to 3"],
  ["w1", "9", "w1 must be a number from −3 to 3"],
  ["w1", "", "w1 must be a number from −3 to 3"],
  ["w1", " ", "w1 must be a number from −3 to 3"],
  ["w1", "Infinity", "w1 must be a number from −3 to 3"],
  ["epoch", "1001", "epoch must be a number from 0 to 1000"],
  ["activation", "magic", "activation must be one of sigmoid, relu"],
  ["count", "5", "count must be one of 2, 3, 4"],
  ["play", "1", "play must be true or false"],
  ["path", "1_2_3", "path cannot be read"],
  ["path", "1e308_0", "path may hold numbers from −1000 to 1000"],
  ["path", "0_-1001", "path may hold numbers from −1000 to 1000"],
  ["column", "one", "column cannot be read"],
  ["own", "1".repeat(40_001), "own is longer than 40,000 characters"],
  ["colour", "red", "there is no setting called colour"],
  ["namedItem", "1", "there is no setting called namedItem"],
  ["0", "1", "there is no setting called 0"],
];
for (const [name, value, words] of REFUSED)
  test(`${name}=${value.slice(0, 10)} is refused: ${words}`, () =>
    assert.equal(objection(make(), name, value), words));

test("a name that somebody else made up is cut before it is read out", () => {
  assert.equal(shown("w1"), "w1");
  assert.equal(shown("x".repeat(50)), `${"x".repeat(40)}…`);
});

test("values are written into each kind of control", () => {
  const values = {
    w1: "0x2",
    epoch: 500,
    activation: "relu",
    count: "3",
    play: "true",
    path: "1_2",
    column: "7",
  };
  const one = make();
  write(one, values);
  const now = settings(one);
  assert.deepEqual(now, { ...values, w1: 2, play: true, own: "" });
});

test("a slider whose limit grows with use takes what lies beyond the limit of now", () => {
  const one = make();
  write(one, { epoch: 500 });
  const [, epoch] = /** @type {HTMLInputElement[]} */ ([...one.elements]);
  assert.equal(epoch.max, "500");
});

test("a link carries the short form of what is too long for it, and says what it leaves out", () => {
  const one = make();
  assert.equal(linked(one, "own", "1.5;2.5"), "1.5");
  assert.equal(linked(one, "own", "1.5"), "1.5");
  assert.equal(linked(one, "w1", 2), 2);
  assert.equal(leftOut(one), "");
  write(one, { own: "1.5;2.5" });
  assert.equal(leftOut(one), "It leaves out the rest.");
});

test("defaults that were others once are known", () => {
  assert.deepEqual(earlier(make()), { own: "1" });
});
