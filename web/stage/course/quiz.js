// Quizzes and predictions: an answer is met at once, in words, and reported to the ledger. What the
// ledger knows of an earlier visit, or hears from another tab, is shown again.
import { find, targetOf } from "../page/dom.js";
import { factsOf, stands, worth } from "../results/judge.js";
/** @import { Ledger } from "../results/ledger.js" */
/** @import { Known } from "../types.d.ts" */

/** @param {HTMLElement} choice */
const isRight = (choice) => "right" in choice.dataset;

/** @param {HTMLInputElement} choice */
function explain(choice, lead = "") {
  const words = find(groupOf(choice), ".why");
  words.className = isRight(choice) ? "why right" : "why wrong";
  words.textContent = `${lead}${isRight(choice) ? "✓ Right." : "✗ Not quite."} ${choice.dataset.why}`;
}

/** The question that a choice belongs to. @type {(choice: Element) => Element} */
const groupOf = (choice) => /** @type {Element} */ (choice.closest("fieldset"));

/** The place of an explanation: a live region must be there before its words are. */
function emptyStatus() {
  const words = document.createElement("p");
  words.className = "why";
  words.setAttribute("role", "status");
  return words;
}

/**
 * What is new in the ledger and was not reported by this page: an answer, under the name of its task.
 * @type {(ledger: Ledger, show: (entry: Known) => void) => void}
 */
function onRecall(ledger, show) {
  ledger.addEventListener("change", ({ detail: { entry, before, report } }) => {
    if (!report && entry.answer !== null && entry.answer !== before?.answer) show(entry);
  });
}

/**
 * The choice of this value among some, if it is not chosen already.
 * @type {(choices: NodeListOf<HTMLInputElement>, value: string | null) => HTMLInputElement | undefined}
 */
const unchosen = (choices, value) => [...choices].find((choice) => choice.value === value && !choice.checked);

/**
 * How a question was answered first: "right", "wrong", or "" where that is not known.
 * @type {(group: Element, ledger: Ledger) => string}
 */
const firstOf = (group, ledger) =>
  worth(factsOf(group), ledger.get(group.querySelector("input")?.name ?? "")?.first);

/**
 * What "right" means here: at the first answer, or after some more.
 * @type {(groups: Element[], ledger: Ledger) => string}
 */
function inWhichSense(groups, ledger) {
  const firsts = groups.map((group) => firstOf(group, ledger));
  if (firsts.includes("")) return " in the end";
  /** @param {Element} group */
  const isNow = (group) => group.querySelector("input[data-right]:checked") !== null;
  if (groups.every((group, index) => (firsts[index] === "right") === isNow(group))) return "";
  return ` in the end, ${firsts.filter((how) => how === "right").length} at the first answer`;
}

/** @type {(quiz: HTMLFormElement, ledger: Ledger) => void} */
function score(quiz, ledger) {
  const groups = [...quiz.querySelectorAll("fieldset")];
  const right = quiz.querySelectorAll("input[data-right]:checked").length;
  const done = quiz.querySelectorAll("input:checked").length === groups.length;
  const words = `${right} of ${groups.length} right${inWhichSense(groups, ledger)}.`;
  find(quiz, "[data-score]").textContent = done ? words : "";
}

/** Make every `<form data-quiz>` of the page answer. @param {Ledger} ledger */
export function openQuizzes(ledger) {
  /** @type {NodeListOf<HTMLFormElement>} */
  const quizzes = document.querySelectorAll("form[data-quiz]");
  for (const quiz of quizzes) {
    for (const group of quiz.querySelectorAll("fieldset")) group.append(emptyStatus());
    quiz.addEventListener("submit", (event) => event.preventDefault());
    quiz.addEventListener("change", (event) => {
      /** @type {HTMLInputElement} */
      const target = targetOf(event);
      explain(target);
      report(target, ledger);
      score(quiz, ledger);
    });
    onRecall(ledger, (entry) => recallAnswer(quiz, entry, ledger));
  }
}

/** @type {(choice: HTMLInputElement, ledger: Ledger) => void} */
function report(choice, ledger) {
  const done = isRight(choice);
  ledger.report({
    task: choice.name,
    kind: "question",
    done,
    score: [Number(done), 1],
    answer: choice.value,
  });
}

/**
 * Show an answer from an earlier visit or another tab, if it still counts.
 * @type {(quiz: HTMLFormElement, entry: Known, ledger: Ledger) => void}
 */
function recallAnswer(quiz, entry, ledger) {
  const choice = unchosen(quiz.querySelectorAll(`input[name="${CSS.escape(entry.task)}"]`), entry.answer);
  if (!choice || !worth(factsOf(groupOf(choice)), entry)) return;
  choice.checked = true;
  explain(choice, "Your answer before: ");
  score(quiz, ledger);
  offerToRepeat(quiz, ledger);
}

/** @type {(quiz: HTMLFormElement, ledger: Ledger) => void} */
function offerToRepeat(quiz, ledger) {
  if (quiz.querySelector("[data-again]")) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  button.dataset.again = "";
  button.textContent = "Take this quiz again";
  button.addEventListener("click", () => {
    clearQuiz(quiz, ledger);
    find(quiz, "input").focus();
  });
  find(quiz, "[data-score]").after(button);
}

/**
 * Take all answers of a quiz away, as on a first visit.
 * @type {(quiz: HTMLFormElement, ledger: Ledger) => void}
 */
function clearQuiz(quiz, ledger) {
  quiz.reset();
  for (const words of quiz.querySelectorAll(".why")) words.textContent = "";
  score(quiz, ledger);
}

/** @type {(choice: HTMLInputElement, words: string) => void} */
function commit(choice, words) {
  const question = /** @type {HTMLElement} */ (choice.closest("[data-predict]"));
  find(question, ".why").textContent = words;
  const verdict = isRight(choice) ? "As you predicted:" : `You predicted: ${choice.value}.`;
  for (const place of document.querySelectorAll(`[data-prediction="${question.dataset.predict}"]`))
    place.textContent = `${verdict} `;
}

/**
 * Predictions: what a reader commits to under `data-predict="name"` is shown again wherever
 * `data-prediction="name"` stands, beside the result.
 * @param {Ledger} ledger
 */
export function openPredictions(ledger) {
  /** @type {NodeListOf<HTMLElement>} */
  const questions = document.querySelectorAll("[data-predict]");
  for (const question of questions) {
    const task = question.dataset.predict ?? "";
    question.append(emptyStatus());
    question.addEventListener("change", (event) => {
      /** @type {HTMLInputElement} */
      const target = targetOf(event);
      commit(target, "Noted. Now see what happens below.");
      ledger.report({ task, kind: "prediction", done: true, answer: target.value });
    });
    onRecall(ledger, (entry) => entry.task === task && recallPrediction(question, entry));
  }
}

/**
 * Show a prediction from an earlier visit or another tab, if the page still offers it.
 * @type {(question: Element, entry: Known) => void}
 */
function recallPrediction(question, entry) {
  const choice = unchosen(question.querySelectorAll("input[type=radio]"), entry.answer);
  if (!choice || !stands([choice.value], entry)) return;
  choice.checked = true;
  commit(choice, "That was your prediction at an earlier visit.");
}
