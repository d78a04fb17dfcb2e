// Every slider gets a number field beside it and keys for exact work: an arrow is one step,
// Shift + arrow a tenth of it, Page Up and Page Down ten steps, Home and End the limits.
// A slider with `data-whole` counts something and knows no tenths.
import { paint } from "./fill.js";

/** @type {Record<string, number>} */
const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 10, PageDown: -10 };

/** Decimal places of a step written as text: "0.05" has two. @param {string} step */
const places = (step) => (step.split(".")[1] ?? "").length;

/** A number with a true minus sign, as everywhere in the course. @param {string} text */
const signed = (text) => text.replace("-", "\u2212");

/**
 * The number a reader has typed: 0.5, .5, 0,5 and a true minus sign are all right; else NaN.
 * @param {string} text
 */
export function parse(text) {
  const plain = text.trim().replace("\u2212", "-").replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/**
 * Give one slider its number field and its keys. The field has no name: the slider is the value.
 * @param {HTMLInputElement} range
 */
export function enhanceRange(range) {
  const step = Number(range.step);
  const whole = "whole" in range.dataset;
  const digits = whole ? 0 : places(range.step) + 1;
  if (!whole) range.step = (step / 10).toFixed(digits);
  const field = numberField(range);
  const show = () => (field.value = signed(range.value));
  /** @param {string} type */
  const tell = (type) => range.dispatchEvent(new Event(type, { bubbles: true }));
  /** @param {string} detail */
  const note = (detail) => range.dispatchEvent(new CustomEvent("glassbox:note", { bubbles: true, detail }));

  /** @type {(value: number, types: string[]) => void} */
  const set = (value, types) => {
    const within = Math.min(Math.max(value, Number(range.min)), Number(range.max)); // 1e999, too
    range.value = within.toFixed(digits);
    types.forEach(tell);
  };

  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    const steps = KEYS[event.key];
    const sideways = event.currentTarget === field && /Left|Right/.test(event.key);
    if (!steps || sideways || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const size = event.shiftKey && !whole && Math.abs(steps) === 1 ? step / 10 : step;
    set(range.valueAsNumber + steps * size, ["input", "change"]);
    show();
  };
  range.addEventListener("keydown", onKey);
  field.addEventListener("keydown", onKey);

  let dragging = false;
  range.addEventListener("pointerdown", () => (dragging = true));
  for (const end of ["pointerup", "pointercancel"]) range.addEventListener(end, () => (dragging = false));
  range.addEventListener("input", () => {
    const min = Number(range.min);
    if (dragging) range.value = (min + Math.round((range.valueAsNumber - min) / step) * step).toFixed(digits);
    paint(range);
    if (document.activeElement !== field) show(); // never write where the reader is typing
  });

  let before = range.value;
  field.addEventListener("focus", () => (before = range.value));
  field.addEventListener("input", (event) => {
    event.stopPropagation();
    const value = parse(field.value);
    if (value >= Number(range.min) && value <= Number(range.max)) set(value, ["input"]);
  });
  field.addEventListener("change", (event) => {
    event.stopPropagation();
    const value = parse(field.value);
    set(Number.isNaN(value) ? Number(before) : value, ["input", "change"]);
    show();
    const limits = `goes from ${signed(range.min)} to ${signed(range.max)}`;
    if (Number.isNaN(value)) note(`${nameOf(range)} needs a number; it stays at ${field.value}.`);
    else if (Number(range.value) !== Number(value.toFixed(digits)))
      note(`${nameOf(range)} ${limits}; it is now ${field.value}.`);
    else if (whole && !Number.isInteger(value))
      note(`${nameOf(range)} takes whole numbers; it is now ${field.value}.`);
    before = range.value;
  });
  paint(range);
  // When Python has moved a control, a field in which the reader is typing stays as it is.
  return () => {
    paint(range);
    if (document.activeElement !== field) show();
  };
}

/** @param {HTMLInputElement} range */
function numberField(range) {
  const field = document.createElement("input");
  Object.assign(field, { type: "text", className: "number", value: signed(range.value) });
  Object.assign(field, { inputMode: "decimal", defaultValue: field.value });
  field.setAttribute("aria-label", `${nameOf(range)}, as a number`);
  range.after(field);
  return field;
}

/**
 * What a reader calls a control: its label, whether or not that can be seen at the moment.
 * @type {(control: HTMLInputElement | import("../types.d.ts").Control) => string}
 */
export const nameOf = (control) =>
  control.getAttribute("aria-label") ??
  control.labels?.[0]?.textContent.trim().replace(/\s+/g, " ") ??
  control.name;
