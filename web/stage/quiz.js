// Quizzes and predictions: an answer is met at once, in words. What is kept of it, and only if the
// reader asks for that, is the matter of progress.js.

function explain(choice, lead = "") {
  const words = choice.closest("fieldset").querySelector(".why");
  const right = "right" in choice.dataset;
  words.className = right ? "why right" : "why wrong";
  words.textContent = `${lead}${right ? "✓ Right." : "✗ Not quite."} ${choice.dataset.why}`;
}

/** The place of an explanation: a live region must be there before its words are. */
function emptyStatus() {
  const words = document.createElement("p");
  words.className = "why";
  words.setAttribute("role", "status");
  return words;
}

/** How each question was answered first, in this visit: right, wrong, or (an earlier visit) unknown. */
const first = new WeakMap();

const remember = (choice, how) => {
  const group = choice.closest("fieldset");
  if (!first.has(group)) first.set(group, how);
};

const isRight = (group) => group.querySelector("input[data-right]:checked") !== null;

/** What "right" means here: at the first answer, or after some more. */
function inWhichSense(groups) {
  const firsts = groups.map((group) => first.get(group));
  if (firsts.includes("unknown")) return " in the end";
  if (groups.every((group) => (first.get(group) === "right") === isRight(group))) return "";
  return ` in the end, ${firsts.filter((how) => how === "right").length} at the first answer`;
}

function score(quiz) {
  const groups = [...quiz.querySelectorAll("fieldset")];
  const right = groups.filter(isRight).length;
  const done = quiz.querySelectorAll("input:checked").length === groups.length;
  const words = `${right} of ${groups.length} right${inWhichSense(groups)}.`;
  quiz.querySelector("[data-score]").textContent = done ? words : "";
}

/** Make every `<form data-quiz>` of the page answer. */
export function openQuizzes() {
  for (const quiz of document.querySelectorAll("form[data-quiz]")) {
    for (const group of quiz.querySelectorAll("fieldset")) group.append(emptyStatus());
    quiz.addEventListener("submit", (event) => event.preventDefault());
    quiz.addEventListener("change", ({ target }) => {
      remember(target, "right" in target.dataset ? "right" : "wrong");
      explain(target);
      score(quiz);
    });
  }
}

/** Show an answer from an earlier visit. */
export function recallAnswer(choice) {
  choice.checked = true;
  remember(choice, "unknown");
  explain(choice, "Your answer before: ");
  score(choice.form);
}

/** Take all answers of a quiz away, as on a first visit. */
export function clearQuiz(quiz) {
  quiz.reset();
  for (const group of quiz.querySelectorAll("fieldset")) first.delete(group);
  for (const words of quiz.querySelectorAll(".why")) words.textContent = "";
  score(quiz);
}

function commit(choice, words) {
  const question = choice.closest("[data-predict]");
  question.querySelector(".why").textContent = words;
  const verdict = "right" in choice.dataset ? "As you predicted:" : `You predicted: ${choice.value}.`;
  for (const place of document.querySelectorAll(`[data-prediction="${question.dataset.predict}"]`))
    place.textContent = `${verdict} `;
}

/**
 * Predictions: what a reader commits to under `data-predict="name"` is shown again wherever
 * `data-prediction="name"` stands, beside the result.
 */
export function openPredictions() {
  for (const question of document.querySelectorAll("[data-predict]")) {
    question.append(emptyStatus());
    question.addEventListener("change", ({ target }) => commit(target, "Noted. Now see what happens below."));
  }
}

/** Show a prediction from an earlier visit. */
export function recallPrediction(choice) {
  choice.checked = true;
  commit(choice, "That was your prediction at an earlier visit.");
}
