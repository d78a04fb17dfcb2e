// What Python may change on the page: text, table rows, a few harmless attributes and the values
// of controls, and where the reader's place is. Never HTML, never a handler, never an address.
import { objection, write } from "../form/form.js";
import { applyItems } from "../form/items.js";
import { holdPlace } from "./place.js";
/** @import { Patch } from "../types.d.ts" */

/** @typedef {[value: string, label: string][]} Choices */

const ALLOWED =
  /^(hidden|disabled|checked|min|max|readonly|aria-(label|pressed|hidden|current|disabled|invalid)|data-[a-z-]+)$/;

/** @type {(part: Element, text: string) => void} */
function applyText(part, text) {
  if (part.textContent !== text) part.textContent = text;
}

/** @type {(part: Element, name: string, value: unknown) => void} */
function applyAttribute(part, name, value) {
  if (!ALLOWED.test(name)) throw new Error(`Python may not set the attribute ${name}`);
  if (value === false || value === null || value === undefined) part.removeAttribute(name);
  else part.setAttribute(name, value === true ? "" : String(value));
}

/**
 * Rows of text into a table body: the first cell of each row is its header.
 * @type {(body: HTMLTableSectionElement, rows: string[][]) => void}
 */
function applyRows(body, rows) {
  while (body.rows.length > rows.length) body.deleteRow(-1);
  rows.forEach((cells, index) => {
    const row = body.rows[index] ?? body.insertRow();
    while (row.cells.length > cells.length) row.deleteCell(-1);
    cells.forEach((text, column) => applyText(row.cells[column] ?? addCell(row, column), text));
  });
}

/** @type {(row: HTMLTableRowElement, column: number) => HTMLTableCellElement} */
function addCell(row, column) {
  if (column) return row.insertCell();
  const header = row.appendChild(document.createElement("th"));
  header.scope = "row";
  return header;
}

/**
 * Choices into a select, each [value, label]. The present choice stays if it is still there, and
 * the one that the form declared stays the one that a reset returns to.
 * @type {(select: HTMLSelectElement, choices: Choices) => void}
 */
function applyOptions(select, choices) {
  const before = select.value;
  select.dataset.declared ??= [...select.options].find((o) => o.defaultSelected)?.value ?? "";
  const { declared } = select.dataset;
  const options = choices.map(
    ([value, label]) => new Option(label, value, value === declared, value === before),
  );
  select.replaceChildren(...options);
}

/**
 * What a part of an item shows: a text, or attributes and with them perhaps a `text`.
 * @type {(part: HTMLElement, shown: import("../types.d.ts").Shown) => void}
 */
function applyShown(part, shown) {
  const { text, ...attributes } = typeof shown === "string" ? { text: shown } : shown;
  if (typeof text === "string") applyText(part, text);
  for (const [name, value] of Object.entries(attributes)) applyAttribute(part, name, value);
}

/**
 * Choices into a select that is not a setting: Python says which of them is chosen.
 * @type {(select: HTMLSelectElement, shown: {choices: Choices, value: string}) => void}
 */
function applyChoices(select, { choices, value }) {
  select.replaceChildren(...choices.map(([one, label]) => new Option(label, one)));
  select.value = value;
}

/**
 * Apply one patch to the widget under `root`.
 * @param {HTMLElement} root
 * @param {HTMLFormElement} form
 * @param {Patch} patch
 * @param {Set<string>} fixed
 * @returns the names of controls that it `moved`, and of those that were `kept` because they are fixed
 */
export function applyPatch(root, form, patch, fixed = new Set()) {
  /** What a part is, its form knows. @type {(name: string) => any} */
  const part = (name) => {
    const found = root.querySelector(`[data-part="${CSS.escape(name)}"]`);
    if (!found) throw new Error(`the widget ${root.dataset.widget} has no part called ${name}`);
    return found;
  };
  const keepPlace = holdPlace(root);
  for (const [name, text] of Object.entries(patch.text ?? {})) applyText(part(name), text);
  for (const [name, rows] of Object.entries(patch.rows ?? {})) applyRows(part(name), rows);
  for (const [name, items] of Object.entries(patch.items ?? {})) applyItems(part(name), items, applyShown);
  for (const [name, attributes] of Object.entries(patch.attributes ?? {}))
    for (const [attribute, value] of Object.entries(attributes)) applyAttribute(part(name), attribute, value);
  for (const [name, choices] of Object.entries(patch.options ?? {}))
    applyOptions(/** @type {HTMLSelectElement} */ (form.elements.namedItem(name)), choices);
  for (const [name, shown] of Object.entries(patch.choices ?? {})) applyChoices(part(name), shown);
  const values = Object.entries(patch.values ?? {});
  const accepted = values.filter(([name, value]) => !fixed.has(name) && !objection(form, name, value));
  write(form, Object.fromEntries(accepted));
  if (patch.focus) part(patch.focus).focus();
  keepPlace();
  const kept = values.filter(([name]) => fixed.has(name));
  return { moved: accepted.map(([name]) => name), kept: kept.map(([name]) => name) };
}
