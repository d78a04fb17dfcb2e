// What a page sets on the place of a widget: `<div data-widget="neuron" data-w1="0.4">`, or
// `data-settings="w1=0.4&…"`. It becomes the form's defaults.
import { declare, earlier, objection } from "./form.js";
/** @import { Settings } from "../types.d.ts" */

/** Attributes of the widget's place that are not settings; the last has them as the query of an address. */
const OURS = new Set([
  "data-widget",
  "data-lock",
  "data-hide",
  "data-bare",
  "data-heading-level",
  "data-settings",
]);

/**
 * Make these settings the defaults of the form; what does not fit is left out.
 * @type {(root: HTMLElement, form: HTMLFormElement) => {declined: string[], earlier: Settings}}
 * @returns why some were `declined`, and what a link means that leaves out what was another default `earlier`
 */
export function declareOptions(root, form) {
  const attributes = [...root.attributes].filter(({ name }) => /^data-/.test(name) && !OURS.has(name));
  /** @type {[string, string][]} */
  const own = attributes.map(({ name, value }) => [name.slice("data-".length), value]);
  const wanted = [...new Map([...own, ...new URLSearchParams(root.dataset.settings)])];
  const reasons = wanted.map(([name, value]) => objection(form, name, value));
  const first = earlier(form);
  const meant = { ...first, ...Object.fromEntries(wanted.filter((_, index) => !reasons[index])) };
  declare(form, wanted.length ? meant : {});
  return {
    declined: reasons.filter(Boolean),
    earlier: Object.fromEntries(Object.keys(first).map((name) => [name, meant[name]])),
  };
}
