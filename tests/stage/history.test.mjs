// Undo: one entry for each deed that changed something, the newest is how the form stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import { History } from "../../web/stage/widget/history.js";

/** @typedef {Record<string, number>} Numbers */

/** @param {Numbers} first */
function make(first, looks = ["epoch"]) {
  const attributes = new Map();
  const button = {
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => attributes.set(name, value),
  };
  const history = new History(first, /** @type {any} */ (button), looks);
  return { history, canUndo: () => attributes.get("aria-disabled") === "false" };
}

test("at the beginning there is nothing to undo", () => {
  const { history, canUndo } = make({ w1: 0 });
  assert.ok(!canUndo());
  assert.equal(history.undo(), undefined);
});

test("a deed is undone with the settings of the time before it", () => {
  const { history, canUndo } = make({ w1: 0 });
  const mark = history.begin({ moves: true });
  history.amend({ w1: 1 });
  history.amend({ w1: 2 });
  assert.ok(canUndo());
  const before = history.undo();
  assert.deepEqual([before?.mark, before?.settings], [mark, { w1: 0 }]);
  assert.ok(!canUndo());
});

test("a deed that changed nothing leaves no entry", () => {
  const { history, canUndo } = make({ w1: 0 });
  history.begin();
  history.amend({ w1: 0 });
  assert.ok(!canUndo());
  history.begin();
  history.amend({ w1: 1 });
  assert.deepEqual(history.undo()?.settings, { w1: 0 });
  assert.equal(history.undo(), undefined);
});

test("who points at a picture does something only if more changes than a look", () => {
  const { history, canUndo } = make({ w1: 0, epoch: 0 });
  history.begin({ points: true });
  history.amend({ w1: 0, epoch: 7 });
  assert.ok(!canUndo());
  history.begin({ points: true });
  history.amend({ w1: 1, epoch: 8 });
  assert.deepEqual(history.undo()?.settings, { w1: 0, epoch: 7 });
});

test("what a press has set going can be undone before anything has changed", () => {
  const { history, canUndo } = make({ epochs: 0 });
  history.begin();
  history.go(true);
  assert.ok(canUndo());
  history.go(false);
  assert.ok(!canUndo());
});

test("a hundred entries are kept, and the oldest are forgotten", () => {
  const { history } = make({ w1: 0 });
  for (let w1 = 1; w1 <= 150; w1 += 1) {
    history.begin();
    history.amend({ w1 });
  }
  let undone = 0;
  let last = -1;
  for (let before = history.undo(); before; before = history.undo()) {
    undone += 1;
    last = Number(before.settings.w1);
  }
  assert.deepEqual([undone, last], [99, 51]);
});

test("each time has a number of its own", () => {
  const { history } = make({ w1: 0 });
  const marks = [1, 2, 3].map((w1) => {
    const mark = history.begin();
    history.amend({ w1 });
    return mark;
  });
  assert.equal(new Set(marks).size, 3);
});
