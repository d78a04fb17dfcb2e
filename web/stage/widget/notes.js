// A widget's note: the answer to the reader's last deed. It ends with the next deed, which has an
// answer of its own, so it never stands beside what it is not true of. It is spoken in one place, the
// live region; where that is not beside or under the control that was used, its words stand there as
// well, for the eye alone.
import { find } from "../page/dom.js";
import { focusFirst } from "./place.js";

const NEAR = 160; // pixels under a control; a row of buttons and a status line fit in between
const USED = "button, input, select, textarea, .frame";
const DEEDS = "button, .frame"; // to move a control is one, too; whoever types tells that
const ROWS = ".control, .choice, .field, .answer, .toolbar, .widget-tools, .player > div, .stepper, .frame";

/**
 * Whether the words in `place` are seen by who looks at `control`.
 * @type {(place: Element, control: Element) => boolean}
 */
function isNear(place, control) {
  const { top, bottom } = place.getBoundingClientRect();
  const below = top - control.getBoundingClientRect().bottom;
  return below >= 0 && below <= NEAR && bottom <= innerHeight;
}

export class Notes {
  /** @type {HTMLElement} */
  #place;
  #copy = document.createElement("p");
  #remedy = document.createElement("button");
  /** @type {Element | null} */
  #used = null; // the control that the reader used last
  #answered = false; // whether the press under way has ended the note before it

  /**
   * @param {Element} root
   * @param {AbortSignal} signal
   */
  constructor(root, signal) {
    this.#place = find(root, '[data-part="note"]');
    this.#copy.className = "note nearby";
    this.#copy.setAttribute("aria-hidden", "true");
    Object.assign(this.#remedy, { type: "button", className: "small", hidden: true });
    this.#place.after(this.#remedy);
    this.#remedy.addEventListener("click", () => {
      /** @type {HTMLFormElement} */
      const form = find(root, "form");
      form.reset();
      focusFirst(form);
    });
    /** @type {(type: string, react: (event: {target: HTMLElement, key: string}) => void) => void} */
    const on = (type, react) =>
      root.addEventListener(type, /** @type {any} */ (react), { signal, capture: true });
    for (const type of ["pointerdown", "click", "change", "keydown"])
      on(type, ({ target }) => this.#use(target));
    on("pointerdown", ({ target }) => this.#press(target));
    on("click", ({ target }) => this.#clicked(target));
    on("keydown", ({ target, key }) => this.#key(target, key === " " ? "Space" : key));
  }

  /**
   * Say something, or nothing: whether it is `bad`, and what the one button is called that resets the tool.
   * @param {string} text
   * @param {{bad?: boolean, remedy?: string}} kind
   */
  say(text, { bad = false, remedy = "" } = {}) {
    this.#copy.remove();
    for (const words of [this.#place, this.#copy]) {
      words.textContent = text;
      words.dataset.kind = bad ? "bad" : "";
    }
    this.#remedy.textContent = remedy;
    this.#remedy.hidden = !remedy;
    if (text && this.#used?.isConnected && !isNear(this.#place, this.#used)) this.#bringNear(this.#used);
  }

  /** @param {Element} control */
  #bringNear(control) {
    (control.closest(ROWS) ?? control).after(this.#copy);
    this.#copy.scrollIntoView({ block: "nearest" }); // under the last control in the window
  }

  /** @param {Element} target */
  #use(target) {
    this.#used = target.closest(USED) ?? this.#used;
  }

  /**
   * A press ends the note when it begins: what a field says that is left by it comes after that.
   * @param {Element} target
   */
  #press(target) {
    if (target === this.#remedy) return; // it has yet to be clicked; the reset then ends the note
    this.#answered = target.closest(DEEDS) !== null;
    if (this.#answered) this.say("");
  }

  /**
   * A click without a pointer, by a key or by a program that reads to somebody, ends it as well.
   * @param {Element} target
   */
  #clicked(target) {
    if (target === this.#remedy) return;
    if (target.closest("button") && !this.#answered) this.say("");
    this.#answered = false;
  }

  /**
   * @param {HTMLElement} target
   * @param {string} key
   */
  #key(target, key) {
    if (target.dataset?.keys?.split(" ").includes(key)) this.say("");
  }
}
