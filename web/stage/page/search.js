// The search: a dialog over the page, opened by the header's button or by Ctrl+K (Cmd+K on Apple's
// devices). The list of what can be found is fetched when it is opened first. No single key opens it,
// so nothing that is dictated or typed by accident does (WCAG 2.1.4).
import { find, targetOf } from "./dom.js";
import { count, everything, search } from "./matching.js";
/** @import { SearchGroup, SearchHits } from "../types.d.ts" */

const INDEX = new URL("../../search.json", import.meta.url);
const ROOT = new URL("../../", import.meta.url);
const APPLE = /^(Mac|iP)/;
const EMPTY = "No lesson, tool or page has these words. Here are all lessons.";
const FAILED = "The list of lessons and tools could not be loaded. The menu of the page leads to them, too.";

const DIALOG = `<form role="search">
<div class="search-head"><h2 id="search-title">Search</h2><button type="button" class="button quiet">Close</button></div>
<label for="search-words">Words of a lesson or a tool</label>
<input id="search-words" type="text" inputmode="search" enterkeyhint="go" autocomplete="off" autocapitalize="off" spellcheck="false">
<p class="search-keys">Arrow keys move through the list, Enter opens, Esc closes.</p>
</form>
<p class="search-count" role="status"></p>
<div class="search-found"></div>`;

class Search {
  #dialog = document.createElement("dialog");
  /** @type {HTMLInputElement} */
  #field;
  /** @type {HTMLElement} */
  #count;
  /** @type {HTMLElement} */
  #found;
  /** @type {Promise<SearchGroup[]> | null} */
  #index = null;

  constructor() {
    this.#dialog.className = "search";
    this.#dialog.setAttribute("aria-labelledby", "search-title");
    this.#dialog.innerHTML = DIALOG;
    this.#field = find(this.#dialog, "input");
    this.#count = find(this.#dialog, "[role=status]");
    this.#found = find(this.#dialog, ".search-found");
    document.body.append(this.#dialog);
    this.#field.addEventListener("input", () => this.#show());
    find(this.#dialog, "form").addEventListener("submit", (event) => this.#submit(event));
    this.#dialog.addEventListener("keydown", (event) => this.#key(event));
    this.#dialog.addEventListener("click", (event) => this.#click(event));
  }

  /** The browser remembers where the focus was, and gives it back. */
  open() {
    if (this.#dialog.open) return;
    this.#dialog.showModal();
    this.#field.focus();
    this.#field.select();
    this.#show();
  }

  /** What was asked for; a failure is forgotten, and the next key asks again. */
  #load() {
    this.#index ??= fetch(INDEX).then((response) => {
      if (!response.ok) throw new Error(`the host answers ${response.status}`);
      return response.json();
    });
    this.#index.catch(() => (this.#index = null));
    return this.#index;
  }

  /** @returns {Promise<void>} */
  async #show() {
    const asksAnew = !this.#index;
    try {
      const groups = await this.#load();
      const found = search(groups, this.#field.value);
      const isEmpty = !found.length;
      const asked = this.#field.value.trim() !== "";
      this.#count.textContent = isEmpty && asked ? EMPTY : count(found);
      this.#list(isEmpty ? groups.slice(0, 1).map(everything) : found);
    } catch {
      if (!asksAnew) return this.#show(); // what failed was asked for by an earlier key
      this.#count.textContent = FAILED;
      this.#found.replaceChildren();
    }
  }

  /** @param {SearchHits[]} found */
  #list(found) {
    const sections = found.map(({ name, hits }) => {
      const list = document.createElement("ul");
      list.append(
        ...hits.map(({ title, address, about }) => {
          const link = Object.assign(document.createElement("a"), { href: new URL(address, ROOT).href });
          link.append(Object.assign(document.createElement("b"), { textContent: title }));
          link.append(Object.assign(document.createElement("span"), { textContent: about }));
          const item = document.createElement("li");
          item.append(link);
          return item;
        }),
      );
      const heading = Object.assign(document.createElement("h3"), { textContent: name });
      const section = document.createElement("section");
      section.append(heading, list);
      return section;
    });
    this.#found.replaceChildren(...sections);
    this.#found.scrollTop = 0;
  }

  get #links() {
    return [.../** @type {NodeListOf<HTMLElement>} */ (this.#found.querySelectorAll("a"))];
  }

  /** Enter in the field opens the first that was found. @param {Event} event */
  #submit(event) {
    event.preventDefault();
    if (this.#field.value.trim()) this.#links[0]?.click();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { key } = event;
    const links = this.#links;
    const here = links.indexOf(targetOf(event));
    if (key === "ArrowDown" || key === "ArrowUp") {
      const next = here + (key === "ArrowDown" ? 1 : -1);
      (links[Math.min(next, links.length - 1)] ?? this.#field).focus();
      event.preventDefault();
    } else if (
      here >= 0 &&
      key.length === 1 &&
      key !== " " &&
      !event.ctrlKey &&
      !event.metaKey &&
      !event.altKey
    )
      this.#field.focus(); // and the letter goes there
  }

  /** The button, a link, and a press beside the dialog close it. @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {Element} */ (event.target);
    if (target === this.#dialog || target.closest("a, button")) this.#dialog.close();
  }
}

/** Show the buttons that open the search, and listen to its keys. */
export function openSearch() {
  const buttons = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-open-search]"));
  if (!buttons.length) return;
  /** @type {Search | null} */
  let dialog = null;
  const open = () => {
    dialog ??= new Search();
    dialog.open();
  };
  const apple = APPLE.test(navigator.platform);
  for (const button of buttons) {
    button.setAttribute("aria-haspopup", "dialog");
    button.setAttribute("aria-keyshortcuts", apple ? "Meta+K" : "Control+K");
    button.addEventListener("click", open);
    button.hidden = false;
  }
  addEventListener("keydown", (event) => {
    const meant = apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
    if (!meant || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    if (event.defaultPrevented || document.documentElement.hasAttribute("data-present")) return;
    event.preventDefault();
    open();
  });
}
