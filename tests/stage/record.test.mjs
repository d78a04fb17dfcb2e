// What is kept of a reader's progress: how records are read, also those of version 1, and joined.
// Longer than other files: both versions of the record, read, joined and written.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { tally } from "../../web/stage/results/judge.js";
import { empty, join, read, sizes, UnreadableError, write } from "../../web/stage/results/record.js";
import { best, latest } from "../../web/stage/results/entry.js";
/** @import { Entry } from "../../web/stage/types.d.ts" */

/** @param {string} name */
const old = (name) => readFileSync(new URL(`records/version-1-${name}.json`, import.meta.url), "utf8");

/**
 * An entry, or with `more` perhaps none.
 * @type {(kind: string, done: boolean, more?: object) => Entry}
 */
const entry = (kind, done, more = {}) => ({
  kind,
  done,
  score: null,
  tries: 1,
  answer: null,
  first: null,
  ...more,
});

/** @type {(answer: string, right: boolean, more?: object) => Entry} */
const question = (answer, right, more = {}) =>
  entry("question", right, { answer, score: [Number(right), 1], ...more });

/** @param {object} results */
const record = (results) =>
  read(JSON.stringify({ schema: "glassbox-progress", version: 2, lessons: { neuron: { results } } }));

/** Tables without a past as plain objects, for comparison. @param {unknown} value */
const plain = (value) => JSON.parse(JSON.stringify(value));

test("a record of version 1 is brought along, and claims no more than it knew", () => {
  const { keeping, lessons } = read(old("whole"));
  assert.equal(keeping, true);
  assert.deepEqual(plain(lessons), {
    neuron: {
      results: {
        "neuron-1.line": entry("goal", true),
        "gates-1.and": entry("goal", true),
        "gates-1.not": entry("goal", true),
        "neuron-1.certain": entry("goal", true),
        bias: entry("prediction", true, { answer: "it shifts" }),
        xor: entry("prediction", true, { answer: "no" }),
        q1: question("2", true),
        q2: question("3", false),
        q4: question("2", true),
      },
    },
    layers: {
      results: {
        "spam-by-hand-1.last": entry("exercise", true),
        "forward-1.largest": entry("goal", true),
        parameters: entry("prediction", true, { answer: "9" }),
      },
    },
    "pass-or-fail": { results: {} },
  });
});

test("an exported file of version 1 is brought along, and a goal named twice is one", () => {
  const { keeping, lessons } = read(old("exported"));
  assert.equal(keeping, false);
  assert.deepEqual(Object.keys(lessons.backpropagation.results), [
    "backward-by-hand-1.all",
    "loss-map-1.down",
    "zero",
    "q1",
  ]);
});

test("what was brought along is written as a record of today and read again as the same", () => {
  for (const name of ["whole", "exported"]) {
    const text = write(read(old(name)));
    assert.equal(JSON.parse(text).version, 2);
    assert.equal(write(read(text)), text);
  }
});

test("a lesson counts the same as before it was brought along", () => {
  const tasks = {
    questions: {
      q1: { choices: ["1", "2"], right: "2" },
      q2: { choices: ["1", "3"], right: "1" },
      q3: { choices: ["1"], right: "1" },
    },
    predictions: { bias: ["it turns", "it shifts"], xor: ["yes"] },
    goals: ["neuron-1.line", "gates-1.and", "gates-1.or"],
  };
  assert.deepEqual(tally(tasks, read(old("whole")).lessons.neuron), {
    questions: [1, 3],
    predictions: [1, 2],
    goals: [2, 3],
    state: "begun",
  });
});

const NOT_ONES_OF_VERSION_1 = [
  { neuron: { answers: {}, predictions: {}, goals: "all" } },
  { neuron: { answers: {}, predictions: {}, goals: ["<b>"] } },
  { neuron: { answers: { q1: "2" }, predictions: {}, goals: [] } },
  { neuron: { answers: { q1: { choice: "2", right: 1 } }, predictions: {}, goals: [] } },
  { neuron: { answers: {}, predictions: { bias: "x".repeat(201) }, goals: [] } },
  { neuron: { answers: {}, predictions: {} } },
  { neuron: { results: {} } },
];

