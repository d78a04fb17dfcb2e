// PyScript as its documentation shows it: NumPy in a worker, from files on the same host.
import { hooks, PyWorker } from "./pyscript/dist/core.js";

let current = null;
hooks.main.onWorker.add((_, worker) => (current = worker));

/** Start (or start anew) and resolve with the milliseconds from `since` to the first word. */
window.boot = async (since) => {
  current?.terminate();
  const interpreter = new URL("pyodide/pyodide.mjs", location.href).href;
  const { cache } = document.documentElement.dataset;
  const config = { interpreter, packages: ["numpy"], packages_cache: cache, sync_main_only: true };
  await customElements.whenDefined("py-script");
  const said = new Promise((resolve) =>
    hooks.main.onWorker.add(function listen(_, worker) {
      hooks.main.onWorker.delete(listen);
      worker.addEventListener("message", ({ data }) => data === 6 && resolve(performance.now()));
    }),
  );
  PyWorker("./main.py", { version: interpreter, config });
  return (await said) - since;
};
window.booted = window.boot(0);
