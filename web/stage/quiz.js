// Quizzes and predictions: an answer is met at once, in words. Nothing of it is stored.

function explain(choice) {
  const words = choice.closest("fieldset").querySelector(".why");
  const right = "right" in choice.dataset;
  words.className = right ? "why right" : "why wrong";
  words.textContent = `${right ? "✓ Right." : "✗ Not quite."} ${choice.dataset.why}`;
}

/** The place of an explanation: a live region must be there before its words are. */
function emptyStatus() {
  const words = document.createElement("p");
  words.className = "why";
  words.setAttribute("role", "status");
  return words;
}

function score(quiz) {
  const groups = quiz.querySelectorAll("fieldset").length;
  const right = quiz.querySelectorAll("input[data-right]:checked").length;
  const done = quiz.querySelectorAll("input:checked").length;
  const words = done === groups ? `${right} of ${groups} right.` : "";
  quiz.querySelector("[data-score]").textContent = words;
}

/** Make every `<form data-quiz>` of the page answer. */
export function openQuizzes() {
  for (const quiz of document.querySelectorAll("form[data-quiz]")) {
    for (const group of quiz.querySelectorAll("fieldset")) group.append(emptyStatus());
    quiz.addEventListener("submit", (event) => event.preventDefault());
    quiz.addEventListener("change", ({ target }) => {
      explain(target);
      score(quiz);
    });
  }
}

/**
 * Predictions: what a reader commits to under `data-predict="name"` is shown again wherever
 * `data-prediction="name"` stands, beside the result.
 */
export function openPredictions() {
  for (const question of document.querySelectorAll("[data-predict]")) {
    const noted = question.appendChild(emptyStatus());
    question.addEventListener("change", ({ target }) => {
      noted.textContent = "Noted. Now see what happens below.";
      const verdict = "right" in target.dataset ? "As you predicted:" : `You predicted: ${target.value}.`;
      for (const place of document.querySelectorAll(`[data-prediction="${question.dataset.predict}"]`))
        place.textContent = `${verdict} `;
    });
  }
}