const NOT_ONES_OF_VERSION_2 = [
  { answers: {}, predictions: {}, goals: [] },
  { results: [] },
  { results: {}, more: 1 },
  ...[
    "done",
    { ...entry("goal", true), more: 1 },
    entry("goal", true, { done: 1 }),
    entry("a kind", true),
    entry("goal", true, { tries: 0 }),
    entry("goal", true, { tries: 1.5 }),
    entry("goal", true, { score: [7, 6] }),
    entry("goal", true, { score: [1, 2, 3] }),
    entry("goal", true, { score: undefined }),
    entry("goal", true, { answer: 2 }),
    entry("goal", true, { answer: "x".repeat(201) }),
    entry("goal", true, { first: "2" }),
    entry("goal", true, { first: { answer: "2" } }),
    entry("goal", true, { first: { answer: "2", score: [2, 1] } }),
    entry("goal", true, { first: { answer: null, score: null, more: 1 } }),
  ].map((one) => ({ results: { q1: one } })),
];

test("a record with anything in it that its version did not write is refused as a whole", () => {
  /** @type {(version: unknown, lessons: unknown) => void} */
  const refused = (version, lessons) => {
    const text = JSON.stringify({ schema: "glassbox-progress", version, lessons });
    assert.throws(() => read(text), UnreadableError, text);
  };
  for (const lessons of NOT_ONES_OF_VERSION_1) refused(1, lessons);
  for (const neuron of NOT_ONES_OF_VERSION_2) refused(2, { neuron });
  for (const version of [3, "2", [2], null, 0]) refused(version, {});
});

test("a name that every object inherits is a name like others, and __proto__ is none", () => {
  const text = write(record({ constructor: entry("constructor", true) }));
  assert.deepEqual(plain(sizes(read(text))), {
    answers: 0,
    predictions: 0,
    goals: 0,
    exercises: 0,
    others: 1,
  });
  assert.throws(() => read(text.replace('"constructor":{', '"__proto__":{')), UnreadableError);
});

const OURS = {
  right: question("2", true, { tries: 2, first: { answer: "1", score: [0, 1] } }),
  wrong: question("1", false, { first: { answer: "1", score: [0, 1] } }),
  challenge: entry("challenge", false, { score: [5, 6], first: { answer: null, score: [5, 6] } }),
  bias: entry("prediction", true, { answer: "it turns" }),
};
const THEIRS = {
  right: question("3", false, { tries: 5 }),
  wrong: question("2", true, { first: { answer: "2", score: [1, 1] } }),
  challenge: entry("challenge", true, { score: [6, 6], tries: 4 }),
  bias: entry("prediction", true, { answer: "it shifts" }),
  exam: entry("exam", true, { score: [31, 40] }),
};

test("two records together know the best of both, and the own first tries", () => {
  const mine = record(OURS);
  join(mine, record(THEIRS).lessons);
  assert.deepEqual(plain(mine.lessons.neuron.results), {
    right: { ...OURS.right, tries: 5 },
    wrong: { ...THEIRS.wrong, first: OURS.wrong.first },
    challenge: { ...THEIRS.challenge, first: OURS.challenge.first },
    bias: OURS.bias,
    exam: THEIRS.exam,
  });
});

for (const [name, merge] of Object.entries({ best, latest }))
  test(`to join again changes nothing, takes nothing back, and writes the same text (${name})`, () => {
    for (const [one, other] of [
      [OURS, THEIRS],
      [THEIRS, OURS],
      [OURS, OURS],
      [OURS, {}],
    ]) {
      const mine = record(one);
      const text = write(mine);
      join(mine, record(other).lessons, merge);
      const once = write(mine);
      join(mine, record(other).lessons, merge);
      join(mine, record(one).lessons, merge);
      assert.equal(write(mine), once);
      for (const all of [one, other])
        for (const [task, { done, tries }] of Object.entries(all)) {
          const found = mine.lessons.neuron.results[task];
          assert.ok(found.done || !done, task);
          assert.ok(found.tries >= tries, task);
        }
      if (one === other || !Object.keys(other).length) assert.equal(once, text);
    }
  });

test("of two pages of one device the one that knows of more tries knows the newest answer", () => {
  const [before, after] = [question("2", true, { tries: 1 }), question("1", false, { tries: 2 })];
  for (const [mine, theirs] of [
    [before, after],
    [after, before],
  ]) {
    const { answer, score, done } = latest(mine, theirs);
    assert.deepEqual({ answer, score, done }, { answer: "1", score: [0, 1], done: true });
  }
  assert.equal(best(after, before).answer, "2");
});

test("a record with nothing in it is read as it was written", () => {
  assert.equal(write(read(write(empty()))), write(empty()));
});
