// Undo for a form: a list of settings, newest last.

const LIMIT = 100;

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

export class History {
  #past;
  #button;

  constructor(first, button) {
    this.#past = [first];
    this.#button = button;
    this.#show();
  }

  record(now) {
    if (same(now, this.#past.at(-1))) return;
    this.#past.push(now);
    if (this.#past.length > LIMIT) this.#past.shift();
    this.#show();
  }

  /** What Python made of the newest settings takes their place; it may be what was there before. */
  amend(now) {
    this.#past.pop();
    this.record(now);
    this.#show();
  }

  /** The settings before the newest ones, or undefined at the beginning. */
  undo() {
    if (this.#past.length < 2) return undefined;
    this.#past.pop();
    this.#show();
    return this.#past.at(-1);
  }

  /** Not `disabled`: a button that vanishes from under the keyboard loses the reader's place. */
  #show() {
    this.#button.setAttribute("aria-disabled", String(this.#past.length < 2));
  }
}
