// A snapshot: the memory of a Python that has imported everything, taken when the site was built
// (scripts/runtime/in_pyodide/snapshot.mjs, under Node.js) and put into a new Python here, in the browser.
//
// This is the one module that knows private members of Pyodide: how side modules are loaded, where
// the memory lies, the hook `_loadSnapshot`, and the list of JavaScript objects that Python holds.
// They may change with every version of Pyodide, so nothing here is trusted: a snapshot fits only
// the very runtime that it was taken from (`shape`), and whoever calls `wake` has another way.
// Longer than other files: what takes a memory apart, under Node.js, and what puts it together, here, must not be parted.
/** @import { Factory, LoadPyodide, ModuleSettings, Pieces, Pyodide, PythonModule, Snapshot, Unborn } from "../types.d.ts" */

/** @typedef {WebAssembly.Module[] | Promise<WebAssembly.Module[]>} Modules */

/** What every start must be told alike, or the memory differs: its name and its environment. */
export const ALIKE = {
  _sysExecutable: "python",
  env: { HOME: "/home/pyodide", LANG: "C.UTF-8", PYTHONHASHSEED: "0" },
};

const MAGIC = 0x31534247; // "GBS1"
const GRAIN = 256; // bytes; smaller ones save little and make the list of pieces long
const WORDS = GRAIN / 4;
const STRIDE = 8; // words; to look at every one takes ten milliseconds

/**
 * The one word of memory that depends on the browser: the slot of a function that Python adds to
 * its table where WebAssembly has garbage-collected types. It is kept, and nobody else's is taken.
 * @param {PythonModule} python
 */
const trampoline = (python) =>
  (python.__PyRuntime + python.HEAP32[python.__PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET >>> 2]) >>> 2;

/**
 * NumPy's compiled modules, loaded before Python starts and in a fixed order, lie at the same
 * addresses and in the same slots of the function table every time. `import` finds them loaded.
 * What they need of each other is looked up once, after the last.
 * @type {(python: PythonModule, paths: string[], modules: WebAssembly.Module[]) => void}
 */
function preload(python, paths, modules) {
  if (!python.HEAPU32[trampoline(python)]) python.wasmTable.grow(1);
  paths.forEach((path, index) => {
    const library = python.newDSO(path, undefined, "loading");
    library.refcount = Infinity;
    library.global = false;
    const flags = { nodelete: true, allowUndefined: index < paths.length - 1 };
    library.exports = python.loadWebAssemblyModule(modules[index], flags, path, {});
  });
}

/**
 * What must be the same where a snapshot is taken and where it is put in: the build of Pyodide, the
 * size of its function table, and what a Python which has not begun yet holds in its memory, of
 * which one word in each 32 bytes is looked at.
 * @param {PythonModule} python
 * @param {Pieces} fickle the pieces of memory that hold random numbers and times
 */
function shape(python, fickle) {
  const end = python.HEAPU32[python._emscripten_get_sbrk_ptr() >>> 2] >>> 2;
  const words = python.HEAPU32;
  const ours = words[trampoline(python)];
  words[trampoline(python)] = 0;
  let sum = 0;
  let index = 0;
  for (const [start, length] of [...fickle, [end * 4, 0]]) {
    for (; index < start >>> 2; index += STRIDE) sum = (Math.imul(sum, 31) + words[index]) | 0;
    index += length >>> 2;
  }
  words[trampoline(python)] = ours;
  return [python.API.config.BUILD_ID, python.wasmTable.length, end, sum].join(" ");
}

/**
 * The pieces of a memory that are not the `same` in all words: [[start, length], …] in bytes.
 * @param {Uint32Array} words
 * @param {(index: number) => boolean} same
 */
function differences(words, same) {
  /** @type {Pieces} */
  const pieces = [];
  for (let start = 0; start < words.length; start += WORDS) {
    let index = start;
    while (index < start + WORDS && same(index)) index += 1;
    if (index === start + WORDS) continue;
    const last = pieces.at(-1);
    if (last && last[0] + last[1] === start * 4) last[1] += GRAIN;
    else pieces.push([start * 4, GRAIN]);
  }
  return pieces;
}

