// What every start of Python needs, fetched and made ready once. The first worker compiles what is
// WebAssembly and leaves it with the page, which lends it to those that are started later. The memory
// is unpacked beside them.
// Longer than other files: what is fetched, compiled and lent out must be the same things.
import { loadPyScript } from "./pyscript.js";
/** @import { Library, Parts, QuickList, WorkerScope } from "../types.d.ts" */

const worker = /** @type {WorkerScope} */ (/** @type {unknown} */ (self));

/** @param {string} path */
const here = (path) => new URL(path, import.meta.url).href;

export const WASM = here("../../runtime/pyodide/pyodide.asm.wasm");

/**
 * The list of the snapshot's parts, or null where there is none. Asked for while the rest begins:
 * the stage must not wait for a file of the runtime.
 */
export const quick = import("../../runtime/quick/index.js").then(
  (list) => list.default,
  () => null,
);

const onPage = typeof document !== "undefined";

/** The browser's own, before compiled.js puts itself in front. */
const { fetch } = self;

/**
 * What is fetched must be there: a server's "not found" page is no WebAssembly and no archive.
 * @param {Response} response
 */
export function found(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

/**
 * Compile from the bytes where a server does not call WebAssembly `application/wasm`: browsers
 * refuse to stream it then, and Pyodide has no fallback of its own.
 * @param {string} url
 */
async function compile(url) {
  const response = found(await fetch.call(self, url));
  const named = /^application\/wasm\b/i.test(response.headers.get("content-type") ?? "");
  if (named) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * The bytes of a packed file, unpacked while they come; a server may have unpacked it already.
 * Runs in a worker, as text, as well.
 * @type {(response: Response) => Promise<ArrayBuffer>}
 */
async function unpack(response) {
  const body = /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */ (response.body);
  const reader = body.getReader();
  const { value: first = new Uint8Array(0) } = await reader.read();
  const whole = new ReadableStream({
    start: (out) => out.enqueue(first),
    async pull(out) {
      const { done, value } = await reader.read();
      if (done) out.close();
      else out.enqueue(value);
    },
  });
  const packed = first[0] === 0x1f && first[1] === 0x8b;
  const stream = packed ? whole.pipeThrough(new DecompressionStream("gzip")) : whole;
  return new Response(stream).arrayBuffer();
}

const HELPER = `${unpack}
onmessage = async ({ data }) => {
  const response = await fetch(data).catch(() => null);
  const bytes = response?.ok ? await unpack(response).catch(() => null) : null;
  postMessage(bytes, bytes ? [bytes] : []);
};`;

/**
 * Fetch and unpack in a worker of its own, because it takes as long as nobody should be busy.
 * @param {Promise<string>} url a promise of the address: to start a worker takes time, in which it may become known
 */
async function unpackAside(url) {
  const code = URL.createObjectURL(new Blob([HELPER], { type: "text/javascript" }));
  const helper = new Worker(code);
  try {
    return await new Promise((resolve, reject) => {
      /** @param {ArrayBuffer | null} bytes */
      const give = (bytes) => (bytes ? resolve(bytes) : reject(new Error("it is damaged")));
      helper.onmessage = ({ data }) => give(data);
      helper.onerror = () => give(null);
      url.then((address) => helper.postMessage(address), reject);
    });
  } finally {
    helper.terminate();
    URL.revokeObjectURL(code);
  }
}

/** @param {string} url */
const unpackHere = async (url) => unpack(found(await fetch.call(self, url)));

/** @type {{[Name in keyof Parts]: () => Promise<Parts[Name]>}} */
const MAKERS = {
  /** Pyodide itself, a `WebAssembly.Module`. */
  python: () => compile(WASM),
  /** NumPy's side modules, in the order of their list; the small ones share a file. */
  libraries: async () => {
    const { libraries, shared } = /** @type {QuickList} */ (await quick);
    const rest = unpackHere(here(`../../runtime/quick/${shared}`));
    /** @type {(library: Library) => Promise<WebAssembly.Module>} */
    const one = async ([file, , start, length]) =>
      file === shared
        ? WebAssembly.compile(new Uint8Array(await rest, start, length))
        : compile(here(`../../runtime/quick/${file}`));
    return Promise.all(libraries.map(one));
  },
  /** The snapshot of a memory, as bytes. */
  memory: async () => {
    const url = quick.then((list) => {
      if (!list) throw new Error("there is no snapshot");
      return here("../../runtime/quick/memory.bin");
    });
    const aside = onPage ? unpackAside(url) : Promise.reject(new Error("this is a worker"));
    return aside.catch(async () => unpackHere(await url));
  },
};

/** @type {Map<keyof Parts, {part: Promise<any>, isThere: boolean}>} */
const made = new Map(); // by name: a promise of the part, and whether it is there

/** @type {(name: keyof Parts, part: Promise<unknown>) => void} */
function keep(name, part) {
  const entry = { part, isThere: false };
  const forget = () => made.get(name) === entry && made.delete(name);
  part.then(() => (entry.isThere = true), forget);
  made.set(name, entry);
}

/**
 * A part, made when it is asked for first and kept as long as it is of use.
 * @template {keyof Parts} Name
 * @param {Name} name
 * @returns {Promise<Parts[Name]>}
 */
export function make(name) {
  if (!made.has(name)) keep(name, MAKERS[name]());
  return /** @type {{part: Promise<any>}} */ (made.get(name)).part;
}

/** What is on its way may have come to a stop: who starts anew asks for it anew. */
export function forgetUnfinished() {
  for (const [name, { isThere }] of made) if (!isThere) made.delete(name);
}

/** On the page: begin with the memory, which a worker would else wait for. */
export function prepareMemory() {
  make("memory").catch(() => {}); // a failure is told to whoever needs it
}

/** On the page: begin with all that the worker of its tools would else wait for. */
export function prepare() {
  prepareMemory();
  loadPyScript().catch(() => {}); // a failure is told to whoever needs it, as one of the memory is
}

/** On the page: the name of a worker that starts now, which tells it what it may borrow. */
export const lendable = () => [...new Set(["memory", ...made.keys()])].join(" ");

const borrowable = onPage ? [] : worker.name.split(" ");

/**
 * In the worker: a part, borrowed from the page or made here, and then left with the page.
 * @template {keyof Parts} Name
 * @param {Name} name
 * @returns {Promise<Parts[Name]>}
 */
export function obtain(name) {
  if (borrowable.includes(name)) return borrow(name);
  const isNew = !made.has(name);
  const part = make(name);
  /** @param {unknown} ready */
  const leave = (ready) => worker.postMessage({ type: "keep", name, part: ready });
  if (isNew) part.then(leave, () => {}); // a failure is told to whoever needs it
  return part;
}

/**
 * Borrow a part from the page; make it here if the page cannot lend it.
 * @template {keyof Parts} Name
 * @param {Name} name
 * @returns {Promise<Parts[Name]>}
 */
function borrow(name) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const makeHere = () => MAKERS[name]().then(resolve, reject);
    port1.onmessage = ({ data }) => (data ? resolve(data) : makeHere());
    port1.onmessageerror = makeHere;
    worker.postMessage({ type: "borrow", name }, [port2]);
  });
}

/**
 * On the page: attend to a worker that wants to borrow or to leave something; says whether it did.
 * @param {MessageEvent} message
 */
export function attend({ data, ports: [port] }) {
  if (data?.type === "keep") keep(data.name, Promise.resolve(data.part));
  else if (data?.type === "borrow") lend(data.name, port);
  else return false;
  return true;
}

/**
 * A memory is given away, since 16 MB are not for keeping: who wants one next has its own made.
 * @type {(name: keyof Parts, port: MessagePort) => void}
 */
function lend(name, port) {
  const part = make(name);
  const isGiven = name === "memory";
  if (isGiven) made.delete(name);
  /** @param {any} ready */
  const give = (ready) => port.postMessage(ready, isGiven ? [ready] : []);
  part.then(give).catch(() => port.postMessage(null));
}

const early = onPage && document.documentElement.dataset.start !== "seen"; // a frame waits to be seen
if (early && document.querySelector("[data-widget]")) prepare();
