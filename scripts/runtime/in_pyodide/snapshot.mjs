// node snapshot.mjs DESK: takes the snapshot that pages start from into DESK/snapshot.gz. How it
// works is in docs/implementation-notes.md.
//
// DESK holds Pyodide; python_stdlib.zip, numpy.zip, app.zip and NumPy's side modules as the site
// ships them; web/stage/python/snapshot.js as stage.mjs; and plan.json from scripts/runtime/snapshot.py.
import crypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { constants, gzipSync } from "node:zlib";

const [desk] = process.argv.slice(2);
/** @param {string} name */
const here = (name) => pathToFileURL(join(desk, name)).href;
/** @param {string} name */
const read = (name) => new Uint8Array(readFileSync(join(desk, name)));

// Whatever differs from run to run must not: the same inputs make the same bytes.
let chance = 1;
Date.now = () => Date.UTC(2026, 0, 1) + chance;
performance.now = () => chance;
crypto.randomFillSync = (bytes) => /** @type {any} */ (bytes).fill(chance);

const { loadPyodide } = await import(here("pyodide.mjs"));
const { default: factory } = await import(here("pyodide.asm.mjs"));
const { ALIKE, forTaking, take, unborn } = await import(here("stage.mjs"));

/** @type {{key: string, folder: string, libraries: [file: string, path: string][]}} */
const plan = JSON.parse(readFileSync(join(desk, "plan.json"), "utf-8"));
const paths = plan.libraries.map(([, path]) => path);
const modules = plan.libraries.map(([file]) => new WebAssembly.Module(read(file)));
const options = { ...ALIKE, indexURL: desk };

const other = await unborn(loadPyodide, factory, options, paths, modules);
chance = 2;
const start = await unborn(loadPyodide, factory, options, paths, modules, other.memory);
const pyodide = await loadPyodide({ ...options, ...forTaking(factory, paths, modules) });

for (const archive of ["numpy.zip", "app.zip"])
  pyodide.unpackArchive(read(archive), "zip", { extractDir: plan.folder });
// They are loaded already. Python would copy them into its memory all the same.
for (const path of paths) pyodide.FS.writeFile(path, new Uint8Array(0));
const code = readFileSync(new URL("snapshot_memory.py", import.meta.url), "utf-8");
pyodide.FS.writeFile("/snapshot_memory.py", code);
pyodide.FS.writeFile("/plan.json", read("plan.json"));
pyodide.runPython("import sys; sys.path.insert(0, '/')");
const memory = pyodide.pyimport("snapshot_memory");
/** @type {string[]} */
const files = memory.prepare("/plan.json").toJs();
memory.destroy();
const contents = files.map((path) => [path, pyodide.FS.readFile(path)]);
const parts = take(pyodide, start, { key: plan.key }, contents);
const packed = gzipSync(Buffer.concat(parts), { level: constants.Z_BEST_COMPRESSION, memLevel: 9 });
writeFileSync(join(desk, "snapshot.gz"), packed);
