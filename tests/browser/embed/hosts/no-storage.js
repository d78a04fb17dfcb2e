// A frame in a private window: whoever merely looks at the storage gets an error.
for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
  Object.defineProperty(window, name, {
    configurable: true,
    get() {
      throw new DOMException(`${name} is forbidden here`, "SecurityError");
    },
  });
Object.defineProperty(Navigator.prototype, "serviceWorker", {
  configurable: true,
  get() {
    throw new DOMException("service workers are forbidden here", "SecurityError");
  },
});
