// What Python imports late: the archives that are not in the snapshot, fetched when one is wanted.
import { found } from "./parts.js";
/** @import { Pyodide } from "../types.d.ts" */

/** @param {string} path */
const here = (path) => new URL(path, import.meta.url).href;
export const SITE_PACKAGES = "/lib/python3.14/site-packages";
export const LAYERS = here("../../python/layers.zip");
const LIBRARY = here("../../runtime/pyodide/python_stdlib.zip");
const NUMPY = here("../../runtime/pyodide/numpy.zip");
/**
 * What the snapshot's Python has not imported, by the names that `LateFinder` knows.
 * @type {Record<string, string[]>}
 */
const LATE = { library: [LIBRARY, NUMPY], layers: [LAYERS] };

/** @param {string} url */
export const bytes = async (url) => found(await fetch(url)).arrayBuffer();

/**
 * The same, at once: Python waits for it in the middle of an import.
 * @type {(url: string) => ArrayBuffer}
 */
function bytesNow(url) {
  const request = new XMLHttpRequest();
  request.open("GET", url, false);
  request.responseType = "arraybuffer";
  request.send();
  if (request.status !== 200) throw new Error(`${url} answered ${request.status}`);
  return request.response;
}

/**
 * Where the snapshot's Python gets what it has not imported: all of the library and of NumPy, or
 * the part of the engine that only some lessons import.
 * @param {Pyodide} pyodide
 * @param {boolean} inWorker whether Python may wait for it in the middle of an import
 * @returns {(group: string) => void}
 */
export function lateFetcher(pyodide, inWorker) {
  /** @type {(group: string, archives: ArrayBuffer[]) => void} */
  const put = (group, archives) => {
    for (const [number, url] of LATE[group].entries()) {
      const archive = archives[number];
      if (url === LIBRARY) pyodide.FS.writeFile("/lib/python314.zip", new Uint8Array(archive));
      else pyodide.unpackArchive(archive, "zip", { extractDir: SITE_PACKAGES });
    }
  };
  if (inWorker) return (group) => put(group, LATE[group].map(bytesNow));
  // A page cannot wait, so it fetches them beforehand.
  /** @type {Map<string, ArrayBuffer[]>} */
  const fetched = new Map();
  for (const [group, urls] of Object.entries(LATE))
    Promise.all(urls.map(bytes)).then(
      (archives) => fetched.set(group, archives),
      () => {},
    );
  return (group) => {
    const archives = fetched.get(group);
    if (!archives) throw new Error("this part of Python is not there yet");
    put(group, archives);
  };
}
