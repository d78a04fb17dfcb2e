// The interpreter that PyScript loads: Pyodide, wrapped in the one place that knows about hosts
// without storage, our archives and boot progress. It runs in the worker and, where no worker can
// start, on the page.
import "./stand-ins.js";
import { borrow, compileOnPage, found, provide } from "./compiled.js";
import { loadPyodide as load, version } from "../runtime/pyodide/pyodide.js";

export { version };

const here = (path) => new URL(path, import.meta.url).href;

const inWorker = typeof WorkerGlobalScope !== "undefined";

/** Tell the page something about booting: a message in the worker, an event on the page. */
function tell(message) {
  if (inWorker) self.postMessage(message);
  else self.dispatchEvent(new CustomEvent("glassbox:boot", { detail: message }));
}

/** How far booting has come; `stage` is one of the keys of STAGES in brain.js. */
const progress = (stage) => tell({ type: "progress", stage });

const bytes = async (path) => found(await fetch(here(path))).arrayBuffer();

/** Fetch and start everything: an interpreter with NumPy, `pycore`, `kit` and `widgets`. */
async function start() {
  progress("fetch");
  const archive = bytes("../python/app.zip");
  archive.catch(() => {}); // awaited below; an early failure must not count as unhandled until then
  const pyodide = await load({ indexURL: here("../runtime/pyodide/"), packages: ["numpy"] });
  if (!pyodide.loadedPackages.numpy) throw new Error("NumPy could not be loaded");
  progress("engine");
  const extractDir = pyodide.runPython("import site; site.getsitepackages()[0]");
  pyodide.unpackArchive(await archive, "zip", { extractDir });
  return pyodide;
}

provide(
  inWorker ? borrow : compileOnPage,
  () => progress("start"),
  (error) => tell({ type: "broken", reason: error.message }),
);
// PyScript asks for an interpreter only when it is ready itself. By then ours is half-way.
let early = start();
early.catch(() => {}); // told to whoever asks

/** PyScript's entry, and the page's where no worker can start; each call starts one Python. */
export async function loadPyodide({ stdout, stderr } = {}) {
  const starting = early ?? start();
  early = null;
  const pyodide = await starting;
  if (stdout) pyodide.setStdout({ batched: stdout });
  if (stderr) pyodide.setStderr({ batched: stderr });
  return pyodide;
}
