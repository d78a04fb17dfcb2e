// Two ways to reach Python. A port is `{post(message, transfer)}`; it closes with its signal.

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
  const { PyWorker, hooks } = await import("../runtime/pyscript/core.js");
  await customElements.whenDefined("py-script");
  const refused = Promise.withResolvers ? Promise.withResolvers() : withResolvers();
  let heard = false;
  let created = false;
  const adopt = (_, worker) => {
    created = true;
    signal.addEventListener("abort", () => worker.terminate(), { once: true });
    worker.addEventListener("message", ({ data }) => {
      heard = true;
      hear(data);
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      if (heard) fail(event.message || "the worker stopped without a word");
      else refused.reject(new WorkerRefused(event.message));
    });
  };
  hooks.main.onWorker.add(adopt);
  try {
    const options = { interpreter: INTERPRETER, packages_cache: "passthrough", sync_main_only: true };
    const started = PyWorker(MAIN, { version: INTERPRETER, config: options });
    const worker = await Promise.race([started, refused.promise]);
    return { post: (message, transfer) => worker.postMessage(message, transfer) };
  } catch (error) {
    throw created ? error : new WorkerRefused(error.message);
  } finally {
    hooks.main.onWorker.delete(adopt);
  }
}

function withResolvers() {
  const deferred = {};
  deferred.promise = new Promise((resolve, reject) => Object.assign(deferred, { resolve, reject }));
  return deferred;
}

/** Start Python on the page itself: slower to boot, and busy while it computes. */
export async function openOnPage(hear, signal) {
  const onProgress = ({ detail }) => hear({ type: "progress", stage: detail });
  addEventListener("glassbox:progress", onProgress, { signal });
  const { loadPyodide } = await import("./interpreter.js");
  const pyodide = await loadPyodide();
  const xworker = { onmessage: null, postMessage: (data) => queueMicrotask(() => hear(data)) };
  pyodide.registerJsModule("polyscript", { xworker });
  const main = await fetch(MAIN);
  await pyodide.runPythonAsync(await main.text());
  return {
    post: (data) => setTimeout(() => signal.aborted || xworker.onmessage({ data })),
  };
}
