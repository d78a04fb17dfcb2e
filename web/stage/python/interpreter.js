// The interpreter that PyScript loads: Pyodide, wrapped in the one place that knows about hosts
// without storage, our archives and boot progress. It runs in the worker and, where no worker can
// start, on the page.
import "../stand-ins.js";
import { loadPyodide as load, version } from "../../runtime/pyodide/pyodide.js";
import { provide } from "./compiled.js";
import { watchFonts } from "../page/fonts.js";
import { bytes, LAYERS, lateFetcher, SITE_PACKAGES } from "./late.js";
import { make, obtain, quick } from "./parts.js";
import { NOT_NEEDED } from "./pyscript.js";
import { ALIKE, open, wake } from "./snapshot.js";
/** @import { Pyodide, QuickList, WorkerScope, Write } from "../types.d.ts" */

export { version };

/** @param {string} path */
const here = (path) => new URL(path, import.meta.url).href;
const indexURL = here("../../runtime/pyodide/");
const APP = here("../../python/app.zip");

const inWorker = typeof WorkerGlobalScope !== "undefined";
const part = inWorker ? obtain : make;

/**
 * Tell the page something about booting: a message in the worker, an event on the page.
 * @param {object} message
 */
function tell(message) {
  if (inWorker) self.postMessage(message);
  else self.dispatchEvent(new CustomEvent("glassbox:boot", { detail: message }));
}

/**
 * How far booting has come; `stage` is one of the keys of STAGES in python.js.
 * @param {string} stage
 */
const progress = (stage) => tell({ type: "progress", stage });

/**
 * The snapshot in a memory's bytes, which must be the one that was taken with this list.
 * @param {ArrayBuffer} memory
 * @param {QuickList} list
 */
function fitting(memory, list) {
  const snapshot = open(new Uint8Array(memory));
  if (snapshot.head.about.key !== list.key) throw new Error("it is of another build");
  return snapshot;
}

/**
 * Start from the snapshot: an interpreter that has NumPy, `pycore`, `kit` and `widgets`.
 * @param {QuickList} list
 * @param {Promise<{default: import("../types.d.ts").Factory}>} glue
 */
async function startQuickly(list, glue) {
  const snapshot = part("memory").then((memory) => fitting(memory, list));
  const libraries = part("libraries");
  for (const needed of [snapshot, libraries]) needed.catch(() => {}); // told when they are wanted
  const { default: factory } = await glue;
  const paths = list.libraries.map(([, path]) => path);
  const options = {
    ...ALIKE,
    indexURL,
    stdLibURL: "data:application/zip;base64,UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==", // nothing in it
    lockFileContents: list.lock,
    packageBaseUrl: indexURL,
  };
  const pyodide = await wake(load, factory, snapshot, options, paths, libraries);
  progress("engine");
  pyodide.pyimport("snapshot_memory").restore(lateFetcher(pyodide, inWorker));
  return pyodide;
}

/** Fetch and start everything: the same interpreter, the longer way. */
async function startFromFiles() {
  const archives = Promise.all([APP, LAYERS].map(bytes));
  archives.catch(() => {}); // awaited below; an early failure must not count as unhandled until then
  const pyodide = await load({ indexURL, packages: ["numpy"] });
  if (!pyodide.loadedPackages.numpy) throw new Error("NumPy could not be loaded");
  progress("engine");
  for (const archive of await archives) pyodide.unpackArchive(archive, "zip", { extractDir: SITE_PACKAGES });
  return pyodide;
}

async function start() {
  progress("fetch");
  part("python").catch(() => {}); // told to Pyodide, which asks for it later
  const glue = import("../../runtime/pyodide/pyodide.asm.js"); // both ways need it
  glue.catch(() => {}); // told by whoever needs it
  const list = await quick;
  if (list)
    try {
      const pyodide = await startQuickly(list, glue);
      tell({ type: "started", from: "snapshot" });
      return pyodide;
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      console.info(`Glassbox: Python starts the longer way, without its snapshot: ${message}`);
    }
  const pyodide = await startFromFiles();
  tell({ type: "started", from: "files" });
  return pyodide;
}

provide(
  () => part("python"),
  () => progress("start"),
  (error) => tell({ type: "broken", reason: error.message }),
);
watchFonts(() => tell({ type: "fonts" }));
// PyScript asks for an interpreter only when it is ready itself. By then ours is half-way.
/** @type {Promise<Pyodide> | null} */
let early = start();
early.catch(() => {}); // told to whoever asks

/**
 * PyScript's entry, and the page's where no worker can start; each call starts one Python.
 * @param {{stdout?: Write, stderr?: Write}} [writers]
 */
export async function loadPyodide({ stdout, stderr } = {}) {
  const starting = early ?? start();
  early = null;
  const pyodide = await starting;
  const { runPython } = pyodide;
  pyodide.runPython = (code, options) =>
    code.trimEnd().endsWith(NOT_NEEDED) ? undefined : runPython.call(pyodide, code, options);
  if (stdout) pyodide.setStdout({ batched: stdout });
  if (stderr) pyodide.setStderr({ batched: stderr });
  return pyodide;
}

/**
 * Run a file of Python that finds `xworker` in the module `polyscript`, as it does under PyScript.
 * @param {Pyodide} pyodide
 * @param {string} source
 * @param {(message: any) => void} send called with each message that Python posts
 * @returns what delivers a message to Python, as an event with `data`
 */
export async function run(pyodide, source, send) {
  /** @type {{onmessage: ((event: {data: unknown}) => void) | null, postMessage: (message: any) => void}} */
  const xworker = { onmessage: null, postMessage: send };
  pyodide.registerJsModule("polyscript", { xworker });
  await pyodide.runPythonAsync(source);
  /** @param {{data: unknown}} event */
  return ({ data }) => xworker.onmessage?.({ data });
}
