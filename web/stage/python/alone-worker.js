// In the worker of a Python that stands alone: runs the one file that the page sends as its first
// message, and hands it all that come after.
import { loadPyodide, run } from "./interpreter.js";

/** The last line of a Python traceback says what happened. @param {any} error */
const reasonOf = (error) =>
  String(error?.message ?? error)
    .trim()
    .split("\n")
    .at(-1);

/** @param {MessageEvent<string>} message */
async function begin({ data: source }) {
  try {
    const deliver = await run(await loadPyodide(), source, (data) => self.postMessage(data));
    self.addEventListener("message", deliver);
    self.postMessage({ type: "listening" });
  } catch (error) {
    self.postMessage({ type: "broken", reason: reasonOf(error) });
  }
}

self.addEventListener("message", begin, { once: true });