/**
 * Pyodide with NumPy's modules in it, before Python begins; they may come while it is made.
 * @param {Factory} factory
 * @param {ModuleSettings} settings
 * @param {string[]} paths
 * @param {Modules} modules
 */
async function embryo(factory, settings, paths, modules) {
  /** @param {PythonModule} python */
  const fill = async (python) => {
    python.addRunDependency("libraries");
    preload(python, paths, await modules);
    python.removeRunDependency("libraries");
  };
  // Pyodide would wait for ever for what has failed, so both are waited for.
  /** @type {Promise<void>} */
  const filled = new Promise((resolve, reject) => {
    settings.preRun.push((python) => void fill(python).then(resolve, reject));
  });
  const [python] = await Promise.all([factory(settings), filled]);
  return python;
}

/**
 * Options of `loadPyodide` that stop before Python begins, and hand over what was made.
 * @param {Factory} factory
 * @param {string[]} paths
 * @param {Modules} modules
 * @param {(python: PythonModule) => void | Promise<void>} withPython
 */
function stillborn(factory, paths, modules, withPython) {
  return {
    _loadSnapshot: new Uint8Array(0), // not used: `withPython` replaces what would read it
    createPyodideModule: async (/** @type {ModuleSettings} */ settings) => {
      const python = await embryo(factory, settings, paths, modules);
      await withPython(python);
      return python;
    },
  };
}

/**
 * The memory and the shape of a Python that has not begun, for `take` to compare with.
 * @param {LoadPyodide} load Pyodide's `loadPyodide`
 * @param {Factory} factory the default export of its `pyodide.asm.js`
 * @param {object} options
 * @param {string[]} paths
 * @param {Modules} modules
 * @param {Uint32Array} [other] the memory of another one, which began at another time with other random numbers
 */
export async function unborn(load, factory, options, paths, modules, other) {
  /** @type {Unborn | null} */
  let found = null;
  const stop = new Error("this was all that was wanted");
  /** @param {PythonModule} python */
  const keep = (python) => {
    const memory = python.HEAPU32.slice();
    const fickle = other ? differences(memory, (index) => memory[index] === other[index]) : [];
    found = { memory, fickle, shape: shape(python, fickle) };
    throw stop;
  };
  await load({ ...options, ...stillborn(factory, paths, modules, keep) }).catch((error) => {
    if (error !== stop) throw error;
  });
  return found;
}

/**
 * Options of `loadPyodide` for a Python that a snapshot will be taken of.
 * @param {Factory} factory
 * @param {string[]} paths
 * @param {Modules} modules
 */
export function forTaking(factory, paths, modules) {
  return {
    _makeSnapshot: true,
    createPyodideModule: (/** @type {ModuleSettings} */ settings) =>
      embryo(factory, settings, paths, modules),
  };
}

/**
 * Memory that nobody uses any more is full of old things. Fill it with zeros, which pack well.
 * @param {PythonModule} python
 */
function sweep(python) {
  const end = () => python.HEAPU32[python._emscripten_get_sbrk_ptr() >>> 2];
  const taken = [];
  const sizes = Array.from({ length: 9 }, (_, index) => 2 ** (20 - index));
  for (let size = 4092; size >= 12; size -= 8) sizes.push(size);
  for (const size of sizes)
    for (let before = end(), place; ; taken.push(place)) {
      place = python._malloc(size);
      python.HEAPU8.fill(0, place, place + size);
      if (end() !== before && taken.push(place)) break; // nothing of this size was free
    }
  for (const place of taken) python._free(place);
}

/**
 * The snapshot of a running Python as bytes.
 * @param {Pyodide} pyodide what `load({...forTaking()})` gave
 * @param {Unborn} start what `unborn` gave
 * @param {unknown} about anything that JSON can hold; `open` gives it back
 * @param {[path: string, content: Uint8Array][]} files [[path, bytes], …] of Python's file system, which lies outside of its memory
 */
