// Undo for a form: a list of settings, newest last. The newest entry is always how the form stands
// now; a deed of the reader begins the next one. A deed that changes nothing leaves no entry.

const LIMIT = 100;

const same = (left, right, names) => names.every((name) => left[name] === right[name]);

export class History {
  #entries;
  #button;
  #looks;
  #mark = 1;

  /** `looks` are the settings that only tell where the reader looks, or that follow from it. */
  constructor(first, button, looks = []) {
    this.#entries = [{ mark: this.#mark, settings: first, points: false, goes: false }];
    this.#button = button;
    this.#looks = new Set(looks);
    this.#show();
  }

  /**
   * The reader does something; one who `points` at a picture does it only if more changes than a look.
   * @returns the number under which the time before it is to be kept
   */
  begin({ points = false } = {}) {
    this.rest();
    const { mark, settings } = this.#entries.at(-1);
    this.#entries.push({ mark: ++this.#mark, settings, points, goes: false });
    if (this.#entries.length > LIMIT) this.#entries.shift();
    return mark;
  }

  /** The newest deed is over. Where it changed nothing, the time before it goes on. */
  rest() {
    while (this.#isNothing()) {
      const { settings } = this.#entries.pop();
      this.#entries.at(-1).settings = settings;
    }
    this.#show();
  }

  /** What the newest deed has set going may change something later; or nothing goes on any more. */
  go(running) {
    if (running) this.#entries.at(-1).goes = true;
    else for (const entry of this.#entries) entry.goes = false;
    this.#show();
  }

  /** How the form stands now. */
  amend(settings) {
    this.#entries.at(-1).settings = settings;
    this.#show();
  }

  /** The number and the settings of the time before the newest deed, or undefined at the beginning. */
  undo() {
    this.rest();
    if (this.#entries.length < 2) return undefined;
    this.#entries.pop();
    this.#show();
    return this.#entries.at(-1);
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
