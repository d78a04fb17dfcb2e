// What is known of one task. A quiz, a prediction, a goal, an exercise, a challenge and an exam have
// the same shape, so whoever keeps results or passes them on needs to know none of them:
//   kind    a free name ("question", "goal", "exam" …)
//   done    whether it was ever done; that stays
//   score   [got, of] of the newest try, or null
//   tries   how many tries are known of, from 1
//   answer  the newest answer as a text, or null
//   first   {answer, score} of the very first try, or null where that is not known
// Entries are never changed: each function here makes another one.
import { demand, isName, isText, only } from "./checks.js";
/** @import { Entry, Report, Result, Score, Try } from "../types.d.ts" */

/** @type {(score: any) => boolean} */
const isScore = (score) =>
  Array.isArray(score) &&
  score.length === 2 &&
  score.every(Number.isFinite) &&
  0 <= score[0] &&
  score[0] <= score[1] &&
  0 < score[1];

/** @type {(fits: (value: unknown) => boolean, value: unknown) => boolean} */
const maybe = (fits, value) => value === null || fits(value);

/** @type {(one: {answer: unknown, score: unknown}) => boolean} */
const isTry = ({ answer, score }) => maybe(isText, answer) && maybe(isScore, score);

/** Whether all that could be got was got. @param {Score | null} score */
export const isFull = (score) => score !== null && score[0] === score[1];

/**
 * A report in full, checked; a program that reports something else learns it at once.
 * @type {(result: Result) => Report}
 */
export function reported({ task, kind, done, score = null, answer = null }) {
  const fits = isName(task) && isName(kind) && typeof done === "boolean" && isTry({ answer, score });
  if (!fits) throw new TypeError(`this is no result: ${JSON.stringify({ task, kind, done, score, answer })}`);
  return { task, kind, done, score, answer };
}

/** A checked copy of an entry out of a record. @type {(value: any, place: string) => Entry} */
export function readEntry(value, place) {
  const { kind, done, score, tries, answer, first } = only(
    ["kind", "done", "score", "tries", "answer", "first"],
    value,
    place,
  );
  demand(isName(kind) && typeof done === "boolean" && isTry({ answer, score }), place);
  demand(Number.isSafeInteger(tries) && tries > 0, place);
  const known = first === null ? null : readFirst(first, `${place}.first`);
  return { kind, done, score, tries, answer, first: known };
}

/** @type {(value: any, place: string) => Try} */
function readFirst(value, place) {
  const { answer, score } = only(["answer", "score"], value, place);
  demand(isTry({ answer, score }), place);
  return { answer, score };
}

/**
 * What is known after a report, with what was known `before` it, if anything.
 * @type {(before: Entry | undefined, report: Report) => Entry}
 */
export const noted = (before, { kind, done, score, answer }) => ({
  kind,
  done: done || Boolean(before?.done),
  score,
  tries: (before?.tries ?? 0) + 1,
  answer,
  first: before ? before.first : { answer, score },
});

/** @type {(mine: Entry, theirs: Entry, newest: Entry) => Entry} */
const merged = (mine, theirs, newest) => ({
  kind: mine.kind,
  done: mine.done || theirs.done,
  score: newest.score,
  tries: Math.max(mine.tries, theirs.tries),
  answer: newest.answer,
  first: mine.first,
});

/** @param {Score | null} score */
const share = (score) => (score ? score[0] / score[1] : -1);

/**
 * Of two devices nobody knows which was later: the better score stays, of two alike the own.
 * @type {(mine: Entry, theirs: Entry) => Entry}
 */
export const best = (mine, theirs) =>
  merged(mine, theirs, share(theirs.score) > share(mine.score) ? theirs : mine);

/**
 * Of two pages of one device, the one that knows of more tries knows the newest.
 * @type {(mine: Entry, theirs: Entry) => Entry}
 */
export function latest(mine, theirs) {
  if (mine.tries === theirs.tries) return best(mine, theirs);
  return merged(mine, theirs, theirs.tries > mine.tries ? theirs : mine);
}
