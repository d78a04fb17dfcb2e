// A widget is a form. This file reads and writes its settings; the form's own attributes are the
// one declaration of names, defaults, limits and steps.
/** @import { Control, Settings, Value } from "../types.d.ts" */

const LONGEST = 40_000; // characters of one setting, where its control has no maxlength of its own
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi; // as they stand in texts
const SHOWN = 40; // characters of a name that somebody else made up

/** @param {HTMLFormElement} form */
const controls = (form) =>
  /** @type {Control[]} */ ([...form.elements]).filter((control) => control.name && control.type);

/**
 * The control, or the radio group, that declares a setting: by its name, never by an id or a number.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function declared(form, name) {
  const settings = controls(form).filter((control) => control.matches("input, select"));
  const found = settings.some((control) => control.name === name) ? form.elements.namedItem(name) : null;
  return /** @type {Control | null} */ (found); // of a group's list only what both have is asked
}

/** A name out of an address, short enough to be read out. @param {string} name */
export const shown = (name) => (name.length > SHOWN ? `${name.slice(0, SHOWN)}…` : name);

/** The value of one control. @type {(control: Control) => Value} */
const read = (control) => {
  if (control.type === "range" || control.type === "number") return control.valueAsNumber;
  return control.type === "checkbox" ? control.checked : control.value;
};

/** @param {Control} control */
const chosen = (control) => control.type !== "radio" || control.checked;

/** All settings of a form, by name. @type {(form: HTMLFormElement) => Settings} */
export const settings = (form) => {
  const found = controls(form).filter((control) => control.matches("input, select") && chosen(control));
  return Object.fromEntries(found.map((control) => [control.name, read(control)]));
};

/**
 * The settings as the form declares them, before the reader touched anything.
 * @param {HTMLFormElement} form
 */
export function defaults(form) {
  const copy = /** @type {HTMLFormElement} */ (form.cloneNode(true));
  copy.reset();
  return settings(copy);
}

/**
 * What each control takes, as the form declares it: the ends and the step of its numbers, or choices.
 * @type {(form: HTMLFormElement) => Record<string, import("../types.d.ts").Limits>}
 */
export function limitsOf(form) {
  /** @type {Record<string, import("../types.d.ts").Limits>} */
  const limits = {};
  for (const control of controls(form)) {
    const { name, type, dataset } = control;
    if (type === "range") {
      const [low, high, step] = [control.min, dataset.most ?? control.max, control.step].map(Number);
      limits[name] = { low, high, step };
    } else if (type === "radio") {
      const group = [...form.querySelectorAll("input[type=radio]")].map(
        (radio) => /** @type {HTMLInputElement} */ (radio),
      );
      limits[name] = { choices: group.filter((radio) => radio.name === name).map((radio) => radio.value) };
    } else if (type === "select-one" && !("open" in dataset))
      limits[name] = { choices: [...control.options].map((option) => option.value) };
    else if (dataset.numbers) {
      const [low, high] = dataset.numbers.split(" ").map(Number);
      limits[name] = { low, high };
    }
  }
  return limits;
}

/**
 * Defaults that were others once, `data-earlier`: what a link or a page meant that left them out.
 * @type {(form: HTMLFormElement) => Settings}
 */
export function earlier(form) {
  const changed = controls(form).filter((control) => "earlier" in control.dataset);
  return Object.fromEntries(changed.map((control) => [control.name, control.dataset.earlier ?? ""]));
}

/**
 * Why `value` may not stand in the form under `name`, or "" when it may.
 * @type {(form: HTMLFormElement, name: string, value: Value) => string}
 */
