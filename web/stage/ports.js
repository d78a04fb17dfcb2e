// Two ways to reach Python. A port is `{post(message, transfer)}`; it closes with its signal.
import { attend, lendable, prepare } from "./parts.js";
import { handOver, loadPyScript, NOT_NEEDED } from "./pyscript.js";

const here = (path) => new URL(path, import.meta.url).href;
const INTERPRETER = here("./interpreter.js");
const PYSCRIPT_WORKER = here("../runtime/pyscript/worker.js");
const MAIN = here("../python/main.py");

/** The browser will not start a worker (some opaque origins, a strict host policy). */
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
  const { worker, refused } = startWorker(hear, fail, signal);
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
 * A worker in which Python starts at once, and PyScript's code for workers waits for PyScript.
 * `refused` rejects if the browser does not let it run.
 */
function startWorker(hear, fail, signal) {
  const text = [INTERPRETER, PYSCRIPT_WORKER].map((url) => `import ${JSON.stringify(url)};`);
  const address = URL.createObjectURL(new Blob(text, { type: "text/javascript" }));
  const { promise: refused, reject } = deferred();
  refused.catch(() => {}); // told to whoever waits
  let heard = false;
  const worker = createWorker(address);
  signal.addEventListener("abort", () => worker.terminate(), { once: true });
  worker.addEventListener("message", (event) => {
    if (!heard) URL.revokeObjectURL(address);
    heard = true;
    if (!attend(event)) hear(event.data);
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    if (heard) {
      fail(event.message || "the worker stopped without a word");
    } else {
      worker.terminate();
      reject(new WorkerRefused(event.message));
    }
  });
  return { worker, refused };
}

function createWorker(address) {
  try {
    return new Worker(address, { type: "module", name: lendable() });
  } catch (error) {
    throw new WorkerRefused(error.message);
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
