// A worker of the browser's in which a Python lives.
import { attend, lendable } from "./parts.js";

/** The browser will not start a worker (some opaque origins, a strict host policy). */
export class WorkerRefused extends Error {}

/**
 * Start a worker that evaluates these modules, one after the other.
 * @param {string[]} modules their addresses
 * @param {import("../types.d.ts").Hear} hear called with each message but those about parts, which `parts.js` attends to
 * @param {import("../types.d.ts").Fail} fail called with a reason when the worker dies after it had said something
 * @param {AbortSignal} signal
 * @returns the worker, and `refused`, which rejects if the browser does not let it run
 */
export function startWorker(modules, hear, fail, signal) {
  const text = modules.map((url) => `import ${JSON.stringify(url)};`);
  const address = URL.createObjectURL(new Blob(text, { type: "text/javascript" }));
  const { promise: refused, reject } = /** @type {PromiseWithResolvers<never>} */ (Promise.withResolvers());
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
      reject(new WorkerRefused(event.message || "the browser does not let a worker start here"));
    }
  });
  return { worker, refused };
}

/** @param {string} address */
function createWorker(address) {
  try {
    return new Worker(address, { type: "module", name: lendable() });
  } catch (error) {
    throw new WorkerRefused(/** @type {Error} */ (error).message);
  }
}

/**
 * A file of Python as text. PyScript would wait for ever for one that is missing.
 * @param {string | URL} address
 */
export async function sourceOf(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response.text();
}