export function objection(form, name, value) {
  const control = declared(form, name);
  if (!control) return `there is no setting called ${shown(name)}`;
  const longest = control.maxLength > 0 ? control.maxLength : LONGEST;
  if (String(value).length > longest)
    return `${name} is longer than ${longest.toLocaleString("en")} characters`;
  if (control.matches?.("[type=text], select[data-open]")) return badText(control, value);
  if (control instanceof RadioNodeList || control.tagName === "SELECT") {
    const choices = /** @type {Iterable<HTMLOptionElement>} */ (control.options ?? control);
    const options = [...choices].map((option) => option.value);
    return options.includes(String(value)) ? "" : `${name} must be one of ${options.join(", ")}`;
  }
  if (control.type === "checkbox")
    return ["true", "false"].includes(String(value)) ? "" : `${name} must be true or false`;
  const { min } = control;
  const max = control.dataset.most ?? control.max; // where the present limit grows with use
  const number = String(value).trim() === "" ? NaN : Number(value);
  const fits = Number.isFinite(number) && !(number < Number(min)) && !(number > Number(max));
  return fits ? "" : `${name} must be a number from ${min} to ${max}`.replaceAll("-", "\u2212");
}

/**
 * A text, or a choice that Python makes later, must match the pattern that its control declares, and
 * each number in it lie between the two of `data-numbers`.
 * @type {(control: Control, value: Value) => string}
 */
function badText(control, value) {
  const pattern = new RegExp(`^(?:${control.getAttribute("pattern") ?? control.dataset.open})$`, "v");
  if (!pattern.test(String(value))) return `${control.name} cannot be read`;
  const [low, high] = control.dataset.numbers?.split(" ").map(Number) ?? [];
  const numbers = low === undefined ? [] : (String(value).match(NUMBER) ?? []);
  const fits = numbers.every((number) => Number(number) >= low && Number(number) <= high);
  return fits ? "" : `${control.name} may hold numbers from ${low} to ${high}`.replaceAll("-", "\u2212");
}

/**
 * The part of a setting that a link carries, where its control's `data-short` says that all is too long.
 * @param {Control} control
 * @param {Value} value
 */
function shortened(control, value) {
  return new RegExp(`^(?:${control.dataset?.short ?? "(?!)"})$`, "v").exec(String(value));
}

/**
 * What a link carries of a setting.
 * @type {(form: HTMLFormElement, name: string, value: Value) => Value}
 */
export const linked = (form, name, value) => {
  const control = declared(form, name);
  return (control && shortened(control, value)?.[1]) ?? value;
};

/**
 * What a link to the present settings does not hold, in words; "" if it holds all.
 * @param {HTMLFormElement} form
 */
export function leftOut(form) {
  const all = /** @type {NodeListOf<Control>} */ (form.querySelectorAll("[data-short]"));
  const short = [...all].filter((control) => shortened(control, control.value));
  return short.map((control) => control.dataset.shortWords).join(" ");
}

/**
 * Put values into the form; the caller has checked them with `objection`.
 * @param {HTMLFormElement} form
 * @param {Settings} values
 */
export function write(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const control = /** @type {Control} */ (declared(form, name));
    if (control.matches?.("[data-open]") && ![...control.options].some((o) => o.value === value))
      control.add(new Option(String(value), String(value)));
    if (control.type === "checkbox") control.checked = String(value) === "true";
    else if (control.type === "range")
      writeRange(control, Number(value)); // "0x2" it would not read
    else control.value = String(value);
  }
}

/**
 * A slider whose present limit grows with use takes what lies beyond it, up to `data-most`.
 * @param {Control} control
 * @param {number} value
 */
function writeRange(control, value) {
  if (control.dataset.most && value > Number(control.max)) control.max = String(value);
  control.value = String(value);
}

/**
 * Make `values` the form's own defaults, so that reset returns to them.
 * @param {HTMLFormElement} form
 * @param {Settings} values
 */
export function declare(form, values) {
  write(form, values);
  for (const control of /** @type {Iterable<Control>} */ (form.elements)) {
    if (control.type === "radio" || control.type === "checkbox") control.defaultChecked = control.checked;
    else if (control.tagName === "SELECT")
      for (const option of control.options) option.defaultSelected = option.selected;
    else if (control.tagName === "INPUT") control.defaultValue = control.value;
  }
}
