// Presenting: one widget fills the window, with words that a room can read, and all else is out of
// sight. Its button begins and ends it, Escape ends it, and the address has it (`#present=neuron-1`, or
// `?present=…` in an address that somebody made), so that a link opens it. Where the browser lets a page
// have the whole screen, it gets it; without that the window is what there is.

import { levelHeadings } from "./headings.js";

/** The name in the address. No setting has it: theirs have a dot. */
export const KEY = "present";

/** So much larger is everything, where the window has room: words of 15 px become 24 px. The style sheet knows both. */
const FACTOR = 1.6;
const HAS_ROOM = "(width >= 45rem)";
const PRESENTED = "[data-presented]";
const WORDS = { begin: "Present", end: "Stop presenting" };

/** How much larger than its own measures a picture is shown. @param {Element} picture */
export const magnified = (picture) =>
  picture.closest(PRESENTED) && matchMedia(HAS_ROOM).matches ? FACTOR : 1;

/** The widget that an address asks for, by its id; "" for none. @param {URL | Location} address */
export function askedFor({ search, hash }) {
  const all = [hash.includes("=") ? hash.slice(1) : "", search];
  return all.map((text) => new URLSearchParams(text).get(KEY)).find(Boolean) ?? "";
}

/**
 * The same address, asking for this widget to be presented, or for none.
 * @param {string} href
 * @param {string} id
 */
export function askFor(href, id) {
  const address = new URL(href);
  if (address.searchParams.has(KEY)) address.searchParams.delete(KEY);
  const rest = new URLSearchParams(address.hash.includes("=") ? address.hash.slice(1) : "");
  const isPlace = address.hash !== "" && !address.hash.includes("=");
  rest.delete(KEY);
  if (id) rest.set(KEY, id);
  if (!isPlace || id) address.hash = String(rest);
  return address.href;
}

class Presenting {
  /** @type {HTMLElement | null} */
  #root = null;
  /** @type {Element[]} */
  #marked = [];
  #scrolled = 0;

  get id() {
    return this.#root?.id ?? "";
  }

  /** @param {HTMLElement} root */
  begin(root) {
    this.#scrolled = this.#root ? 0 : scrollY;
    this.#putBack();
    this.#root = root;
    root.dataset.presented = "";
    this.#setAside(root);
    document.documentElement.dataset.present = root.id;
    levelHeadings(root, 1);
    this.#name(WORDS.end);
    scrollTo(0, 0);
    this.#tell(root.id);
  }

  /** The whole screen, if the browser gives it; it may come when it is wanted no more. */
  async fillScreen() {
    if (!document.fullscreenEnabled) return;
    try {
      await document.documentElement.requestFullscreen();
      if (!this.#root) await document.exitFullscreen();
    } catch {
      // The window is what there is.
    }
  }

  /** The focus goes back to where it came from: the widget's button. */
  end() {
    const root = this.#putBack();
    if (!root) return;
    this.#tell("");
    if (document.fullscreenElement === document.documentElement) document.exitFullscreen().catch(() => {});
    scrollTo(0, this.#scrolled);
    /** @type {HTMLElement | null} */
    const button = root.querySelector("button[data-present]");
    button?.focus({ preventScroll: true });
    if (!this.#scrolled) root.scrollIntoView();
  }

  /** The page as it was. @returns the widget that was presented */
  #putBack() {
    const root = this.#root;
    if (!root) return null;
    this.#name(WORDS.begin);
    this.#root = null;
    delete root.dataset.presented;
    delete document.documentElement.dataset.present;
    for (const one of this.#marked)
      for (const mark of ["data-aside", "data-around"]) one.removeAttribute(mark);
    this.#marked = [];
    levelHeadings(root);
    return root;
  }

  /** Mark what stands around the widget, and what stands beside that. @param {Element} root */
  #setAside(root) {
    for (let one = root; one.parentElement && one !== document.body; one = one.parentElement) {
      const around = one.parentElement;
      for (const other of around.children) if (other !== one) this.#mark(other, "data-aside");
      this.#mark(around, "data-around");
    }
  }

  /** @type {(element: Element, mark: string) => void} */
  #mark(element, mark) {
    element.setAttribute(mark, "");
    this.#marked.push(element);
  }

  /** @param {string} words */
  #name(words) {
    const place = this.#root?.querySelector("button[data-present] span");
    if (place) place.textContent = words;
  }

  /** @param {string} id */
  #tell(id) {
    const address = askFor(location.href, id);
    try {
      if (address !== location.href) history.replaceState(history.state, "", address);
    } catch {
      // A sandboxed frame may not change its address.
    }
  }
}

/** Whether the key Escape is to end the presentation, and not something inside of it. @param {KeyboardEvent} event */
const isFree = ({ key, defaultPrevented, target }) =>
  key === "Escape" &&
  !defaultPrevented &&
  !document.querySelector("dialog[open]") &&
  !(target instanceof Element && target.closest("[data-escape]"));

/** Listen to the buttons of widgets and to the address; begin what it asks for. */
export function openPresenting() {
  const presenting = new Presenting();
  const follow = () => {
    const wanted = askedFor(location);
    const root = wanted === presenting.id ? null : document.getElementById(wanted);
    if (root?.matches("[data-widget]")) presenting.begin(root);
    else if (!wanted) presenting.end();
  };
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button[data-present]") : null;
    /** @type {HTMLElement | null | undefined} */
    const root = button?.closest("[data-widget]");
    if (!root) return;
    if (root.id === presenting.id) return presenting.end();
    presenting.begin(root);
    presenting.fillScreen();
  });
  document.addEventListener("keydown", (event) => {
    if (isFree(event)) presenting.end();
  });
  // The browser ends the whole screen by Escape without telling the page of the key.
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) presenting.end();
  });
  addEventListener("hashchange", follow);
  follow();
}
