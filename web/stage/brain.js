// The brain: one Python interpreter for the whole page, reached by messages only.
// It lives in a PyScript worker; where no worker can start, on the page behind the same messages.
// Nothing else in the stage knows which.
import { forgetUnfinished } from "./parts.js";
import { openOnPage, openWorker, WorkerRefused } from "./ports.js";

/** How far booting has come when each stage begins, and what the reader is told. */
const STAGES = {
  page: [0.05, "Loading PyScript"],
  fetch: [0.15, "Fetching Python and NumPy"],
  start: [0.6, "Starting Python"],
  engine: [0.9, "Opening the engine"],
  ready: [1, "Python is ready"],
};

/** What a browser must have, each with the words for a reader whose browser lacks it. */
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
 * Events: "progress" {fraction, text}, "ready", "message" (data from Python), "failed" {reason},
 * "silent" (nothing heard for a while), "heard" (it answers again) and "fonts" (one has come).
 */
export class Brain extends EventTarget {
  #life = new AbortController();
  #port = null;
  #awaited = 0;
  #timer = null;
  #silent = false;
  state = "idle";

  /**
   * Start Python, or start it anew after a failure. A page whose version is no longer served would
   * get files of another one: it is loaded again, and its address keeps the settings.
   */
  async start() {
    if (isOutdated()) return location.reload();
    if (this.state !== "idle") forgetUnfinished();
    this.#end();
    const { signal } = (this.#life = new AbortController());
    const alive = (act) => (value) => signal.aborted || act(value);
    const hear = alive((data) => this.#hear(data));
    this.#enter("loading");
    this.#progress("page");
    try {
      requireFeatures();
      const port = await open(hear, alive((reason) => this.fail(reason)), signal);
      if (signal.aborted) return;
      if (isOutdated()) return location.reload(); // since a moment ago: who knows which files came
      this.#port = port;
      this.#progress("ready");
      this.#calm();
      this.#enter("ready");
    } catch (error) {
      alive(() => this.fail(readable(error)))();
    }
  }

  /** Send a message; one with a `turn` number is answered by a message with the same `turn`. */
  post(message, transfer = []) {
    if (!this.#port) return;
    if (message.turn) {
      this.#awaited = message.turn;
      this.#timer ??= setTimeout(() => this.#miss(), PATIENCE_MS);
    }
    this.#port.post(message, transfer);
  }

  fail(reason) {
    this.#end();
    this.#enter("failed", { reason });
  }

  #hear(data) {
    if (data?.type === "progress") return this.#progress(data.stage);
    if (data?.type === "broken") return this.fail(data.reason);
    if (data?.type === "started") return this.#note(data.from);
    if (data?.type === "fonts") return this.#emit("fonts");
    if (data?.turn) this.#answered(data.turn);
    if (data?.type) this.#emit("message", data);
  }

  /** Python is at work, perhaps on what was asked meanwhile: for that its time begins anew. */
  #answered(turn) {
    this.#calm();
    if (turn < this.#awaited) this.#timer = setTimeout(() => this.#miss(), PATIENCE_MS);
  }

  /** What Python was started from, "snapshot" or "files": nobody needs it but who wonders. */
  #note(from) {
    document.documentElement.dataset.startedFrom = from;
  }

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
    clearTimeout(this.#timer);
    this.#timer = null;
  }

  #end() {
    this.#life.abort();
    this.#port = null;
    this.#awaited = 0;
    this.#silent = false;
    this.#stopWaiting();
  }

  #enter(state, detail) {
    this.state = state;
    document.documentElement.dataset.brain = state;
    this.#emit(state, detail);
  }

  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

/** Whether another version of the course has taken over, see offline.js. */
const isOutdated = () => "outdated" in document.documentElement.dataset;

function requireFeatures() {
  const missing = NEEDS.filter(([present]) => !present()).map(([, name]) => name);
  if (missing.length)
    throw new Error(
      `this browser lacks ${missing.join(" and ")}, which a current Chrome, Edge, Firefox or Safari has`,
    );
}

/** A worker where the browser allows one, the page itself where it refuses. */
async function open(hear, fail, signal) {
  try {
    return await openWorker(hear, fail, signal);
  } catch (error) {
    if (error instanceof WorkerRefused) return openOnPage(hear, signal);
    throw error;
  }
}

/** The last line of a Python traceback says what happened; the rest goes to the console. */
function readable(error) {
  const lines = String(error?.message ?? error).trim().split("\n");
  if (lines.length > 1) console.info(lines.join("\n"));
  return lines.at(-1);
}
