// Where a browser forbids storage (a sandboxed frame, a private window's third-party frame),
// PyScript would wait for IndexedDB for ever. This file puts an in-memory stand-in in its place.
// It is a classic script on the page, before PyScript's core.js, and is imported once more
// inside the worker, so it may use nothing but `self`.
(() => {
  /** @typedef {{result?: unknown, onsuccess?: (event: {type: string, target: object}) => void}} Pending */

  /** @type {Map<string, Map<unknown, unknown>>} */
  const databases = new Map();
  const PYSCRIPTS = /^IDBMap\//; // the names of its databases

  /**
   * An IDBRequest in miniature: `result` and one `success` event, both a microtask later.
   * @param {() => unknown} compute
   */
  function request(compute) {
    /** @type {Pending} */
    const pending = {};
    queueMicrotask(() => {
      pending.result = compute();
      pending.onsuccess?.({ type: "success", target: pending });
    });
    return pending;
  }

  /**
   * One object store over a Map: the calls that PyScript's storage makes, and no more.
   * @param {Map<unknown, unknown>} entries
   */
  function memoryStore(entries) {
    return {
      count: () => request(() => entries.size),
      clear: () => request(() => entries.clear()),
      delete: (/** @type {unknown} */ key) => request(() => void entries.delete(key)),
      get: (/** @type {unknown} */ key) => request(() => entries.get(key)),
      getKey: (/** @type {unknown} */ key) => request(() => (entries.has(key) ? key : undefined)),
      getAllKeys: () => request(() => [...entries.keys()]),
      put: (/** @type {unknown} */ value, /** @type {unknown} */ key) =>
        request(() => {
          entries.set(key, value);
          return key;
        }),
    };
  }

  /** @param {string} name */
  function memoryDatabase(name) {
    const entries = databases.get(name) ?? new Map();
    databases.set(name, entries);
    const store = memoryStore(entries);
    return {
      objectStoreNames: ["entries"],
      close() {},
      transaction: () => ({ objectStore: () => store }),
    };
  }

  /** The browser's own IndexedDB, or null where merely looking at it throws. */
  function realIndexedDB() {
    try {
      return self.indexedDB;
    } catch {
      return null;
    }
  }

  /**
   * Open the real database; fall back to memory when it is refused, now or later.
   * @param {IDBFactory | null} real
   * @param {string} name
   * @param {number} [version]
   */
  function open(real, name, version) {
    /** @type {Pending & Record<string, unknown>} */
    const outer = {};
    const fallBack = () => {
      outer.result = memoryDatabase(name);
      outer.onsuccess?.({ type: "success", target: outer });
    };
    /** @type {IDBOpenDBRequest} */
    let inner;
    try {
      const factory = /** @type {IDBFactory} */ (real); // without one this throws, as a refusal does
      inner = version === undefined ? factory.open(name) : factory.open(name, version);
    } catch {
      queueMicrotask(fallBack);
      return outer;
    }
    for (const event of /** @type {const} */ (["onupgradeneeded", "onblocked", "onsuccess"]))
      inner[event] = (/** @type {Event} */ detail) => {
        outer.result = inner.result;
        /** @type {((event: Event) => void) | undefined} */ (outer[event])?.(detail);
      };
    inner.onerror = (event) => {
      event.preventDefault();
      event.stopPropagation();
      fallBack();
    };
    return outer;
  }

  /**
   * The browser's own for everybody but PyScript: the page may have scripts that use it.
   * @param {IDBFactory} real
   */
  const beside = (real) =>
    new Proxy(real, {
      get(_, name) {
        const value = /** @type {any} */ (real)[name];
        if (name !== "open") return typeof value === "function" ? value.bind(real) : value;
        return (/** @type {[name: string, version?: number]} */ ...wanted) =>
          PYSCRIPTS.test(wanted[0]) ? open(real, ...wanted) : real.open(...wanted);
      },
    });

  const real = realIndexedDB();
  Object.defineProperty(self, "indexedDB", {
    configurable: true,
    value: real ? beside(real) : { open: (/** @type {string} */ name) => open(null, name) },
  });

  try {
    new BroadcastChannel("glassbox-probe").close();
  } catch {
    const Silent = class extends EventTarget {
      /** @param {string} name */
      constructor(name) {
        super();
        this.name = name;
      }
      postMessage() {}
      close() {}
    };
    self.BroadcastChannel = /** @type {any} */ (Silent);
  }
})();
