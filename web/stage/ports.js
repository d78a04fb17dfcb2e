// Two ways to reach Python. A port is `{post(message, transfer)}`; it closes with its signal.
import { lend, prepare } from "./parts.js";
import { loadPyScript, NOT_NEEDED } from "./pyscript.js";

const here = (path) => new URL(path, import.meta.url).href;
const INTERPRETER = here("./interpreter.js");
const MAIN = here("../python/main.py");

/** The browser will not start PyScript's worker (some opaque origins, a strict host policy). */
export class WorkerRefused extends Error {}

/**
 * Start Python in a PyScript worker.
 * @param hear called with each message, boot progress included
 * @param fail called with a reason when the worker dies after it had started
 */
export async function openWorker(hear, fail, signal) {
  if (self.origin === "null") {
    // PyScript's worker would read addresses relative to its own, `blob:null/…`, and fail.
    prepare();
    throw new WorkerRefused("a frame without an origin");
  }
  const main = mainCode(); // first: the rest is large, and a browser fetches six files at a time
  prepare();
  const [{ PyWorker, hooks }, code] = await Promise.all([
    loadPyScript(),
    main,
    customElements.whenDefined("py-script"),
  ]);
  const address = URL.createObjectURL(new Blob([code]));
  const refused = deferred();
  let heard = false;
  let created = false;
  const adopt = (_, worker) => {
    created = true;
    signal.addEventListener("abort", () => worker.terminate(), { once: true });
    worker.addEventListener("message", (event) => {
      heard = true;
      if (!lend(event)) hear(event.data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (heard) fail(event.message || "the worker stopped without a word");
      else refused.reject(new WorkerRefused(event.message));
    });
  };
  // PyScript's own code for its workers is built by eval, which our policy forbids, and not needed.
  hooks.worker.onBeforeRunAsync.clear();
  hooks.worker.codeBeforeRun.add(NOT_NEEDED);
  hooks.main.onWorker.add(adopt);
  try {
    const config = { interpreter: INTERPRETER, packages_cache: "passthrough", sync_main_only: true };
    const started = PyWorker(address, { version: INTERPRETER, config });
    const worker = await Promise.race([started, refused.promise]);
    return { post: (message, transfer) => worker.postMessage(message, transfer) };
  } catch (error) {
    throw created ? error : new WorkerRefused(error.message);
  } finally {
    hooks.main.onWorker.delete(adopt);
    URL.revokeObjectURL(address);
  }
}

/** The Python that starts everything. PyScript would wait for ever for a file that is missing. */
async function mainCode() {
  const response = await fetch(MAIN);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response.text();
}

/** A promise with its `reject` in hand. */
function deferred() {
  const hand = {};
  hand.promise = new Promise((_, reject) => (hand.reject = reject));
  return hand;
}

/** Start Python on the page itself: slower to boot, and busy while it computes. */
export async function openOnPage(hear, signal) {
  addEventListener("glassbox:boot", ({ detail }) => hear(detail), { signal });
  const { loadPyodide } = await import("./interpreter.js");
  const pyodide = await loadPyodide();
  const xworker = { onmessage: null, postMessage: (data) => queueMicrotask(() => hear(data)) };
  pyodide.registerJsModule("polyscript", { xworker });
  await pyodide.runPythonAsync(await mainCode());
  return {
    post: (data) => setTimeout(() => signal.aborted || xworker.onmessage({ data })),
  };
}
