// node compile.mjs DESK FOLDER shown|unseen: compiles the Python files of DESK/sources.zip with
// Pyodide's own CPython, as if they lay in FOLDER of its file system, into DESK/compiled.zip. Of
// what readers are not shown, docstrings and columns are left out.
// DESK holds Pyodide; docs/implementation-notes.md says why its own CPython must do this.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [desk, folder, audience] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(desk, "pyodide.mjs")).href);
// The order of sets, and with it the bytes, must be the same every time.
const env = { PYTHONHASHSEED: "0", ...(audience === "unseen" && { PYTHONNODEBUGRANGES: "1" }) };
const pyodide = await loadPyodide({ indexURL: desk, env });

const code = readFileSync(new URL("compile_sources.py", import.meta.url), "utf-8");
pyodide.FS.writeFile("/compile_sources.py", code);
pyodide.FS.writeFile("/sources.zip", readFileSync(join(desk, "sources.zip")));
pyodide.runPython("import sys; sys.path.insert(0, '/')");
const { compile_archive } = pyodide.pyimport("compile_sources");
compile_archive("/sources.zip", "/compiled.zip", folder, audience === "unseen" ? 2 : 0);
writeFileSync(join(desk, "compiled.zip"), pyodide.FS.readFile("/compiled.zip"));
