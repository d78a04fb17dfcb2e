// Where a browser forbids storage (a sandboxed frame, a private window's third-party frame),
// PyScript would wait for IndexedDB for ever. This file puts an in-memory stand-in in its place.
// It is a classic script on the page, before PyScript's core.js, and is imported once more
// inside the worker, so it may use nothing but `self`.
(() => {
  const databases = new Map();
  const PYSCRIPTS = /^IDBMap\//; // the names of its databases

  /** An IDBRequest in miniature: `result` and one `success` event, both a microtask later. */
  function request(compute) {
    const pending = {};
    queueMicrotask(() => {
      pending.result = compute();
      pending.onsuccess?.({ type: "success", target: pending });
    });
    return pending;
  }

  /** One object store over a Map: the calls that PyScript's storage makes, and no more. */
  function memoryStore(entries) {
    return {
      count: () => request(() => entries.size),
      clear: () => request(() => entries.clear()),
      delete: (key) => request(() => void entries.delete(key)),
      get: (key) => request(() => entries.get(key)),
      getKey: (key) => request(() => (entries.has(key) ? key : undefined)),
      getAllKeys: () => request(() => [...entries.keys()]),
      put: (value, key) => request(() => (entries.set(key, value), key)),
    };
  }

  function memoryDatabase(name) {
    if (!databases.has(name)) databases.set(name, new Map());
    const store = memoryStore(databases.get(name));
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

  /** Open the real database; fall back to memory when it is refused, now or later. */
  function open(real, name, version) {
    const outer = {};
    const fallBack = () => {
      outer.result = memoryDatabase(name);
      outer.onsuccess?.({ type: "success", target: outer });
    };
    let inner;
    try {
      inner = version === undefined ? real.open(name) : real.open(name, version);
    } catch {
      queueMicrotask(fallBack);
      return outer;
    }
    for (const event of ["onupgradeneeded", "onblocked", "onsuccess"])
      inner[event] = (detail) => {
        outer.result = inner.result;
        outer[event]?.(detail);
      };
    inner.onerror = (event) => {
      event.preventDefault();
      event.stopPropagation();
      fallBack();
    };
    return outer;
  }

  /** The browser's own for everybody but PyScript: the page may have scripts that use it. */
  const beside = (real) =>
    new Proxy(real, {
      get(_, name) {
        const value = real[name];
        if (name !== "open") return typeof value === "function" ? value.bind(real) : value;
        return (...wanted) => (PYSCRIPTS.test(wanted[0]) ? open(real, ...wanted) : real.open(...wanted));
      },
    });

  const real = realIndexedDB();
  Object.defineProperty(self, "indexedDB", {
    configurable: true,
    value: real ? beside(real) : { open: (name) => open(null, name) },
  });

  try {
    new BroadcastChannel("glassbox-probe").close();
  } catch {
    self.BroadcastChannel = class extends EventTarget {
      constructor(name) {
        super();
        this.name = name;
      }
      postMessage() {}
      close() {}
    };
  }
})();
