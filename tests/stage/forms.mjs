// A form without a page: controls with the attributes that a test needs, found as a form finds them.

/** @import { Control } from "../../web/stage/types.d.ts" */

/** Which of the selectors in form.js a control answers to. @param {Partial<Control>} control */
function kinds({ tagName, type, dataset = {} }) {
  const tag = String(tagName).toLowerCase();
  const open = "open" in dataset ? [`${tag}[data-open]`, "[data-open]"] : [];
  return [tag, `[type=${type}]`, ...open];
}

/** @param {Partial<Control> & {pattern?: string}} settings */
function make({ pattern, ...settings }) {
  /** @type {Partial<Control>} */
  const control = { tagName: "INPUT", type: "text", value: "", maxLength: -1, dataset: {}, ...settings };
  const own = kinds(control);
  const matches = (/** @type {string} */ selector) => selector.split(", ").some((one) => own.includes(one));
  control.matches = /** @type {Control["matches"]} */ (matches);
  control.getAttribute = (name) => (name === "pattern" ? (pattern ?? null) : null);
  return /** @type {Control} */ (control);
}

/** @type {(name: string, value: number, min: number, max: number, dataset?: DOMStringMap) => Control} */
export function slider(name, value, min, max, dataset = {}) {
  const control = make({
    name,
    type: "range",
    value: String(value),
    min: String(min),
    max: String(max),
    dataset,
  });
  return Object.defineProperty(control, "valueAsNumber", { get: () => Number(control.value) });
}

/** @type {(name: string, checked: boolean) => Control} */
export const box = (name, checked) => make({ name, type: "checkbox", checked });

/** @type {(name: string, value: string, pattern: string, dataset?: DOMStringMap) => Control} */
export const text = (name, value, pattern, dataset = {}) => make({ name, value, pattern, dataset });

/** @type {(name: string, choices: string[], dataset?: DOMStringMap) => Control} */
export function select(name, choices, dataset = {}) {
  const options = choices.map((value) => ({ value }));
  const control = make({ name, tagName: "SELECT", type: "select-one", value: choices[0], dataset });
  const add = (/** @type {{value: string}} */ option) => options.push(option);
  return Object.assign(control, { options: /** @type {any} */ (options), add });
}

/**
 * A group of radio buttons, the first of which is checked.
 * @type {(name: string, values: string[]) => Control[]}
 */
export const radios = (name, values) =>
  values.map((value, index) => make({ name, type: "radio", value, checked: index === 0 }));

/** What a form gives for the name of several radio buttons. */
class RadioNodeList extends Array {
  get value() {
    return this.find(({ checked }) => checked)?.value ?? "";
  }

  set value(value) {
    for (const radio of this) radio.checked = radio.value === value;
  }
}

class Option {
  /**
   * @param {string} label
   * @param {string} value
   */
  constructor(label, value) {
    this.label = label;
    this.value = value;
  }
}

Object.assign(globalThis, { RadioNodeList, Option });

/** @param {Control[]} controls */
export function form(...controls) {
  const namedItem = (/** @type {string} */ name) => {
    const found = controls.filter((control) => control.name === name);
    return found.length > 1 ? RadioNodeList.from(found) : (found[0] ?? null);
  };
  const short = () => controls.filter(({ dataset }) => "short" in dataset);
  const made = { elements: Object.assign([...controls], { namedItem }), querySelectorAll: short };
  return /** @type {HTMLFormElement} */ (/** @type {unknown} */ (made));
}
