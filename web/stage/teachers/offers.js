// What the page for teachers offers to fix or to hide: a tool's controls, buttons and sections, each
// with the name that an address knows and with the words that the tool itself uses for it.
import { sectionsOf } from "../form/limits.js";
/** @import { Control, Offer } from "../types.d.ts" */

/** @type {(digits: string, signs: string) => string} */
const raised = (digits, signs) => digits.replace(/\d/g, (digit) => signs[Number(digit)] ?? "");

/**
 * The words of a label: without what it reads out, and with its small digits as such, x₁², not x12.
 * @param {Element} label
 */
function wordsOf(label) {
  const copy = /** @type {Element} */ (label.cloneNode(true));
  for (const e of copy.querySelectorAll("[data-part]")) if (wordsWithout(copy, e)) e.remove();
  for (const e of copy.querySelectorAll("select, input, .done")) e.remove();
  for (const e of copy.querySelectorAll("sub")) e.textContent = raised(e.textContent, "₀₁₂₃₄₅₆₇₈₉");
  for (const e of copy.querySelectorAll("sup")) e.textContent = raised(e.textContent, "⁰¹²³⁴⁵⁶⁷⁸⁹");
  return copy.textContent.trim().replace(/\s+/g, " ").replace(/:$/, "");
}

/**
 * Whether a label still says something when one part of it is gone.
 * @type {(label: Element, part: Element) => boolean}
 */
const wordsWithout = (label, part) => label.textContent.replace(part.textContent, "").trim() !== "";

/**
 * State that has no control of its own; only what is named for it can be fixed.
 * @param {Control} control
 */
const isState = (control) => control.type === "text" && control.closest("[hidden]") && !control.dataset.offer;

/** @type {(button: Control) => Offer[]} */
function buttonOffer(button) {
  const { action } = button.dataset;
  if (!action || !/^[\w-]+$/.test(action)) return [];
  const words = button.getAttribute("aria-label") ?? wordsOf(button);
  return words ? [{ name: action, words: `Button “${words}”`, fixable: false, control: button }] : [];
}

/** @type {(form: HTMLFormElement, control: Control) => Offer[]} */
function controlOffer(form, control) {
  const { name } = control;
  if (!name || isState(control)) return [];
  const group = control.type === "radio" && control.closest("fieldset")?.querySelector("legend");
  const label = group || form.querySelector(`label[for="${control.id}"]`) || control.closest("label");
  const own = control.dataset.offer ?? control.getAttribute("aria-label");
  return [{ name, words: own ?? (label ? wordsOf(label) : name), fixable: true, control }];
}

/**
 * The group that a control stands in, in a few words: "Narrow valley" of "Narrow valley: start".
 * @param {Offer} offer
 */
function groupOf({ control }) {
  const legend = control?.closest("fieldset")?.querySelector("legend");
  return legend ? wordsOf(legend).split(":")[0] : "";
}

/**
 * What several have in common in their words is told apart by their groups, or else by numbers.
 * @type {(offers: Offer[]) => Offer[]}
 */
function toldApart(offers) {
  /** @type {(one: Offer, words: (offer: Offer) => string) => Offer[]} */
  const alike = (one, words) => offers.filter((other) => words(other) === words(one));
  /** @type {(one: Offer) => string} */
  const grouped = (one) =>
    alike(one, ({ words }) => words).length > 1 && groupOf(one)
      ? `${one.words} (${groupOf(one)})`
      : one.words;
  return offers.map((one) => {
    const same = alike(one, grouped);
    const number = same.length > 1 ? ` (${same.indexOf(one) + 1} of ${same.length})` : "";
    return { ...one, words: grouped(one) + number };
  });
}

/**
 * Everything of a tool's form that can be taken from its readers, as { name, words, fixable }.
 * @type {(form: HTMLFormElement) => Offer[]}
 */
export function offersOf(form) {
  const all = /** @type {Control[]} */ ([...form.elements]).flatMap((control) => [
    ...(control.tagName === "BUTTON" ? buttonOffer(control) : []),
    ...controlOffer(form, control),
  ]);
  const first = all.filter(({ name }, index) => all.findIndex((other) => other.name === name) === index);
  const sections = sectionsOf(form).map(([name, words]) => ({ name, words, fixable: false }));
  return [...toldApart(first), ...sections];
}
