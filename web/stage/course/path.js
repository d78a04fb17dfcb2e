// The path on the home page: how far the reader has come with each lesson, and where to go on.
import { tally } from "../results/judge.js";
import { find } from "../page/dom.js";
import { COUNTED, outOf, STATES } from "./marks.js";
/** @import { Tally } from "../types.d.ts" */

/** Of a lesson that nothing is known of. */
const NOTHING = tally({ questions: {}, predictions: {}, goals: [] }, undefined);

/** How much of a lesson is done, in words. @param {Tally} tally */
const counts = (tally) =>
  /** @type {const} */ (["questions", "goals"])
    .filter((kind) => tally[kind][1] > 0)
    .map((kind) => `${outOf(tally[kind])} ${COUNTED[kind]}`)
    .join(", ");

/**
 * The lesson to continue with, as a place in the list: the last one that was opened, or the next
 * after it that is not done; -1 before the first was opened, and when all are done.
 * @type {(states: Tally["state"][]) => number}
 */
export function nextOf(states) {
  const last = states.findLastIndex((state) => state !== "");
  if (last < 0) return -1;
  const on = states.findIndex((state, place) => place >= last && state !== "finished");
  return on < 0 ? states.findIndex((state) => state !== "finished") : on;
}

/** Beside each lesson, and on the first button of the page. @param {Record<string, Tally>} found by slug */
export function markPath(found) {
  const entries = [
    .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".lessons [data-lesson]")),
  ];
  const tallies = entries.map(({ dataset: { lesson = "" } }) => found[lesson] ?? NOTHING);
  const next = nextOf(tallies.map(({ state }) => state));
  for (const [place, entry] of entries.entries()) mark(find(entry, ".mark"), tallies[place], place === next);
  const button = /** @type {HTMLAnchorElement | null} */ (document.querySelector("a[data-begin]"));
  if (button) begin(button, entries[next]);
}

/** @type {(mark: HTMLElement, tally: Tally, isNext: boolean) => void} */
function mark(mark, tally, isNext) {
  const words = isNext ? "Continue" : STATES[tally.state];
  const more = document.createElement("span");
  more.className = "visually-hidden";
  if (tally.state) more.append(`: ${counts(tally)}`);
  mark.replaceChildren(words, more);
  mark.classList.toggle("next", isNext);
  mark.hidden = !words;
}

/**
 * Where the reader is to begin: with the first lesson, or where the way goes on.
 * @type {(button: HTMLAnchorElement, entry: HTMLElement | undefined) => void}
 */
function begin(button, entry) {
  button.dataset.begin ||= `${button.textContent}\n${button.getAttribute("href")}`;
  const [words, href] = button.dataset.begin.split("\n");
  button.textContent = entry ? `Continue: lesson ${entry.dataset.number}` : words;
  button.setAttribute("href", entry ? (find(entry, "a").getAttribute("href") ?? href) : href);
}
