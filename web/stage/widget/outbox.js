// What a widget has to tell Python and has not told yet: the reader's deeds in their order, and the
// newest of everything else. Each deed travels by itself, so that Python can keep what was before it.
/** @import { Deed, Letter, News, Pointer, Settings } from "../types.d.ts" */

/** @type {() => Letter} */
const nothing = () => ({ deed: null, moved: {}, pointers: [], keys: [], actions: [], texts: [] });

/** @param {Letter} letter */
const isEmpty = ({ deed, moved, ...news }) =>
  !deed &&
  !Object.keys(moved).length &&
  Object.values(news).every((some) => Array.isArray(some) && some.length === 0);

export class Outbox {
  #letters = [nothing()];

  /**
   * What is added next is done by the reader: `{ points: true }` for somebody who points at a picture.
   * @param {Deed} [deed]
   */
  begin(deed = {}) {
    if (isEmpty(this.#last)) this.#letters.pop();
    this.#letters.push({ ...nothing(), deed });
  }

  /** @param {News} news */
  add({ pointer, key, action, text, moved, ...news }) {
    if (pointer) this.#addPointer(pointer);
    if (key) this.#last.keys.push(key);
    if (action) this.#last.actions.push(action);
    if (text) this.#last.texts.push(text);
    Object.assign(this.#last.moved, moved);
    Object.assign(this.#last, news);
  }

  /**
   * A move replaces the move before it: Python should see where the pointer is, not its past.
   * @param {Pointer} pointer
   */
  #addPointer(pointer) {
    const { pointers } = this.#last;
    const passing = ["move", "hover"].includes(pointer.phase);
    if (passing && pointers.at(-1)?.phase === pointer.phase) pointers.pop();
    pointers.push(pointer);
  }

  /** There always is one. */
  get #last() {
    return /** @type {Letter} */ (this.#letters.at(-1));
  }

  /** What was done is over. How large the pictures are is not. */
  dropDeeds() {
    this.#letters = [Object.assign({}, ...this.#letters, nothing())];
  }

  /** What was done last is taken back, before it was told. */
  dropDeed() {
    const at = this.#letters.findLastIndex(({ deed }) => deed);
    const dropped = this.#letters.splice(at).map(({ deed, moved, ...news }) => news);
    this.#letters.push(Object.assign({}, ...dropped, nothing()));
  }

  get isEmpty() {
    return this.#letters.every(isEmpty);
  }

  /** Whether the reader has done something of which Python has not heard. */
  get hasDeed() {
    return this.#letters.some(({ deed }) => deed);
  }

  /**
   * What the reader has moved and Python does not know of yet: controls with their values.
   * @returns {Settings}
   */
  get moved() {
    return Object.assign({}, ...this.#letters.map(({ moved }) => moved));
  }

  /** Whether the oldest letter is a deed. */
  get nextIsDeed() {
    return Boolean(this.#letters[0].deed);
  }

  /** This is to be told before all else. @param {News} news */
  addFirst(news) {
    this.#letters.unshift({ ...nothing(), ...news });
  }

  /** The oldest letter, which is then told. */
  take() {
    const letter = this.#letters.shift() ?? nothing();
    if (!this.#letters.length) this.#letters.push(nothing());
    return letter;
  }
}
