// A Python interpreter that a page reaches by messages only. A page may have several: each has its own
// memory, and is started, killed and started anew without a word to the others. Where it lives is the
// matter of the way that leads to it: `tools.js` for the tools of a page, `alone.js` for any other.
// Longer than other files: one life of an interpreter, from its start to its end.
import { forgetUnfinished } from "./parts.js";
/** @import { Heard, Message, Port, Stage, Way } from "../types.d.ts" */

/**
 * How far booting has come when each stage begins, and what the reader is told.
 * @type {Record<string, Stage>}
 */
const STAGES = {
  page: [0.05, "Loading the first files"],
  fetch: [0.15, "Fetching Python and NumPy"],
  start: [0.6, "Setting it up"],
  engine: [0.9, "Opening the engine"],
  ready: [1, "Drawing the first pictures"],
};

/**
 * What a browser must have, each with the words for a reader whose browser lacks it.
 * @type {[isThere: () => boolean, words: string][]}
 */
const NEEDS = [
  [() => typeof WebAssembly === "object", "WebAssembly"],
  [() => typeof OffscreenCanvas === "function", "OffscreenCanvas"],
  [() => "transferControlToOffscreen" in HTMLCanvasElement.prototype, "off-screen drawing"],
];

/** Unanswered for this long, a message counts as "Python does not answer" (it may be busy). */
const PATIENCE_MS = 8000;

/** Booting may sit on a slow network; after this long without a new stage the reader may retry. */
const BOOT_PATIENCE_MS = 45000;

/**
 * Events: "progress" {fraction, text}, "started" {from: "snapshot" or "files"}, "ready", "message" (data
 * from Python), "failed" {reason}, "stopped", "silent" (nothing heard for a while), "heard" (it answers
 * again) and "fonts" (one has come since it is ready). `state` is the last of "idle", "loading", "ready", "failed" and
 * "stopped".
 */
export class Python extends EventTarget {
  #way;
  #life = new AbortController();
  /** @type {Port | null} */
  #port = null;
  #awaited = 0;
  /** @type {ReturnType<typeof setTimeout> | null} */
  #timer = null;
  #silent = false;
  state = "idle";

  /**
   * @param {Way} way `(hear, fail, signal)`, which promises a port, `{post(message, transfer)}`. The port
   * closes with its signal; `hear` is called with each message, boot progress included, and `fail` with
   * a reason when Python dies after it had started.
   */
  constructor(way) {
    super();
    this.#way = way;
  }

  /**
   * Start Python, or start it anew after a failure. A page whose version is no longer served would
   * get files of another one: it is loaded again, and its address keeps the settings.
   */
  async start() {
    if (isOutdated()) return location.reload();
    if (this.state !== "idle") forgetUnfinished();
    this.#end();
    this.#life = new AbortController();
    const { signal } = this.#life;
    /** @type {<T>(act: (value: T) => void) => (value: T) => void} */
    const alive = (act) => (value) => signal.aborted || act(value);
    const hear = alive((/** @type {Heard | null} */ data) => this.#hear(data));
    this.#enter("loading");
    this.#progress("page");
    try {
      requireFeatures();
      const fail = alive((/** @type {string} */ reason) => this.fail(reason));
      const port = await Promise.race([this.#way(hear, fail, signal), endOf(signal)]);
      if (signal.aborted || !port) return;
      if (isOutdated()) return location.reload(); // since a moment ago: who knows which files came
      this.#port = port;
      this.#progress("ready");
      this.#calm();
      this.#enter("ready");
    } catch (error) {
      alive(() => this.fail(readable(error)))(null);
    }
  }

  /**
   * Send a message; one with a `turn` number is answered by a message with the same `turn`.
   * @param {Message} message
   * @param {Transferable[]} transfer
   */
  post(message, transfer = []) {
    if (!this.#port) return;
    if (message.turn) {
      this.#awaited = message.turn;
      this.#timer ??= setTimeout(() => this.#miss(), PATIENCE_MS);
    }
    this.#port.post(message, transfer);
  }

  /** End it at once, whatever it is doing; `start` begins a new one. */
  stop() {
    this.#end();
    this.#enter("stopped");
  }

  /** @param {string} reason */
  fail(reason) {
    this.#end();
    this.#enter("failed", { reason });
  }

  /** @param {Heard | null} data */
  #hear(data) {
    if (data?.type === "progress") return this.#progress(data.stage);
    if (data?.type === "broken") return this.fail(data.reason);
    if (data?.type === "started") return this.#emit("started", { from: data.from });
    // Before it is ready nothing was drawn yet.
    if (data?.type === "fonts") return this.state === "ready" ? this.#emit("fonts") : undefined;
    if (data?.turn) this.#answered(data.turn);
    if (data?.type) this.#emit("message", data);
  }

  /**
   * Python is at work, perhaps on what was asked meanwhile: for that its time begins anew.
   * @param {number} turn
   */
  #answered(turn) {
    this.#calm();
    if (turn < this.#awaited) this.#timer = setTimeout(() => this.#miss(), PATIENCE_MS);
  }

  /** @param {string} stage */
  #progress(stage) {
    this.#calm();
    this.#timer = setTimeout(() => this.#miss(), BOOT_PATIENCE_MS);
    const [fraction, text] = STAGES[stage];
    this.#emit("progress", { fraction, text });
  }

  #miss() {
    this.#silent = true;
    this.#emit("silent");
  }

  /** Something was heard: the patience begins anew, and who was told of the silence is told. */
  #calm() {
    this.#stopWaiting();
    if (this.#silent) this.#emit("heard");
    this.#silent = false;
  }

  #stopWaiting() {
    clearTimeout(this.#timer ?? undefined);
    this.#timer = null;
  }

  #end() {
    this.#life.abort();
    this.#port = null;
    this.#awaited = 0;
    this.#silent = false;
    this.#stopWaiting();
  }

  /**
   * @param {string} state
   * @param {object} [detail]
   */
  #enter(state, detail) {
    this.state = state;
    this.#emit(state, detail);
  }

  /**
   * @param {string} type
   * @param {object} [detail]
   */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Whether another version of the course has taken over, see offline.js. */
const isOutdated = () => "outdated" in document.documentElement.dataset;

/**
 * Resolves when a start is over: what it waits for may never come then.
 * @type {(signal: AbortSignal) => Promise<void>}
 */
const endOf = (signal) => new Promise((go) => signal.addEventListener("abort", () => go(), { once: true }));

function requireFeatures() {
  const missing = NEEDS.filter(([present]) => !present()).map(([, name]) => name);
  if (missing.length)
    throw new Error(
      `this browser lacks ${missing.join(" and ")}, which a current Chrome, Edge, Firefox or Safari has`,
    );
}

/**
 * The last line of a Python traceback says what happened; the rest goes to the console.
 * @type {(error: any) => string}
 */
function readable(error) {
  const lines = String(error?.message ?? error)
    .trim()
    .split("\n");
  if (lines.length > 1) console.info(lines.join("\n"));
  return lines.at(-1) ?? "";
}
