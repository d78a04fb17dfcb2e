// A clock that stands still until a test lets time pass, in place of the timers and of performance.now.

/** @typedef {{at: number, act: () => void, every: number | null}} Timer */

export class Clock {
  #now = 60_000;
  /** @type {Map<number, Timer>} */
  #timers = new Map();
  #next = 1;

  /**
   * Put the clock in the place of the real one until the test is over.
   * @param {import("node:test").TestContext} t
   */
  constructor(t) {
    const stop = (/** @type {number} */ id) => void this.#timers.delete(id);
    const start =
      (/** @type {boolean} */ repeats) =>
      (/** @type {() => void} */ act, delay = 0) =>
        this.#start(act, delay, repeats);
    const { mock } = t;
    const clock = /** @type {any} */ (globalThis);
    mock.method(clock, "setTimeout", start(false));
    mock.method(clock, "setInterval", start(true));
    mock.method(clock, "clearTimeout", stop);
    mock.method(clock, "clearInterval", stop);
    mock.method(performance, "now", () => this.#now);
  }

  get now() {
    return this.#now;
  }

  /** Let time pass; whatever was to happen meanwhile happens in its order. @param {number} ms */
  runFor(ms) {
    const end = this.#now + ms;
    for (;;) {
      const [due] = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at);
      if (!due) break;
      const [id, timer] = due;
      this.#now = timer.at;
      if (timer.every === null) this.#timers.delete(id);
      else timer.at += timer.every;
      timer.act();
    }
    this.#now = end;
  }

  /** @type {(act: () => void, delay: number, repeats: boolean) => number} */
  #start(act, delay, repeats) {
    const id = this.#next;
    this.#next += 1;
    this.#timers.set(id, { at: this.#now + delay, act, every: repeats ? delay : null });
    return id;
  }
}
