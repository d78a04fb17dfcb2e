// Quizzes: an answer is met at once by ✓ or ✗ and the reason. No Python and no score is kept.

function explain(choice) {
  const group = choice.closest("fieldset");
  const words = group.querySelector(".why") ?? group.appendChild(document.createElement("p"));
  const right = "right" in choice.dataset;
  words.className = right ? "why right" : "why wrong";
  words.setAttribute("role", "status");
  words.textContent = `${right ? "✓ Right." : "✗ Not quite."} ${choice.dataset.why}`;
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
    quiz.addEventListener("submit", (event) => event.preventDefault());
    quiz.addEventListener("change", ({ target }) => {
      explain(target);
      score(quiz);
    });
  }
}
