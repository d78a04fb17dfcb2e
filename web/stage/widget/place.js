// The reader's place: the control that has the focus. When an answer hides or disables it, the focus
// would fall to the top of the page; it goes to the nearest control that is left instead, beside it first.

const STOPS = "button, input, select, textarea, summary, [tabindex='0']";

/** @param {Element} e */
const stands = (e) =>
  e.isConnected && !e.matches(":disabled") && e.checkVisibility({ visibilityProperty: true });

/** @param {HTMLElement & {type?: string, checked?: boolean}} e */
const isStop = (e) => e.tabIndex >= 0 && (e.type !== "radio" || e.checked);

/**
 * Remember where the reader is under `root`; the function returned keeps the place or moves it.
 * @type {(root: Element) => () => void}
 */
export function holdPlace(root) {
  const held = document.activeElement;
  if (!held || !root.contains(held)) return () => {};
  const stops = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(STOPS))];
  return () => {
    const moved = document.activeElement !== held && document.activeElement !== document.body;
    if (!moved && !stands(held)) nearest(stops, held)?.focus();
  };
}

/** Put the reader on the first control in sight: what has the focus goes away. @param {HTMLFormElement} form */
export function focusFirst(form) {
  const inSight = (/** @type {string} */ selector) =>
    [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll(selector))].find(
      (e) => stands(e) && isStop(e),
    );
  (inSight("input, select") ?? inSight("button:not(.loading-panel *)"))?.focus();
}

/**
 * The control before, or where there is none the one behind; those of the same group come first.
 * @type {(stops: HTMLElement[], held: Element) => HTMLElement | undefined}
 */
function nearest(stops, held) {
  const index = stops.indexOf(/** @type {HTMLElement} */ (held));
  const inOrder = [...stops.slice(0, Math.max(0, index)).reverse(), ...stops.slice(index + 1)];
  const group = inOrder.filter((e) => e.parentElement === held.parentElement);
  return [...group, ...inOrder].find((e) => stands(e) && isStop(e));
}
