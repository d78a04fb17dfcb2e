// The ledger of a page: every kind of task has one shape, and the first try is kept apart.
// Longer than other files: every kind of result goes through the same entries.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Ledger } from "../../web/stage/results/ledger.js";
/** @import { Change, Entry, Known, Result } from "../../web/stage/types.d.ts" */

/** A ledger, and what it says has changed. */
function listened() {
  const ledger = new Ledger();
  /** @type {Change[]} */
  const heard = [];
  ledger.addEventListener("change", ({ detail }) => heard.push(detail));
  return { ledger, heard };
}

/** @type {Record<string, [reports: Result[], entry: Known]>} */
const FITS = {
  "a quiz": [
    [
      { task: "q1", kind: "question", done: false, score: [0, 1], answer: "1" },
      { task: "q1", kind: "question", done: true, score: [1, 1], answer: "2" },
    ],
    {
      task: "q1",
      kind: "question",
      done: true,
      score: [1, 1],
      tries: 2,
      answer: "2",
      first: { answer: "1", score: [0, 1] },
    },
  ],
  "a prediction": [
    [{ task: "bias", kind: "prediction", done: true, answer: "it turns" }],
    {
      task: "bias",
      kind: "prediction",
      done: true,
      score: null,
      tries: 1,
      answer: "it turns",
      first: { answer: "it turns", score: null },
    },
  ],
  "a goal": [
    [{ task: "neuron-1.line", kind: "goal", done: true, score: undefined }],
    {
      task: "neuron-1.line",
      kind: "goal",
      done: true,
      score: null,
      tries: 1,
      answer: null,
      first: { answer: null, score: null },
    },
  ],
  "an exercise by hand": [
    [{ task: "spam-by-hand-1.last", kind: "exercise", done: true, score: null }],
    {
      task: "spam-by-hand-1.last",
      kind: "exercise",
      done: true,
      score: null,
      tries: 1,
      answer: null,
      first: { answer: null, score: null },
    },
  ],
  "a challenge": [
    [
      { task: "challenges.xor", kind: "challenge", done: false, score: [5, 6] },
      { task: "challenges.xor", kind: "challenge", done: true, score: [6, 6] },
    ],
    {
      task: "challenges.xor",
      kind: "challenge",
      done: true,
      score: [6, 6],
      tries: 2,
      answer: null,
      first: { answer: null, score: [5, 6] },
    },
  ],
  "an exam": [
    [{ task: "exam", kind: "exam", done: true, score: [31, 40] }],
    {
      task: "exam",
      kind: "exam",
      done: true,
      score: [31, 40],
      tries: 1,
      answer: null,
      first: { answer: null, score: [31, 40] },
    },
  ],
};

for (const [what, [reports, entry]] of Object.entries(FITS))
  test(`${what} fits the one shape of an entry`, () => {
    const { ledger, heard } = listened();
    for (const report of reports) ledger.report(report);
    assert.deepEqual(ledger.get(entry.task), entry);
    assert.deepEqual(
      heard.map((detail) => detail.entry.task),
      reports.map(() => entry.task),
    );
    assert.deepEqual(heard.at(-1)?.entry, entry);
    assert.equal(heard[0].before, undefined);
    assert.deepEqual(heard.at(-1)?.report?.score, entry.score);
  });

test("what was done stays done, and the newest score is told", () => {
  const { ledger } = listened();
  ledger.report({ task: "c", kind: "challenge", done: true, score: [6, 6] });
  ledger.report({ task: "c", kind: "challenge", done: false, score: [2, 6] });
  const { done, score, tries, first } = ledger.get("c") ?? assert.fail();
  assert.deepEqual(
    { done, score, tries, first },
    { done: true, score: [2, 6], tries: 2, first: { answer: null, score: [6, 6] } },
  );
});

test("an entry that was handed out never changes", () => {
  const { ledger, heard } = listened();
  ledger.report({ task: "c", kind: "challenge", done: false, score: [5, 6] });
  ledger.report({ task: "c", kind: "challenge", done: true, score: [6, 6] });
  assert.deepEqual(heard[0].entry.score, [5, 6]);
  assert.equal(heard[1].before, heard[0].entry);
});

/** @type {any[]} */
const NONE = [
  { task: "q1", kind: "goal" },
  { task: "", kind: "goal", done: true },
  { task: "__proto__", kind: "goal", done: true },
  { task: "q1", kind: "a kind", done: true },
  { task: "q1", kind: "goal", done: true, score: 1 },
  { task: "q1", kind: "goal", done: true, score: [7, 6] },
  { task: "q1", kind: "goal", done: true, score: [0, 0] },
  { task: "q1", kind: "goal", done: true, score: [NaN, 6] },
  { task: "q1", kind: "goal", done: true, score: ["5", "6"] },
  { task: "q1", kind: "goal", done: true, answer: 2 },
  { task: "q1", kind: "goal", done: true, answer: "x".repeat(201) },
];

test("what is no result is refused, and nothing is known of it", () => {
  const { ledger, heard } = listened();
  for (const news of NONE)
    assert.throws(
      () => ledger.report(news),
      { name: "TypeError", message: /this is no result/ },
      JSON.stringify(news),
    );
  assert.deepEqual([ledger.entries, heard], [[], []]);
});

/** @type {Entry} */
const KEPT = {
  kind: "question",
  done: false,
  score: [0, 1],
  tries: 3,
  answer: "1",
  first: { answer: "3", score: [0, 1] },
};

test("a sink brings what it knew, which is told once and was not done here", () => {
  const { ledger, heard } = listened();
  ledger.take({ q1: KEPT });
  ledger.take({ q1: KEPT });
  assert.deepEqual(heard, [{ entry: { task: "q1", ...KEPT }, before: undefined, report: null }]);
  assert.deepEqual([ledger.entries.length, ledger.reported], [1, []]);
  ledger.report({ task: "q1", kind: "question", done: true, score: [1, 1], answer: "2" });
  assert.deepEqual(ledger.reported, [
    { task: "q1", ...KEPT, done: true, score: [1, 1], tries: 4, answer: "2" },
  ]);
  ledger.take({ q1: KEPT });
  assert.equal(heard.length, 2, "what is older changes nothing");
});

test("a first try that is unknown stays unknown", () => {
  const { ledger } = listened();
  ledger.take({ q1: { ...KEPT, first: null } });
  ledger.report({ task: "q1", kind: "question", done: true, score: [1, 1], answer: "2" });
  assert.equal(ledger.get("q1")?.first, null);
});

test("when a sink's entries are deleted, only what was done here stays", () => {
  const { ledger } = listened();
  ledger.take({ q1: KEPT, q2: KEPT });
  ledger.report({ task: "q1", kind: "question", done: true, score: [1, 1], answer: "2" });
  ledger.report({ task: "q3", kind: "question", done: true, score: [1, 1], answer: "2" });
  let told = 0;
  ledger.addEventListener("forgotten", () => (told += ledger.entries.length));
  ledger.forget();
  assert.equal(told, 2, "it is told when they are gone");
  assert.deepEqual(
    ledger.entries.map(({ task, tries, first }) => [task, tries, first]),
    [
      ["q1", 1, null],
      ["q3", 1, { answer: "2", score: [1, 1] }],
    ],
  );
});
