// Python itself as compiled WebAssembly. Compiling takes half of a start, so the page keeps what
// the first worker has compiled, and lends it to a worker that is started anew.

const WASM = new URL("../runtime/pyodide/pyodide.asm.wasm", import.meta.url).href;

/** The browser's own, before `provide` puts itself in front. */
const { fetch } = self;
const { instantiateStreaming } = WebAssembly;

/** The page's copy, a `WebAssembly.Module`, once there is one. */
let kept = null;

/** What is fetched must be there: a server's "not found" page is no WebAssembly and no archive. */
export function found(response) {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return response;
}

/**
 * Compile from the bytes where a server does not call WebAssembly `application/wasm`: browsers
 * refuse to stream it then, and Pyodide has no fallback of its own.
 */
async function compile() {
  const response = found(await fetch.call(self, WASM));
  const named = /^application\/wasm\b/i.test(response.headers.get("content-type") ?? "");
  if (named) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** Compile Python on the page, or take what was compiled before. */
export async function compileOnPage() {
  kept ??= await compile();
  return kept;
}

/** In the worker: borrow the page's copy; if it has none, compile one and give it to the page. */
export function borrow() {
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const make = async () => {
      const module = await compile();
      port1.postMessage(module);
      return module;
    };
    port1.onmessage = ({ data }) => (data ? resolve(data) : make().then(resolve, reject));
    port1.onmessageerror = () => make().then(resolve, reject);
    self.postMessage({ type: "borrow" }, [port2]);
  });
}

/** On the page: answer a worker that wants to borrow; says whether that was the message. */
export function lend({ data, ports: [port] }) {
  if (data?.type !== "borrow") return false;
  port.onmessage = (event) => (kept = event.data);
  port.postMessage(kept);
  return true;
}

/**
 * Let Pyodide instantiate the module that `python()` resolves to. It offers no way to pass one in:
 * it fetches the file and streams it, so for this one address both calls are answered from here.
 */
export function provide(python, whenDone, whenBroken) {
  const tickets = new Map();
  self.fetch = async (resource, ...rest) => {
    if (String(resource) !== WASM) return fetch.call(self, resource, ...rest);
    const ticket = new Response();
    const module = python();
    module.catch(() => {}); // awaited when Pyodide instantiates
    tickets.set(ticket, module);
    return ticket;
  };
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const ticket = await source;
    if (!tickets.has(ticket)) return instantiateStreaming.call(WebAssembly, ticket, imports);
    try {
      const module = await tickets.get(ticket);
      const instance = await WebAssembly.instantiate(module, imports);
      whenDone();
      return { module, instance };
    } catch (error) {
      whenBroken(error); // Pyodide itself would wait for ever
      throw error;
    } finally {
      tickets.delete(ticket);
    }
  };
}
