// The service worker of the course, as every page meets it, in frames too: another version may take the
// page over, which goes on with the files that it has.

export const WORKER = new URL("../../sw.js", import.meta.url);

/**
 * `navigator.serviceWorker`, or null where reading it is forbidden or it does not exist.
 * @returns {ServiceWorkerContainer | null}
 */
export function workers() {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

/** @param {Partial<ServiceWorker> | null | undefined} worker */
export const isOurs = (worker) => worker?.scriptURL === WORKER.href;

/**
 * Hear when a new version takes this page over. It goes on with its own files, and is told so.
 * @param {() => void} react
 */
export function whenTakenOver(react) {
  workers()?.addEventListener("controllerchange", () => isOurs(workers()?.controller) && react());
}

/** For whoever would start Python anew: the page's files and those it would get do not belong together. */
export function markOutdated() {
  whenTakenOver(() => (document.documentElement.dataset.outdated = ""));
}
