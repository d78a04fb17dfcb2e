// The way to the Python of a page's tools: in a PyScript worker, or on the page where none can start.
import { prepare } from "./parts.js";
import { handOver, loadPyScript, NOT_NEEDED } from "./pyscript.js";
import { sourceOf, startWorker, WorkerRefused } from "./worker.js";
/** @import { Hear, Port, Way } from "../types.d.ts" */

/** @param {string} path */
const here = (path) => new URL(path, import.meta.url).href;
const INTERPRETER = here("./interpreter.js");
const PYSCRIPT_WORKER = here("../../runtime/pyscript/worker.js");
const MAIN = here("../../python/main.py");

/**
 * A worker where the browser allows one, the page itself where it refuses. See `Python`.
 * @type {Way}
 */
export async function tools(hear, fail, signal) {
  try {
    return await openWorker(hear, fail, signal);
  } catch (error) {
    if (error instanceof WorkerRefused) return openOnPage(hear, signal);
    throw error;
  }
}

/**
 * Python starts in a worker at once, where PyScript's code for workers waits for PyScript, which is
 * given that worker in place of one of its own.
 * @type {Way}
 */
export async function openWorker(hear, fail, signal) {
  if (self.origin === "null") {
    // PyScript's worker would read addresses relative to its own, `blob:null/…`, and fail.
    prepare();
    throw new WorkerRefused("a frame without an origin");
  }
  const main = sourceOf(MAIN); // first: the rest is large, and a browser fetches six files at a time
  const { worker, refused } = startWorker([INTERPRETER, PYSCRIPT_WORKER], hear, fail, signal);
  prepare();
  const [{ PyWorker, hooks }, code] = await Promise.race([
    Promise.all([loadPyScript(), main, customElements.whenDefined("py-script")]),
    refused,
  ]);
  signal.throwIfAborted(); // or this worker's place would be taken by that of the start after this
  // PyScript's own code for its workers is built by eval, which our policy forbids, and not needed.
  hooks.worker.onBeforeRunAsync.clear();
  hooks.worker.codeBeforeRun.add(NOT_NEEDED);
  const address = URL.createObjectURL(new Blob([code]));
  try {
    const config = { interpreter: INTERPRETER, packages_cache: "passthrough", sync_main_only: true };
    handOver(worker);
    const ours = PyWorker(address, { version: INTERPRETER, config });
    const { postMessage } = await Promise.race([ours, refused]);
    return { post: postMessage };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/**
 * Start Python on the page itself: slower to boot, and busy while it computes.
 * @type {(hear: Hear, signal: AbortSignal) => Promise<Port>}
 */
async function openOnPage(hear, signal) {
  const boot = /** @param {Event} event */ (event) => hear(/** @type {CustomEvent} */ (event).detail);
  addEventListener("glassbox:boot", boot, { signal });
  const { loadPyodide, run } = await import("./interpreter.js");
  /** @param {unknown} data */
  const say = (data) => queueMicrotask(() => hear(data));
  const deliver = await run(await loadPyodide(), await sourceOf(MAIN), say);
  return {
    post: (data) => setTimeout(() => signal.aborted || deliver({ data })),
  };
}
