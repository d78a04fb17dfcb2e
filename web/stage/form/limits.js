// What a page that shows a widget may take from its readers: `data-lock="w1 w2"` fixes controls,
// `data-hide="w3 toolbar"` takes controls, buttons, parts or whole sections out of sight. What is
// hidden can still move by itself, as the epoch of a run does; name it in both to fix it as well.
import { shown } from "./form.js";
import { takeItems } from "./items.js";
/** @import { Control } from "../types.d.ts" */

const MOST = 200; // names in one attribute; no tool has so many controls

/**
 * Whole sections: their words, and where they are.
 * @type {Record<string, [words: string, place: string]>}
 */
const SECTIONS = {
  title: ["The title and what to do", "header > :not(.widget-tools)"],
  toolbar: ["Undo, Reset, Copy link and Present", ".widget-tools"],
  readouts: ["The list of results", ".readouts, .figures"],
  goals: ["What to try: the goals", ":has(> .goals)"],
  details: ["Everything that can be unfolded", "details"],
};

/** The sections that a tool has, as [name, words]. @type {(form: Element) => [string, string][]} */
export const sectionsOf = (form) =>
  Object.entries(SECTIONS)
    .filter(([, [, place]]) => form.querySelector(place))
    .map(([name, [title]]) => [name, title]);

/** @param {string | undefined} text */
const words = (text) => [...new Set((text ?? "").split(/[\s,]+/).filter(Boolean))].slice(0, MOST);

/**
 * The controls of one name; a radio group has several.
 * @type {(form: HTMLFormElement, name: string) => Control[]}
 */
const named = (form, name) =>
  /** @type {Control[]} */ ([...form.elements]).filter((control) => control.name === name);

/**
 * The element that goes away with a control: its whole row, or the group it alone fills.
 * @param {Element} control
 */
const row = (control) => control.closest(".control, .choice, .field, label") ?? control;

/** @type {(root: Element, form: HTMLFormElement, name: string) => boolean} */
function hideOne(root, form, name) {
  const word = CSS.escape(name);
  const section = Object.hasOwn(SECTIONS, name) && SECTIONS[name][1];
  const others = [section, `[data-part="${word}"]`, `button[data-action="${word}"]`];
  const targets = named(form, name).map(row);
  targets.push(...root.querySelectorAll(others.filter(Boolean).join(",")));
  for (const target of targets) target.classList.add("taken");
  return takeItems(root, name) || targets.length > 0;
}

/**
 * Apply a widget's `data-lock` and `data-hide`.
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 * @returns the names of fixed controls, and a sentence for each name that means nothing here
 */
export function limit(root, form) {
  const hidden = words(root.dataset.hide);
  const locked = words(root.dataset.lock);
  const refused = hidden.filter((name) => !hideOne(root, form, name));
  refused.push(...locked.filter((name) => !named(form, name).length));
  const fixed = new Set(locked.filter((name) => named(form, name).length));
  for (const name of fixed)
    for (const control of named(form, name)) {
      control.disabled = true;
      const field = /** @type {HTMLInputElement | null} */ (control.nextElementSibling);
      if (field?.matches("input.number")) field.disabled = true;
    }
  return { fixed, refused: refused.map((name) => `there is nothing called ${shown(name)}`) };
}
