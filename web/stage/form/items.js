// Lists of variable length. The form declares in a <template>, the first child of the list, what one item
// is made of, and with `data-key` which keys there may be. Python says which items there are and what
// their parts show; an item keeps its element, and the reader's place in it, as long as its key stays.

import { find } from "../page/dom.js";
/** @import { Item, Shown } from "../types.d.ts" */

const childrenOf = (/** @type {Element} */ list) => /** @type {HTMLElement[]} */ ([...list.children]);

/**
 * Make the items of a list those of `items`, each [key, {part: what it shows}]; `put` shows it.
 * @type {(list: HTMLElement, items: Item[], put: (part: HTMLElement, shown: Shown) => void) => void}
 */
export function applyItems(list, items, put) {
  /** @type {HTMLTemplateElement} */
  const template = find(list, ":scope > template");
  const old = new Map(childrenOf(list).map((one) => [one.dataset.key, one]));
  const wanted = items.map(([key]) => old.get(key) ?? made(template, key));
  const stays = new Set([template, ...wanted]);
  for (const one of childrenOf(list)) if (!stays.has(one)) one.remove();
  arrange(template, wanted);
  items.forEach(([, parts], index) => {
    for (const [name, shown] of Object.entries(parts)) put(partOf(wanted[index], name), shown);
  });
}

/**
 * Take the items of this key out of sight, now and when they come; whether there can be any.
 * @type {(root: Element, key: string) => boolean}
 */
export function takeItems(root, key) {
  const lists = [...root.querySelectorAll("template")].filter((template) => fits(template, key));
  for (const template of lists) {
    template.dataset.taken = `${template.dataset.taken ?? ""} ${key}`;
    for (const item of childrenOf(/** @type {Element} */ (template.parentElement)))
      item.classList.toggle("taken", isTaken(template, item.dataset.key));
  }
  return lists.length > 0;
}

/** @type {(template: HTMLTemplateElement, key: string | undefined) => boolean} */
const isTaken = (template, key) => (template.dataset.taken ?? "").split(" ").includes(key ?? "");

/** @type {(template: HTMLTemplateElement, key: string) => boolean} */
const fits = (template, key) => new RegExp(`^(?:${template.dataset.key})$`, "v").test(key);

/** @type {(template: HTMLTemplateElement, key: string) => HTMLElement} */
function made(template, key) {
  if (!fits(template, key)) throw new Error(`the list has no item called ${key}`);
  const item = /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
  item.dataset.key = key;
  item.classList.toggle("taken", isTaken(template, key));
  return item;
}

/**
 * Put the items behind the template in this order. What holds the focus would lose it by a move, so it stays.
 * @type {(template: HTMLElement, wanted: HTMLElement[]) => void}
 */
function arrange(template, wanted) {
  let last = template;
  for (const one of wanted) {
    if (one.contains(document.activeElement))
      while (last.nextElementSibling !== one) one.after(/** @type {Element} */ (last.nextElementSibling));
    else if (last.nextElementSibling !== one) last.after(one);
    last = one;
  }
}

/** @type {(item: HTMLElement, name: string) => HTMLElement} */
function partOf(item, name) {
  /** @type {HTMLElement | null} */
  const found = item.querySelector(`[data-part="${CSS.escape(name)}"]`);
  if (!found) throw new Error(`the item ${item.dataset.key} has no part called ${name}`);
  return found;
}
