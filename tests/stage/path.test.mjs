// The path on the home page: which lesson to continue with.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nextOf } from "../../web/stage/course/path.js";

/** @type {(...states: ("" | "opened" | "begun" | "finished")[]) => number} */
const next = (...states) => nextOf(states);

test("who has not begun is not told to continue", () => {
  assert.equal(next("", "", ""), -1);
});

test("a lesson that is begun or only opened is continued, the last one of them", () => {
  assert.equal(next("begun", "", ""), 0);
  assert.equal(next("begun", "", "opened", ""), 2);
});

test("after a finished lesson comes the next", () => {
  assert.equal(next("finished", "", ""), 1);
  assert.equal(next("finished", "finished", "begun"), 2);
});

test("when the last is finished, what was left out on the way comes", () => {
  assert.equal(next("finished", "", "finished"), 1);
});

test("who has finished all is not sent anywhere", () => {
  assert.equal(next("finished", "finished"), -1);
});
