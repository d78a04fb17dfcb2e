// The way to a Python beside that of the page's tools: a worker of its own, from the same snapshot,
// without PyScript. It has its own memory, so whatever is done to it or in it reaches no tool.
import { prepareMemory } from "./parts.js";
import { sourceOf, startWorker } from "./worker.js";

/** @param {string} path */
const here = (path) => new URL(path, import.meta.url).href;
const MODULES = [here("./interpreter.js"), here("./alone-worker.js")];

/**
 * A way, see `Python`, to one that runs the file at `entry`. That file finds `xworker` in the module
 * `polyscript`, as the tools' `main.py` does: it posts messages to the page and hears the page's.
 * @type {(entry: string | URL) => import("../types.d.ts").Way}
 */
export const alone = (entry) => async (hear, fail, signal) => {
  const source = sourceOf(entry);
  source.catch(() => {}); // awaited below
  const { promise: listening, resolve: listens } = Promise.withResolvers();
  /** @param {any} data */
  const heard = (data) => (data?.type === "listening" ? listens(data) : hear(data));
  const { worker, refused } = startWorker(MODULES, heard, fail, signal);
  prepareMemory();
  worker.postMessage(await Promise.race([source, refused]));
  await Promise.race([listening, refused]);
  return { post: (message, transfer) => worker.postMessage(message, transfer ?? []) };
};
