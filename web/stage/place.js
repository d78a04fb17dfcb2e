// The reader's place: the control that has the focus. When an answer hides or disables it, the focus
// would fall to the top of the page; it goes to the nearest control that is left instead.

const STOPS = "button, input, select, textarea, summary, [tabindex='0']";

const stands = (e) =>
  e.isConnected && !e.matches(":disabled") && e.checkVisibility({ visibilityProperty: true });

const isStop = (e) => e.tabIndex >= 0 && (e.type !== "radio" || e.checked);

/** Remember where the reader is under `root`; the function returned keeps the place or moves it. */
export function holdPlace(root) {
  const held = document.activeElement;
  if (!root.contains(held)) return () => {};
  return () => {
    const moved = document.activeElement !== held && document.activeElement !== document.body;
    if (!moved && !stands(held)) nearest(root, held)?.focus();
  };
}

/** The control before, or where there is none the one behind. */
function nearest(root, held) {
  const all = [...root.querySelectorAll(STOPS)];
  const index = all.indexOf(held);
  const inOrder = [...all.slice(0, Math.max(0, index)).reverse(), ...all.slice(index + 1)];
  return inOrder.find((e) => stands(e) && isStop(e));
}
