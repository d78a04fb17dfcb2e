// Progress on the pages of the course: what was answered before is shown again, and what the reader
// does now is kept, both only where the reader has asked for it. Pages without a
// `data-course-lesson` (one tool in a frame, pages of others) keep nothing and are shown nothing.
import { Keeping } from "./keeping.js";
import { factsOf, stands, tally, worth } from "./judge.js";
import { clearQuiz, recallAnswer, recallPrediction } from "./quiz.js";
import { lessonIn } from "./record.js";

const CHOICES = "[data-quiz] input[type=radio], [data-predict] input[type=radio]";

const NOTHING = { answers: {}, predictions: {}, goals: [] };

/** The name under which a goal is kept: where a widget says that one is reached. */
const goalName = (done) => `${done.closest("[data-widget]").id}.${done.dataset.part}`;

const goalsOf = (page) => [...page.querySelectorAll("[data-widget] .done[data-part]")];

/** Write a chosen answer or prediction into the lesson's part of a record. */
function noteChoice(lesson, choice) {
  const question = choice.closest("[data-predict]");
  if (question) lesson.predictions[question.dataset.predict] = choice.value;
  else lesson.answers[choice.name] = { choice: choice.value, right: "right" in choice.dataset };
}

function noteGoal(lesson, done) {
  if (!lesson.goals.includes(goalName(done))) lesson.goals.push(goalName(done));
}

/** Whether this choice is the one that was kept, and still counts. */
function isKept(choice, { answers, predictions }) {
  const question = choice.closest("[data-predict]");
  if (question) return stands([choice.value], predictions[question.dataset.predict]);
  const answer = answers[choice.name];
  return answer?.choice === choice.value && worth(factsOf(choice.closest("fieldset")), answer) !== "";
}

class Lesson {
  #keeping;
  #slug;
  #seen = NOTHING;
  #again = null; // the button that clears the quiz

  constructor(slug, keeping) {
    this.#slug = slug;
    this.#keeping = keeping;
    document.addEventListener("change", ({ target }) => target.matches(CHOICES) && this.#chosen(target));
    const reached = new MutationObserver((changes) => {
      const done = changes.map(({ target }) => target).filter((target) => target.textContent);
      if (done.length) this.#note((lesson) => done.forEach((goal) => noteGoal(lesson, goal)));
    });
    for (const done of goalsOf(document)) reached.observe(done, { childList: true });
    this.#note(() => {}); // that the lesson was opened
  }

  #note(edit) {
    this.#keeping.note((record) => edit(lessonIn(record, this.#slug)));
  }

  #chosen(choice) {
    this.#note((lesson) => noteChoice(lesson, choice));
    const right = choice.closest("[data-quiz]") && "right" in choice.dataset;
    if (right && this.#keeping.look().state === "off") offer(this.#keeping, () => this.#begin());
  }

