// The course's own way to Python.
import { openWorker } from "./stage/python/tools.js";

let life = new AbortController();

/** Start (or start anew) and resolve with the milliseconds from `since` to the first word. */
window.boot = async (since) => {
  life.abort();
  life = new AbortController();
  const said = new Promise((resolve, reject) => {
    const hear = (data) => data === 6 && resolve(performance.now());
    openWorker(hear, reject, life.signal).catch(reject);
  });
  return (await said) - since;
};
window.booted = window.boot(0);
