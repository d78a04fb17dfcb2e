// Records of version 1, as the course wrote them first: an answer and whether it was right, a
// prediction, and the part of a widget in which the words "done" stood. How something was answered
// first, and how often, was not kept; so `first` is unknown, and one try is all that is known of.
import { demand, isName, isText, only, table, tableOf } from "./checks.js";

/** @import { Entry, LessonRecord, Score } from "../types.d.ts" */

const WHERE_IT_SAID_DONE = /^([^.]+\.)(goal|made|solved)-/;

/** @type {(kind: string, done: boolean, score: Score | null, answer: string | null) => Entry} */
const entry = (kind, done, score, answer) => ({ kind, done, score, tries: 1, answer, first: null });

/** @type {(value: any, place: string) => Entry} */
function answerOf(value, place) {
  const { choice, right } = only(["choice", "right"], value, place);
  demand(isText(choice) && typeof right === "boolean", place);
  return entry("question", right, [Number(right), 1], choice);
}

/** @type {(value: any, place: string) => Entry} */
function predictionOf(value, place) {
  demand(isText(value), place);
  return entry("prediction", true, null, value);
}

/** @type {(value: any, place: string) => [string, Entry][]} */
function goalsOf(value, place) {
  demand(Array.isArray(value) && value.every(isName), place);
  return value.map((/** @type {string} */ name) => {
    const kind = WHERE_IT_SAID_DONE.exec(name)?.[2] === "solved" ? "exercise" : "goal";
    return [name.replace(WHERE_IT_SAID_DONE, "$1"), entry(kind, true, null, null)];
  });
}

/**
 * A lesson's part of such a record, as the course writes it now.
 * @type {(value: any, place: string) => LessonRecord}
 */
export function lessonOfVersion1(value, place) {
  const { answers, predictions, goals } = only(["answers", "predictions", "goals"], value, place);
  return {
    results: table([
      ...goalsOf(goals, `${place}.goals`),
      ...Object.entries(tableOf(predictions, `${place}.predictions`, predictionOf)),
      ...Object.entries(tableOf(answers, `${place}.answers`, answerOf)),
    ]),
  };
}
