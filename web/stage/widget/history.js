// Undo for a form: a list of settings, newest last. The newest entry is always how the form stands
// now; a deed of the reader begins the next one. A deed that changes nothing leaves no entry.
/** @import { Deed, Settings } from "../types.d.ts" */

const LIMIT = 100;

/** @type {(left: Settings, right: Settings, names: string[]) => boolean} */
const same = (left, right, names) => names.every((name) => left[name] === right[name]);

/** @typedef {{mark: number, settings: Settings, points: boolean, goes: boolean}} Entry */

export class History {
  /** @type {Entry[]} */
  #entries;
  #button;
  #looks;
  #mark = 1;

  /**
   * @param {Settings} first
   * @param {Element} button
   * @param {string[]} looks the settings that only tell where the reader looks, or that follow from it
   */
  constructor(first, button, looks = []) {
    this.#entries = [{ mark: this.#mark, settings: first, points: false, goes: false }];
    this.#button = button;
    this.#looks = new Set(looks);
    this.#show();
  }

  /**
   * The reader does something; one who `points` at a picture does it only if more changes than a look.
   * @param {Deed} deed
   * @returns the number under which the time before it is to be kept
   */
  begin({ points = false } = {}) {
    this.rest();
    const { mark, settings } = this.#newest;
    this.#entries.push({ mark: ++this.#mark, settings, points, goes: false });
    if (this.#entries.length > LIMIT) this.#entries.shift();
    return mark;
  }

  /** The newest deed is over. Where it changed nothing, the time before it goes on. */
  rest() {
    while (this.#isNothing()) {
      const { settings } = this.#newest;
      this.#entries.pop();
      this.#newest.settings = settings;
    }
    this.#show();
  }

  /**
   * What the newest deed has set going may change something later; or nothing goes on any more.
   * @param {boolean} running
   */
  go(running) {
    if (running) this.#newest.goes = true;
    else for (const entry of this.#entries) entry.goes = false;
    this.#show();
  }

  /** How the form stands now. @param {Settings} settings */
  amend(settings) {
    this.#newest.settings = settings;
    this.#show();
  }

  /** The number and the settings of the time before the newest deed, or undefined at the beginning. */
  undo() {
    this.rest();
    if (this.#entries.length < 2) return undefined;
    this.#entries.pop();
    this.#show();
    return this.#newest;
  }

  /** There always is one. */
  get #newest() {
    return /** @type {Entry} */ (this.#entries.at(-1));
  }

  #isNothing() {
    const [before, newest] = this.#entries.slice(-2);
    if (!newest || newest.goes) return false;
    const names = Object.keys(newest.settings);
    const told = newest.points ? names.filter((name) => !this.#looks.has(name)) : names;
    return same(before.settings, newest.settings, told);
  }

  /** Not `disabled`: a button that vanishes from under the keyboard loses the reader's place. */
  #show() {
    const count = this.#entries.length - (this.#isNothing() ? 1 : 0);
    this.#button.setAttribute("aria-disabled", String(count < 2));
  }
}
