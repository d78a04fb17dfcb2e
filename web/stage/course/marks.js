// How much is done, in marks and words: the same in the menu, on the home page, in the contents of a lesson
// and on the page of progress.
import { find } from "../page/dom.js";
/** @import { Count, Tally } from "../types.d.ts" */

/** @type {Record<Tally["state"], string>} */
export const STATES = { finished: "✓ done", begun: "◐ begun", opened: "○ opened", "": "" };

export const COUNTED = { questions: "answers right", goals: "goals reached" };

/** @type {(count: Count) => string} */
export const outOf = ([done, all]) => `${done} of ${all}`;

/**
 * Mark an item of a list as done, or no longer, and say so at the end of a part of it.
 * @type {(item: Element, isDone: boolean, part: string, words: {textContent: string, className?: string}) => void}
 */
export function setDone(item, isDone, part, words) {
  if (item.classList.contains("done") === isDone) return;
  item.classList.toggle("done", isDone);
  if (isDone) find(item, part).append(Object.assign(document.createElement("i"), words));
  else find(item, `${part} > i:last-child`).remove();
}
