// node compile.mjs DESK FOLDER: compiles the Python files of DESK/sources.zip with Pyodide's own
// CPython, as if they lay in FOLDER of its file system, and writes them to DESK/compiled.zip.
// DESK holds Pyodide; docs/implementation-notes.md says why its own CPython must do this.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [desk, folder] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(desk, "pyodide.mjs")).href);
// The order of sets, and with it the bytes, must be the same every time.
const pyodide = await loadPyodide({ indexURL: desk, env: { PYTHONHASHSEED: "0" } });

const code = readFileSync(new URL("compile_sources.py", import.meta.url), "utf-8");
pyodide.FS.writeFile("/compile_sources.py", code);
pyodide.FS.writeFile("/sources.zip", readFileSync(join(desk, "sources.zip")));
pyodide.runPython("import sys; sys.path.insert(0, '/')");
pyodide.pyimport("compile_sources").compile_archive("/sources.zip", "/compiled.zip", folder);
writeFileSync(join(desk, "compiled.zip"), pyodide.FS.readFile("/compiled.zip"));