  /** Begin to keep, with what has been done on this page already. */
  #begin() {
    this.#keeping.start((record) => {
      const lesson = lessonIn(record, this.#slug);
      for (const choice of document.querySelectorAll(CHOICES)) if (choice.checked) noteChoice(lesson, choice);
      for (const done of goalsOf(document)) if (done.textContent) noteGoal(lesson, done);
    });
  }

  /** Show what was done before, or in another tab: each thing once, so that a quiz can be cleared. */
  show({ record }) {
    const kept = record.lessons[this.#slug] ?? NOTHING;
    for (const choice of document.querySelectorAll(CHOICES))
      if (!choice.checked && isKept(choice, kept) && !isKept(choice, this.#seen)) this.#recall(choice);
    for (const done of goalsOf(document)) if (kept.goals.includes(goalName(done))) markAsDone(done);
    this.#seen = kept;
  }

  #recall(choice) {
    if (choice.closest("[data-predict]")) return recallPrediction(choice);
    recallAnswer(choice);
    if (this.#again) return;
    const button = Object.assign(document.createElement("button"), { type: "button" });
    button.textContent = "Take this quiz again";
    button.addEventListener("click", () => {
      clearQuiz(choice.form);
      choice.form.querySelector("input").focus();
    });
    choice.form.querySelector("[data-score]").after(button);
    this.#again = button;
  }
}

/** Beside a goal: that it was reached at an earlier visit. A style hides it once it is reached anew. */
function markAsDone(done) {
  if (done.nextElementSibling?.matches(".done-before")) return;
  done.after(Object.assign(document.createElement("span"), { className: "done-before", textContent: "✓ done before" }));
}

const counted = ([done, all], words) => (all ? [`${done} of ${all} ${words}`] : []);

/** How far a lesson has come, in words behind a sign. */
function markOf({ state, questions, goals }) {
  const counts = [...counted(questions, "answers right"), ...counted(goals, "goals reached")].join(", ");
  return { finished: `✓ Finished: ${counts}`, begun: `◐ Begun: ${counts}`, opened: "○ Opened" }[state] ?? "";
}

/** Beside each lesson of the list on the home page: how far the reader has come. */
function markLessons({ record }) {
  for (const entry of document.querySelectorAll(".lessons [data-lesson]")) {
    const mark = markOf(tally(JSON.parse(entry.dataset.tasks), record.lessons[entry.dataset.lesson]));
    const place = entry.querySelector(".mark") ?? entry.appendChild(document.createElement("p"));
    place.className = "mark";
    place.textContent = mark;
    place.hidden = !mark;
  }
}

const PLACE = "div[data-keeping]"; // <html> of the page of progress says by that name how things stand

/** The place on a page for words about keeping; after a quiz, or where the page has put it. */
function wordsPlace() {
  const place = document.querySelector(PLACE);
  if (place) return place;
  const made = document.createElement("div");
  made.dataset.keeping = "";
  made.className = "keeping";
  made.setAttribute("role", "status");
  document.querySelector("[data-quiz]")?.append(made);
  return made;
}

/** Words about keeping, and what they are: a promise, an offer, or trouble. Each has its end below. */
function say(kind, words = "", ...more) {
  const text = document.createElement("p");
  text.append(words, " ", link());
  const place = wordsPlace();
  place.dataset.about = kind;
  place.replaceChildren(...(words ? [text, ...more] : []));
}

const ENDS = {
  promise: ({ state }) => state !== "on",
  offer: ({ state }) => state !== "off",
  trouble: ({ words }) => !words,
};

/** Another tab, or this one, may have made untrue what stands there. */
function endWords(now) {
  const kind = document.querySelector(PLACE)?.dataset.about;
  if (kind && ENDS[kind](now)) say("");
}

function link() {
  const link = document.createElement("a");
  link.href = new URL("../progress.html", import.meta.url).href;
  link.textContent = "Your progress";
  return link;
}

/** Ask once, quietly: the offer stands under the quiz until it is taken, here or in another tab. */
function offer(keeping, begin) {
  if (wordsPlace().dataset.about === "offer") return;
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.textContent = "Keep my progress";
  button.addEventListener("click", () => {
    begin();
    if (!keeping.look().words) say("promise", "✓ Your progress is kept from now on, on this device only.");
    wordsPlace().querySelector("a").focus();
  });
  say("offer", "This course can remember your answers, on this device only. More on the page", button);
}

/** Begin, on a page of the course. */
export function openProgress() {
  const slug = document.body.dataset.courseLesson;
  if (slug === undefined) return;
  const keeping = new Keeping();
  const lesson = slug ? new Lesson(slug, keeping) : null;
  let said = "";
  const show = () => {
    const now = keeping.look();
    lesson?.show(now);
    markLessons(now);
    endWords(now);
    const trouble = now.state === "blocked" ? "" : now.words; // nothing was promised there
    if (trouble && trouble !== said) say("trouble", trouble);
    said = trouble;
  };
  keeping.addEventListener("change", show);
  show();
}