export function take(pyodide, start, about, files) {
  const python = pyodide._module;
  for (const name of Object.keys(pyodide.loadedPackages)) delete pyodide.loadedPackages[name];
  sweep(python);
  const now = python.HEAPU32;
  const before = new Float64Array(start.memory);
  for (const [from, length] of start.fickle) before.fill(NaN, from >>> 2, (from + length) >>> 2);
  const pieces = differences(now, (index) => now[index] === (before[index] ?? 0));
  const handles = Object.entries(python.LDSO.loadedLibsByHandle).filter(([handle]) => Number(handle) > 0);
  const head = {
    about,
    shape: start.shape,
    fickle: start.fickle,
    size: python.HEAPU8.length,
    pieces,
    objects: pyodide._api.serializeHiwireState(),
    table: python.wasmTable.length,
    slots: [...python.freeTableIndexes],
    handles: handles.map(([handle, { name }]) => [Number(handle), name]),
    files: files.map(([path, bytes]) => [path, bytes.length]),
  };
  /** @type {Uint8Array[]} */
  const parts = [new TextEncoder().encode(JSON.stringify(head))];
  for (const [place, length] of pieces) parts.push(python.HEAPU8.slice(place, place + length));
  parts.push(...files.map(([, bytes]) => bytes));
  parts.unshift(new Uint8Array(new Uint32Array([MAGIC, parts[0].length]).buffer));
  return parts;
}

/**
 * Read what `take` made: {head, memory, files}; the last two are bytes, one after the other.
 * @type {(bytes: Uint8Array<ArrayBuffer>) => Snapshot}
 */
export function open(bytes) {
  const [magic, length] = new Uint32Array(bytes.slice(0, 8).buffer);
  if (magic !== MAGIC) throw new Error("it is no snapshot");
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
  const memory = bytes.subarray(8 + length);
  const pieces = /** @type {Pieces} */ (head.pieces);
  const size = pieces.reduce((sum, [, length]) => sum + length, 0);
  return { head, memory: memory.subarray(0, size), files: memory.subarray(size) };
}

/**
 * Put the pieces into the memory and tell Python which JavaScript objects it holds.
 * @param {PythonModule} python
 * @param {Snapshot} snapshot
 */
function restore(python, { head, memory }) {
  const ours = python.HEAPU32[trampoline(python)];
  if (head.size > python.HEAPU8.length) python.growMemory(head.size);
  let place = 0;
  for (const [start, length] of head.pieces) {
    python.HEAPU8.set(memory.subarray(place, place + length), start);
    place += length;
  }
  python.HEAPU32[trampoline(python)] = ours;
  python.wasmTable.grow(head.table - python.wasmTable.length);
  python.freeTableIndexes.push(...head.slots);
  for (const [handle, name] of head.handles)
    python.LDSO.loadedLibsByHandle[handle] = python.LDSO.loadedLibsByName[name];
  return head.objects;
}

/**
 * Start a Python that remembers what the snapshot's did.
 * @param {LoadPyodide} load
 * @param {Factory} factory
 * @param {Promise<Snapshot>} opened what `open` gave; wanted late
 * @param {object} options of `load`, as it documents them
 * @param {string[]} paths
 * @param {Modules} modules NumPy's
 */
export async function wake(load, factory, opened, options, paths, modules) {
  /** @param {PythonModule} python */
  const replace = async (python) => {
    const snapshot = await opened;
    const { head } = snapshot;
    if (shape(python, head.fickle) !== head.shape) throw new Error("it is of another build");
    python.API.restoreSnapshot = () => restore(python, snapshot);
  };
  const pyodide = await load({ ...options, ...stillborn(factory, paths, modules, replace) });
  const snapshot = await opened;
  const folders = snapshot.head.files.map(([path]) => path.slice(0, path.lastIndexOf("/")));
  for (const folder of new Set(folders)) pyodide.FS.mkdirTree(folder);
  let place = 0;
  for (const [path, length] of snapshot.head.files) {
    pyodide.FS.writeFile(path, snapshot.files.slice(place, place + length), { canOwn: true });
    place += length;
  }
  return pyodide;
}
