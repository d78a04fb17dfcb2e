// What exists where the stage runs and the checker's libraries do not tell. The build leaves it out.

/** There in a worker alone; on the page only `typeof` may ask for it. */
declare var WorkerGlobalScope: unknown;

interface Navigator {
  connection?: { saveData: boolean };
}

// The build puts these files beside the stage.
declare module "*/runtime/pyodide/pyodide.js" {
  export const loadPyodide: import("./types.d.ts").LoadPyodide;
  export const version: string;
}
declare module "*/runtime/pyodide/pyodide.asm.js" {
  const factory: import("./types.d.ts").Factory;
  export default factory;
}
declare module "*/runtime/quick/index.js" {
  const list: import("./types.d.ts").QuickList;
  export default list;
}
declare module "*/runtime/pyscript/core.js" {
  type Posting = { postMessage: (message: object, transfer?: Transferable[]) => void };
  export const PyWorker: (address: string, options: object) => Promise<Posting>;
  export const hooks: { worker: { onBeforeRunAsync: Set<() => void>; codeBeforeRun: Set<string> } };
}
