// node in_node.mjs DESK: runs DESK/code.py in Pyodide, with NumPy and the modules of DESK/sources.zip.
// What it prints is all that is printed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [desk] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(desk, "pyodide.mjs")).href);
const pyodide = await loadPyodide({ indexURL: desk });
await pyodide.loadPackage("numpy", { messageCallback: () => {} });
const sources = new Uint8Array(readFileSync(join(desk, "sources.zip")));
pyodide.unpackArchive(sources, "zip", { extractDir: "/home/pyodide" });
pyodide.runPython(readFileSync(join(desk, "code.py"), "utf-8"));
