// What a reader does on a picture: presses, drags, hovers, and the keys that the picture listens to.
// A picture with `data-pointer` hears presses and drags; `data-pointer="hover"` also the pointer
// passing over it; "tap" presses alone, and "across" (for the style sheet) sideways drags alone, so
// that a finger can still scroll the page. A frame with `data-keys="ArrowLeft Enter …"` can be
// focused and hears these keys. From inside `data-escape="part"` the key Escape leads to that part;
// inside `data-leave="action"` it presses the button of that action, as long as that is in sight.
// Everything is heard on the frame: the canvas is replaced when Python starts again.
import { find, targetOf } from "../page/dom.js";
import { magnified } from "../page/present.js";
/** @import { News, Pointer } from "../types.d.ts" */

/** @typedef {(news: News) => void} Send */
/** @typedef {(event: PointerEvent, canvas: HTMLElement) => void} React */

/**
 * Tell `send` about pointers and keys on the pictures under `root`, until `signal` aborts.
 * @type {(root: Element, send: Send, signal: AbortSignal) => void}
 */
export function listenToPictures(root, send, signal) {
  /** @type {(selector: string) => NodeListOf<HTMLElement>} */
  const all = (selector) => root.querySelectorAll(selector);
  for (const canvas of all("canvas[data-pointer]")) listenToPointer(canvas, send, signal);
  for (const frame of all("[data-keys]")) listenToKeys(frame, send, signal);
  for (const editor of all("[data-escape]")) leaveByEscape(root, editor, signal);
  for (const mode of all("[data-leave]")) leaveByButton(mode, signal);
}

/**
 * Heard on the way down: a picture inside does nothing with a key that ends the mode around it.
 * @type {(mode: HTMLElement, signal: AbortSignal) => void}
 */
function leaveByButton(mode, signal) {
  /** @param {KeyboardEvent} event */
  const leave = (event) => {
    const button = find(mode, `button[data-action="${mode.dataset.leave}"]`);
    if (event.key !== "Escape" || !button.checkVisibility()) return;
    event.stopPropagation();
    button.click();
  };
  mode.addEventListener("keydown", leave, { signal, capture: true });
}

/** @type {(root: Element, editor: HTMLElement, signal: AbortSignal) => void} */
function leaveByEscape(root, editor, signal) {
  /** @param {KeyboardEvent} event */
  const leave = (event) => {
    if (event.key === "Escape") find(root, `[data-part="${editor.dataset.escape}"]`).focus();
  };
  editor.addEventListener("keydown", leave, { signal });
}

/** @type {(first: HTMLElement, send: Send, signal: AbortSignal) => void} */
function listenToPointer(first, send, signal) {
  const { part } = first.dataset;
  const manners = (first.dataset.pointer ?? "").split(" ");
  const frame = /** @type {HTMLElement} */ (first.parentElement);
  /** @type {(phase: "down" | "move" | "up" | "leave", react: React) => void} */
  const on = (phase, react) =>
    frame.addEventListener(
      `pointer${phase}`,
      (event) => {
        const canvas = targetOf(event);
        if (canvas.dataset?.part === part) react(event, canvas);
      },
      { signal, capture: phase === "leave" },
    );
  /** @type {(phase: Pointer["phase"], event: PointerEvent, canvas: HTMLElement) => void} */
  const tell = (phase, event, canvas) => {
    const box = canvas.getBoundingClientRect();
    const scale = magnified(canvas);
    const [x, y] = [(event.clientX - box.left) / scale, (event.clientY - box.top) / scale];
    send({ pointer: { part, phase, x, y } });
  };
  on("down", (event, canvas) => {
    if (!manners.includes("tap")) canvas.setPointerCapture(event.pointerId);
    tell("down", event, canvas);
  });
  on("move", (event, canvas) => {
    if (canvas.hasPointerCapture(event.pointerId)) tell("move", event, canvas);
    else if (manners.includes("hover") && event.pointerType !== "touch") tell("hover", event, canvas);
  });
  on("up", (event, canvas) => tell("up", event, canvas));
  if (manners.includes("hover")) on("leave", (event, canvas) => tell("leave", event, canvas));
}

/** @type {(frame: HTMLElement, send: Send, signal: AbortSignal) => void} */
function listenToKeys(frame, send, signal) {
  const { part } = find(frame, "canvas").dataset;
  const keys = new Set((frame.dataset.keys ?? "").split(" "));
  /** @param {string} key */
  const tell = (key, shift = false) => send({ key: { part, key, shift } });
  frame.addEventListener(
    "keydown",
    (event) => {
      const key = event.key === " " ? "Space" : event.key;
      if (event.target !== frame || !keys.has(key) || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      tell(key, event.shiftKey);
    },
    { signal },
  );
  frame.addEventListener("focus", () => tell("Focus"), { signal });
  frame.addEventListener("blur", () => tell("Blur"), { signal });
}
