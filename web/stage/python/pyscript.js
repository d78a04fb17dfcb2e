// What this course knows about PyScript, on the page and in its worker.

/**
 * PyScript runs Python code of its own in each worker, a tenth of the time of a start: a library
 * for pages, which our Python does not use. The page puts this mark at that code's end, and the
 * interpreter leaves out the code that ends so.
 */
export const NOT_NEEDED = "# Glassbox does without the code above.";

/** The worker that PyScript's next one is to be. @type {Worker | null} */
let started = null;

const { Worker } = self;

/**
 * On the page: PyScript's module. It reads `Worker` once, when it is evaluated, and derives a class
 * from it; so `handOver` can decide what that class gives.
 */
export function loadPyScript() {
  leaveOutExtras();
  self.Worker = class extends Worker {
    /**
     * @param {string | URL} address
     * @param {WorkerOptions} [options]
     */
    // biome-ignore lint/correctness/noUnreachableSuper: where ours stands in, no worker is to be made
    constructor(address, options) {
      const derived = Object.getPrototypeOf(new.target.prototype) !== Worker.prototype;
      // biome-ignore lint/correctness/noConstructorReturn: what PyScript's class gives is the whole point
      if (!derived || !started) return /** @type {any} */ (super(address, options));
      const ours = Object.setPrototypeOf(started, new.target.prototype);
      started = null;
      // biome-ignore lint/correctness/noConstructorReturn: see above
      return ours;
    }
  };
  return import("../../runtime/pyscript/core.js").finally(() => (self.Worker = Worker));
}

/**
 * On the page: let PyScript's next worker be this one, which runs PyScript's code for workers
 * already. PyScript would start its own only when it is ready itself: later by half of a boot.
 * @param {Worker} worker
 */
export function handOver(worker) {
  started = worker;
}

/** PyScript's terminal, editor and the like are not used here. It is ready sooner without them. */
function leaveOutExtras() {
  const extras = ["deprecations-manager", "donkey", "py-editor", "py-game", "py-terminal"];
  const content = JSON.stringify({ plugins: extras.map((name) => `!${name}`) });
  for (const name of ["py-config", "mpy-config"]) {
    if (document.querySelector(name)) continue; // ours of before, or the page's own
    const config = Object.assign(document.createElement(name), { textContent: content });
    config.setAttribute("type", "json");
    document.head.append(config);
  }
}
