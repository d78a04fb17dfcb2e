// The ticks beside goals: a widget's form says where one may stand (`data-goal`), and in which words
// if not "✓ done" (`data-tick`). What came of a goal is in the ledger under "WIDGET'S ID.GOAL".

/** @import { Ledger } from "./ledger.js" */

const TICK = "✓ done";

/**
 * The name in the ledger of what a widget calls a task.
 * @type {(root: Element, task: string) => string}
 */
export const nameOf = (root, task) => `${root.id}.${task}`;

/**
 * The widget's names of what was reached in it on this page; Python may not know, if started anew.
 * @type {(root: Element, ledger: Ledger) => string[]}
 */
export function reachedIn(root, ledger) {
  const done = ledger.reported.filter((entry) => entry.done).map(({ task }) => task);
  return done
    .filter((task) => task.startsWith(nameOf(root, "")))
    .map((task) => task.slice(root.id.length + 1));
}

/**
 * The place of a task's tick on this page; none, if it is not a goal or lies elsewhere.
 * @type {(task: string) => HTMLElement | null | undefined}
 */
function placeOf(task) {
  const dot = task.lastIndexOf(".");
  const root = document.getElementById(task.slice(0, Math.max(dot, 0)));
  return root?.querySelector(`[data-goal="${CSS.escape(task.slice(dot + 1))}"]`);
}

/**
 * Beside a goal: that it was reached at an earlier visit. A style hides it once it is reached anew.
 * @param {Element} place
 */
function markAsDone(place) {
  if (place.nextElementSibling?.matches(".done-before")) return;
  place.after(
    Object.assign(document.createElement("span"), { className: "done-before", textContent: "✓ done before" }),
  );
}

/** Write a tick wherever a goal is reached, now or at an earlier visit. @param {Ledger} ledger */
export function openTicks(ledger) {
  ledger.addEventListener("change", ({ detail: { entry, report } }) => {
    const place = entry.done && placeOf(entry.task);
    if (!place) return;
    if (report) place.textContent = place.dataset.tick ?? TICK;
    else markAsDone(place);
  });
}
