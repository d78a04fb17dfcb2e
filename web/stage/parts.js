// What every start of Python needs, fetched and made ready once: by the page, while PyScript is
// still loading. It lends them to its worker, and again to one that is started anew.
import quick from "../runtime/quick/index.js";

const here = (path) => new URL(path, import.meta.url).href;

export const WASM = here("../runtime/pyodide/pyodide.asm.wasm");

const onPage = typeof document !== "undefined";

/** The browser's own, before compiled.js puts itself in front. */
const { fetch } = self;

/** What is fetched must be there: a server's "not found" page is no WebAssembly and no archive. */
export function found(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

/**
 * Compile from the bytes where a server does not call WebAssembly `application/wasm`: browsers
 * refuse to stream it then, and Pyodide has no fallback of its own.
 */
async function compile(url) {
  const response = found(await fetch.call(self, url));
  const named = /^application\/wasm\b/i.test(response.headers.get("content-type") ?? "");
  if (named) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Unpack with gzip what the server has not unpacked already. Runs in a worker, as text, as well. */
async function unpack(packed) {
  const [first, second] = new Uint8Array(await packed.slice(0, 2).arrayBuffer());
  if (first !== 0x1f || second !== 0x8b) return packed.arrayBuffer();
  const stream = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

const HELPER = `${unpack}
onmessage = async ({ data }) => {
  const bytes = await unpack(data).catch(() => null);
  postMessage(bytes, bytes ? [bytes] : []);
};`;

/** Unpack in a worker of its own, because it takes as long as the page may not be busy. */
async function unpackAside(packed) {
  const code = URL.createObjectURL(new Blob([HELPER], { type: "text/javascript" }));
  const helper = new Worker(code);
  try {
    return await new Promise((resolve, reject) => {
      const give = (bytes) => (bytes ? resolve(bytes) : reject(new Error("it is damaged")));
      helper.onmessage = ({ data }) => give(data);
      helper.onerror = () => give(null);
      helper.postMessage(packed);
    });
  } finally {
    helper.terminate();
    URL.revokeObjectURL(code);
  }
}

/** The bytes of a packed file. */
async function unpacked(url) {
  const packed = await found(await fetch.call(self, url)).blob();
  return onPage ? unpackAside(packed).catch(() => unpack(packed)) : unpack(packed);
}

const MAKERS = {
  /** Pyodide itself, a `WebAssembly.Module`. */
  python: () => compile(WASM),
  /** NumPy's side modules, in the order of their list. */
  libraries: () =>
    Promise.all(quick.libraries.map(([file]) => compile(here(`../runtime/quick/${file}`)))),
  /** The snapshot of a memory, as bytes. */
  memory: () => unpacked(here("../runtime/quick/memory.bin")),
};

const made = new Map();

/** On the page: a part, made when it is asked for first and kept as long as it is of use. */
export function make(name) {
  if (!made.has(name)) {
    const part = MAKERS[name]();
    part.catch(() => made.delete(name));
    made.set(name, part);
  }
  return made.get(name);
}

/** On the page: begin with everything. Whoever needs a part hears if it failed. */
export function prepare() {
  for (const name of quick ? ["python", "memory", "libraries"] : ["python"]) make(name);
}

/** In the worker: borrow a part from the page; make it here if the page cannot lend it. */
export function borrow(name) {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const makeHere = () => MAKERS[name]().then(resolve, reject);
    port1.onmessage = ({ data }) => (data ? resolve(data) : makeHere());
    port1.onmessageerror = makeHere;
    self.postMessage({ type: "borrow", name }, [port2]);
  });
}

/** On the page: answer a worker that wants to borrow; says whether that was the message. */
export function lend({ data, ports: [port] }) {
  if (data?.type !== "borrow") return false;
  const { name } = data;
  const give = (part) => {
    port.postMessage(part, name === "memory" ? [part] : []);
    if (name === "memory") made.delete(name); // given away: 14 MB are not for keeping
  };
  make(name).then(give).catch(() => port.postMessage(null));
  return true;
}

const early = onPage && document.documentElement.dataset.start !== "seen"; // a frame waits to be seen
if (early && document.querySelector("[data-widget]")) prepare();
