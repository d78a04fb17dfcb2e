// How much of each lesson is done: by the list of what they ask, when that can be had.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
/** @import { Keeping } from "../../../web/stage/results/keeping.js" */
/** @import { Entry, Lessons, Tasks } from "../../../web/stage/types.d.ts" */

/** @type {Tasks} */
const ASKED = {
  questions: { q1: { choices: ["1", "2"], right: "2" } },
  predictions: {},
  goals: ["neuron-1.line"],
};
const NOTHING = { questions: {}, predictions: {}, goals: [] };
const LIST = { neuron: ASKED, layers: ASKED, training: ASKED, playground: NOTHING };

/** @type {(answer: string) => {results: Record<string, Entry>}} */
const answered = (answer) => {
  const right = answer === "2";
  const score = /** @type {[number, number]} */ ([Number(right), 1]);
  return { results: { q1: { kind: "question", done: right, score, tries: 1, answer, first: null } } };
};

/** @type {Lessons} */
let kept = {};
const keeping = /** @type {Keeping} */ (
  /** @type {unknown} */ ({ look: () => ({ record: { lessons: kept } }) })
);
let fetched = 0;
let answer = async () => new Response(JSON.stringify(LIST));
globalThis.fetch = () => {
  fetched += 1;
  return answer();
};

/** The module anew, that has asked for nothing yet. @returns {Promise<() => Promise<unknown>>} */
async function opened() {
  const { talliesOf } = await import(`../../../web/stage/course/asked.js?${Math.random()}`);
  return async () => {
    const tallies = await talliesOf(keeping);
    return tallies && Object.entries(tallies).map(([slug, { state }]) => `${slug}: ${state}`);
  };
}

beforeEach(() => {
  kept = {};
  fetched = 0;
  answer = async () => new Response(JSON.stringify(LIST));
});

test("a lesson is finished when all its answers are right, and only lessons of the course count", async () => {
  const states = await opened();
  kept = { neuron: answered("2"), layers: answered("1"), gone: answered("2") };
  assert.deepEqual(await states(), ["neuron: finished", "layers: begun", "training: ", "playground: "]);
});

test("a lesson that asks nothing is never finished by being opened", async () => {
  const states = await opened();
  kept = { playground: { results: {} } };
  assert.deepEqual(await states(), ["neuron: ", "layers: ", "training: ", "playground: opened"]);
});

test("the list is fetched once, and what is kept is read when it has come", async () => {
  const states = await opened();
  const first = states();
  kept = { training: answered("2") };
  const expected = ["neuron: ", "layers: ", "training: finished", "playground: "];
  assert.deepEqual([await first, await states()], [expected, expected]);
  assert.equal(fetched, 1);
});

test("a list that could not be had is asked for again", async () => {
  const states = await opened();
  for (const failure of [
    async () => new Response("", { status: 503 }),
    async () => new Response("<p>Please log in</p>"),
    async () => Promise.reject(new TypeError("no network")),
  ]) {
    answer = failure;
    assert.equal(await states(), null);
  }
  answer = async () => new Response(JSON.stringify(LIST));
  assert.deepEqual(await states(), ["neuron: ", "layers: ", "training: ", "playground: "]);
  assert.equal(fetched, 4);
});
