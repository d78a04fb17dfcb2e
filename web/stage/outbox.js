// What a widget has to tell Python and has not told yet: the reader's deeds in their order, and the
// newest of everything else.

const nothing = () => ({ pointers: [], keys: [], actions: [], texts: [] });

export class Outbox {
  #news = nothing();

  add({ pointer, key, action, text, ...news }) {
    if (pointer) this.#addPointer(pointer);
    if (key) this.#news.keys.push(key);
    if (action) this.#news.actions.push(action);
    if (text) this.#news.texts.push(text);
    Object.assign(this.#news, news);
  }

  /** A move replaces the move before it: Python should see where the pointer is, not its past. */
  #addPointer(pointer) {
    const { pointers } = this.#news;
    const passing = ["move", "hover"].includes(pointer.phase);
    if (passing && pointers.at(-1)?.phase === pointer.phase) pointers.pop();
    pointers.push(pointer);
  }

  /** What was done is over. How large the pictures are is not. */
  dropDeeds() {
    Object.assign(this.#news, nothing());
  }

  get isEmpty() {
    return Object.values(this.#news).every((news) => Array.isArray(news) && news.length === 0);
  }

  /** All of it, which is then told. */
  take() {
    const news = this.#news;
    this.#news = nothing();
    return news;
  }
}
