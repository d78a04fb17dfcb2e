// How much of the course is done: which lessons count as finished.
import assert from "node:assert/strict";
import { test } from "node:test";
import { finished } from "../../../web/stage/course/ring.js";
/** @import { Entry, Tasks } from "../../../web/stage/types.d.ts" */

/** @type {Tasks} */
const ASKED = {
  questions: { q1: { choices: ["1", "2"], right: "2" } },
  predictions: {},
  goals: ["neuron-1.line"],
};

/** @type {(answer: string) => {results: Record<string, Entry>}} */
const answered = (answer) => {
  const right = answer === "2";
  const score = /** @type {[number, number]} */ ([Number(right), 1]);
  return { results: { q1: { kind: "question", done: right, score, tries: 1, answer, first: null } } };
};

test("a lesson is finished when all its answers are right, and only lessons of the course count", () => {
  const asked = { neuron: ASKED, layers: ASKED, training: ASKED };
  const kept = { neuron: answered("2"), layers: answered("1"), gone: answered("2") };
  assert.deepEqual(finished(asked, kept), ["neuron"]);
});

test("a lesson that asks nothing is never finished by being opened", () => {
  const asked = { playground: { questions: {}, predictions: {}, goals: [] } };
  assert.deepEqual(finished(asked, { playground: { results: {} } }), []);
});
