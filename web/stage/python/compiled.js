// Pyodide offers no way to hand it WebAssembly that is compiled already: it fetches the file and
// streams it. So for this one address both calls are answered from here.
import { WASM } from "./parts.js";

const { fetch } = self;
const { instantiateStreaming } = WebAssembly;

/**
 * Let Pyodide instantiate the module that `python()` resolves to.
 * @param {() => Promise<WebAssembly.Module>} python
 * @param {() => void} whenDone
 * @param {(error: Error) => void} whenBroken
 */
export function provide(python, whenDone, whenBroken) {
  /** @type {Map<Response, Promise<WebAssembly.Module>>} */
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
    const ours = tickets.get(ticket);
    if (!ours) return instantiateStreaming.call(WebAssembly, ticket, imports);
    try {
      const module = await ours;
      const instance = await WebAssembly.instantiate(module, imports);
      whenDone();
      return { module, instance };
    } catch (error) {
      whenBroken(/** @type {Error} */ (error)); // Pyodide itself would wait for ever
      throw error;
    } finally {
      tickets.delete(ticket);
    }
  };
}
