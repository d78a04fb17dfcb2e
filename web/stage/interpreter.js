// The interpreter that PyScript loads: Pyodide, wrapped in the one place that knows about hosts
// without storage, wrong MIME types, our archives and boot progress. It runs in the worker and,
// where no worker can start, on the page.
import "./stand-ins.js";
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

/** What is fetched must be there: a server's "not found" page is no WebAssembly and no archive. */
function found(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

/**
 * Compile from the bytes where a server does not call WebAssembly `application/wasm`: browsers
 * refuse to stream it then, and Pyodide has no fallback of its own.
 */
function tolerateMimeTypes(method, whenDone = () => {}) {
  const streaming = WebAssembly[`${method}Streaming`];
  WebAssembly[`${method}Streaming`] = async (source, imports) => {
    try {
      const response = found(await source);
      const named = /^application\/wasm\b/i.test(response.headers.get("content-type") ?? "");
      const result = named
        ? await streaming.call(WebAssembly, response, imports)
        : await WebAssembly[method](await response.arrayBuffer(), imports);
      whenDone();
      return result;
    } catch (error) {
      tell({ type: "broken", reason: error.message }); // Pyodide itself would wait for ever
      throw error;
    }
  };
}

const bytes = async (path) => found(await fetch(here(path))).arrayBuffer();

progress("fetch");
tolerateMimeTypes("compile");
tolerateMimeTypes("instantiate", () => progress("start"));
const archive = bytes("../python/app.zip");
archive.catch(() => {}); // awaited below; an early failure must not count as unhandled until then

/** PyScript's entry: an interpreter with NumPy, `pycore`, `kit` and `widgets` ready to import. */
export async function loadPyodide({ stdout, stderr } = {}) {
  const pyodide = await load({
    stdout,
    stderr,
    indexURL: here("../runtime/pyodide/"),
    packages: ["numpy"],
  });
  if (!pyodide.loadedPackages.numpy) throw new Error("NumPy could not be loaded");
  progress("engine");
  const extractDir = pyodide.runPython("import site; site.getsitepackages()[0]");
  pyodide.unpackArchive(await archive, "zip", { extractDir });
  return pyodide;
}
