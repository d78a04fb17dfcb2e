// What a kept answer is worth. It follows from the question as it stands now and from nothing else,
// so lesson, home page and the page of progress all ask here, with the same facts: a lesson reads
// them off its own form, the others off the list that the build has written (course/asked.js).
import { isFull } from "./entry.js";
/** @import { Count, LessonRecord, Question, Tally, Tasks, Try } from "../types.d.ts" */

/**
 * The facts of a question on this page, from the group of its choices.
 * @type {(group: Element) => Question}
 */
export function factsOf(group) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const found = group.querySelectorAll("input[type=radio]");
  const choices = [...found];
  const right = choices.find((choice) => "right" in choice.dataset);
  return { choices: choices.map((choice) => choice.value), right: right?.value };
}

/**
 * What a try, {answer, score}, is worth: "right" or "wrong"; "" if there is none, or if the question
 * has changed since: its choice is gone, or was judged otherwise.
 * @type {(question: Question, one: Try | null | undefined) => "right" | "wrong" | ""}
 */
export function worth({ choices, right }, one) {
  if (!one?.score || one.answer === null || !choices.includes(one.answer)) return "";
  const isRight = one.answer === right;
  if (isFull(one.score) !== isRight) return "";
  return isRight ? "right" : "wrong";
}

/**
 * Whether a kept prediction is one that the page still offers.
 * @type {(choices: string[], prediction: Try | undefined) => boolean}
 */
export const stands = (choices, prediction) =>
  prediction !== undefined && prediction.answer !== null && choices.includes(prediction.answer);

/**
 * How many of a lesson's tasks are done, and of how many.
 * @type {(names: string[], isDone: (name: string) => boolean) => Count}
 */
function count(names, isDone) {
  return [names.filter(isDone).length, names.length];
}

/**
 * What a reader has done of a lesson.
 * @param {Tasks} tasks the facts of its `questions`, the choices of its `predictions`, the names of its `goals`
 * @param {LessonRecord | undefined} kept the lesson's part of a record, or undefined
 * @returns {Tally} [done, all] of each kind, and `state`: "", "opened", "begun" or "finished"
 */
export function tally(tasks, kept) {
  const results = kept?.results ?? {};
  /** @param {string} name */
  const worthOf = (name) => worth(tasks.questions[name], results[name]);
  const names = Object.keys(tasks.questions);
  const questions = count(names, (name) => worthOf(name) === "right");
  const predictions = count(Object.keys(tasks.predictions), (name) =>
    stands(tasks.predictions[name], results[name]),
  );
  const goals = count(tasks.goals, (name) => Boolean(results[name]?.done));
  const finished = questions[1] > 0 && questions[0] === questions[1];
  const begun = names.some(worthOf) || predictions[0] + goals[0] > 0;
  const state = finished ? "finished" : begun ? "begun" : kept ? "opened" : "";
  return { questions, predictions, goals, state };
}
