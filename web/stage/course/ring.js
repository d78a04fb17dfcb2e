// How much of the course is done, in the header of every page and beside each lesson in its menu; only
// where the reader has chosen to keep progress.
import { find } from "../page/dom.js";
import { outOf, setDone, STATES } from "./marks.js";
/** @import { Tally } from "../types.d.ts" */

/** Show what is finished; nothing, where nothing is counted. @param {Record<string, Tally> | null} tallies */
export function showRing(tallies) {
  /** @type {HTMLElement} */
  const ring = find(document, "header .ring");
  const states = Object.values(tallies ?? {}).map(({ state }) => state);
  ring.hidden = tallies === null;
  if (tallies) draw(ring, states.filter((state) => state === "finished").length, states.length);
  else delete document.documentElement.dataset.kept; // no room is needed
  /** @type {NodeListOf<HTMLElement>} */
  const lessons = document.querySelectorAll("li[data-slug]");
  for (const lesson of lessons) {
    const isDone = tallies?.[lesson.dataset.slug ?? ""]?.state === "finished";
    setDone(lesson, isDone, "small", { textContent: ` · ${STATES.finished}` });
  }
}

/** @type {(ring: HTMLElement, done: number, all: number) => void} */
function draw(ring, done, all) {
  find(ring, ".count").textContent = `${outOf([done, all])} done`;
  const arc = find(ring, "circle + circle");
  arc.setAttribute("pathLength", String(all));
  arc.setAttribute("stroke-dasharray", `${done} ${all}`);
  arc.setAttribute("visibility", done ? "visible" : "hidden"); // a round end would be a dot
}
