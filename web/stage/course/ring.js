// How much of the course is done, in the header of every page and beside each lesson in its menu; only
// where the reader has chosen to keep progress. What a lesson asks comes from a file, asked for then.
import { find } from "../page/dom.js";
import { tally } from "../results/judge.js";
/** @import { Lessons, Standing, Tasks } from "../types.d.ts" */

const LIST = new URL("../../lesson-tasks.json", import.meta.url);

/** @typedef {Record<string, Tasks>} Asked what each lesson asks, by its slug */

/**
 * The lessons that are finished, by their slugs.
 * @type {(asked: Asked, kept: Lessons) => string[]}
 */
export const finished = (asked, kept) =>
  Object.keys(asked).filter((slug) => tally(asked[slug], kept[slug]).state === "finished");

/** @type {Promise<Asked | null> | null} */
let asking = null;

/** @returns {Promise<Asked | null>} null where it cannot be had: then nothing is counted */
const ask = () =>
  (asking ??= fetch(LIST)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null));

/**
 * Show what is finished, or nothing.
 * @param {Standing} now
 */
export async function showRing({ state, record }) {
  const ring = /** @type {HTMLElement | null} */ (document.querySelector("header .ring"));
  if (!ring) return;
  const asked = state === "on" ? await ask() : null;
  const done = asked ? finished(asked, record.lessons) : [];
  ring.hidden = asked === null;
  if (asked) draw(ring, done.length, Object.keys(asked).length);
  else delete document.documentElement.dataset.kept; // no room is needed
  /** @type {NodeListOf<HTMLElement>} */
  const lessons = document.querySelectorAll("li[data-slug]");
  for (const lesson of lessons) mark(lesson, done.includes(lesson.dataset.slug ?? ""));
}

/** @type {(ring: HTMLElement, done: number, all: number) => void} */
function draw(ring, done, all) {
  find(ring, ".count").textContent = `${done} of ${all} done`;
  const arc = find(ring, "circle + circle");
  arc.setAttribute("pathLength", String(all));
  arc.setAttribute("stroke-dasharray", `${done} ${all}`);
  arc.setAttribute("visibility", done ? "visible" : "hidden"); // a round end would be a dot
}

/** @type {(lesson: HTMLElement, isDone: boolean) => void} */
function mark(lesson, isDone) {
  lesson.classList.toggle("finished", isDone);
  const words = lesson.querySelector("i");
  if (!isDone) words?.remove();
  else if (!words)
    find(lesson, "small").append(Object.assign(document.createElement("i"), { textContent: " · ✓ done" }));
}
