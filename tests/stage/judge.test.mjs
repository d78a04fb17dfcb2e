// What a kept answer is worth follows from the question as it stands now.
import assert from "node:assert/strict";
import { test } from "node:test";
import { stands, tally, worth } from "../../web/stage/results/judge.js";
/** @import { Entry, Tasks, Try } from "../../web/stage/types.d.ts" */

const QUESTION = { choices: ["1", "2", "3"], right: "2" };

/** @type {(answer: string, right: boolean) => Try} */
const one = (answer, right) => ({ answer, score: [Number(right), 1] });

test("an answer is right or wrong", () => {
  assert.equal(worth(QUESTION, one("2", true)), "right");
  assert.equal(worth(QUESTION, one("3", false)), "wrong");
});

test("an answer is worth nothing where there is none, or the question has changed since", () => {
  assert.equal(worth(QUESTION, undefined), "");
  assert.equal(worth(QUESTION, null), "");
  assert.equal(worth(QUESTION, { answer: "2", score: null }), "");
  assert.equal(worth(QUESTION, one("4", false)), "", "its choice is gone");
  assert.equal(worth(QUESTION, one("1", true)), "", "it was judged otherwise");
  assert.equal(worth(QUESTION, one("2", false)), "", "it was judged otherwise");
});

test("a prediction stands as long as the page offers it", () => {
  assert.ok(stands(["it turns"], { answer: "it turns", score: null }));
  assert.ok(!stands(["it shifts"], { answer: "it turns", score: null }));
  assert.ok(!stands(["it turns"], undefined));
});

/** @type {Tasks} */
const TASKS = {
  questions: { q1: QUESTION, q2: QUESTION },
  predictions: { bias: ["it turns", "it shifts"] },
  goals: ["neuron-1.line"],
};

/** @type {(kind: string, what: Partial<Entry>) => Entry} */
const entry = (kind, what) => ({
  kind,
  done: true,
  score: null,
  answer: null,
  tries: 1,
  first: null,
  ...what,
});
const right = entry("question", one("2", true));
const wrong = entry("question", one("3", false));

test("a lesson is nothing, opened, begun or finished", () => {
  assert.equal(tally(TASKS, undefined).state, "");
  assert.equal(tally(TASKS, { results: {} }).state, "opened");
  assert.equal(tally(TASKS, { results: { q1: wrong } }).state, "begun");
  assert.equal(tally(TASKS, { results: { "neuron-1.line": entry("goal", {}) } }).state, "begun");
  assert.equal(tally(TASKS, { results: { q1: right } }).state, "begun");
  assert.equal(tally(TASKS, { results: { q1: right, q2: right } }).state, "finished");
});

test("of each kind the tasks done are counted", () => {
  const results = { q1: right, q2: wrong, bias: entry("prediction", { answer: "it turns" }), old: right };
  const { questions, predictions, goals } = tally(TASKS, { results });
  assert.deepEqual(
    [questions, predictions, goals],
    [
      [1, 2],
      [1, 1],
      [0, 1],
    ],
  );
});

test("a lesson without questions is never finished", () => {
  assert.equal(tally({ ...TASKS, questions: {} }, { results: {} }).state, "opened");
});
