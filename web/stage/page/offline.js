// Keeps the course for use without a network, tells how far that has come, and offers a new version
// when there is one. Where service workers are not to be had the course simply works online.
// Longer than other files: all that the line at the foot of the page can say, and what leads from one
// to the next.
import { find } from "./dom.js";
import { isOurs, whenTakenOver, WORKER, workers } from "./outdated.js";

const SCOPE = new URL("./", WORKER).href;
const LIST = new URL("../../offline-files.js", import.meta.url);
const REFUSED = "glassbox-no-offline"; // in localStorage, and only after the reader said so
const BROKEN_OFF = "The course could not be kept: the connection broke off.";
const PATIENCE_MS = 20000; // a slow device may first have to start the worker, or the network
const OWN_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Our worker's registration. Browsers also find one around it: the host's own, another copy's. */
async function findRegistration() {
  const found = await workers()?.getRegistration(WORKER);
  return found?.scope === SCOPE ? found : null;
}

/**
 * Remember, or forget, that the reader does not want the course kept; storage may be forbidden.
 * @param {boolean} refused
 */
function refuse(refused) {
  try {
    if (refused) localStorage.setItem(REFUSED, "yes");
    else localStorage.removeItem(REFUSED);
  } catch {
    // Then it is asked again at the next visit.
  }
}

function isRefused() {
  try {
    return localStorage.getItem(REFUSED) !== null;
  } catch {
    return false;
  }
}

/** Whether to keep the course unasked: not on a metered line, nor where somebody works on it. */
const isWelcome = () =>
  !isRefused() && !navigator.connection?.saveData && !OWN_MACHINE.test(location.hostname);

/** The bytes of the course; 0 where the list of its files cannot be had. */
async function readSize() {
  try {
    const response = await fetch(LIST, { signal: AbortSignal.timeout(PATIENCE_MS) });
    const list = response.ok ? await response.text() : "";
    return [...list.matchAll(/\[(\d+),/g)].reduce((sum, [, size]) => sum + Number(size), 0);
  } catch {
    return 0;
  }
}

/**
 * Ask a worker something that it answers with yes or no; silence for so long is a no.
 * @type {(worker: ServiceWorker, message: string, patience?: number) => Promise<boolean>}
 */
function ask(worker, message, patience = PATIENCE_MS) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message, [port2]);
    if (patience < Infinity) setTimeout(() => resolve(false), patience);
  });
}

class Offline {
  /** @type {HTMLElement} */
  #words;
  /** @type {HTMLButtonElement} */
  #button;
  /** @type {HTMLProgressElement} */
  #bar;
  /** @type {(() => void) | null} */
  #press = null;
  #workers;
  #renewing = false;
  #outdated = false;
  #size = 0; // bytes, once they are known

  /**
   * @param {HTMLElement} place
   * @param {ServiceWorkerContainer} container
   */
  constructor(place, container) {
    this.place = place;
    this.#workers = container;
    this.#words = find(place, "span");
    this.#button = find(place, "button");
    this.#bar = find(place, "progress");
    this.#button.addEventListener("click", () => this.#press?.());
  }

  async open() {
    const registration = await findRegistration();
    this.#workers.addEventListener("message", ({ data, source }) => {
      if (data?.type === "glassbox:offline" && isOurs(/** @type {ServiceWorker | null} */ (source)))
        this.#progress(data);
    });
    whenTakenOver(() => this.#renewed());
    if (registration) this.#watch(registration);
    else if (isWelcome()) await this.#keep();
    else await this.#offer();
  }

  /**
   * Say something, with a button or a bar beside it.
   * @param {string} state
   * @param {string} words
   * @param {string} label
   * @param {(() => void) | null} press
   * @param {number | null} share
   */
  #show(state, words, label = "", press = null, share = null) {
    this.place.dataset.offline = state;
    this.#words.textContent = words;
    this.#button.textContent = label;
    this.#button.hidden = !label;
    this.#press = press;
    this.#bar.hidden = share === null;
    this.#bar.value = share ?? 0;
    this.place.hidden = false;
  }

  async #offer(words = "This course can be kept on this device, to work without a network.") {
    this.#size ||= await readSize();
    const label = this.#size ? `Keep it (${megabytes(this.#size)})` : "Keep it";
    this.#show("offered", words, label, () => this.#keep());
  }

  async #keep() {
    refuse(false);
    this.#show("loading", "Keeping the course on this device …", "Stop", () => this.#remove(), 0);
    try {
      const registration = await this.#workers.register(WORKER, { updateViaCache: "none" });
      // One that is active already was removed a moment ago, and this page still runs with it. It
      // answers when it has all: that takes as long as it takes, and its progress is shown.
      if (!registration.active || (await ask(registration.active, "glassbox:keep", Infinity)))
        this.#watch(registration);
    } catch (error) {
      // A browser that refuses (some private windows do) is not a failure of the course.
      if (/** @type {Error} */ (error).name === "TypeError")
        await this.#offer(BROKEN_OFF); // the worker could not be fetched
      else this.place.hidden = true;
    }
  }

  /** @param {{done: number, total: number, failed?: string}} news */
  #progress({ done, total, failed }) {
    if (this.place.dataset.offline !== "loading") return;
    if (failed) return void this.#offer(BROKEN_OFF);
    this.#size = total;
    const words = `Keeping the course on this device (${megabytes(total)}) …`;
    this.#show("loading", words, "Stop", () => this.#remove(), done / total);
  }

  /** @param {ServiceWorkerRegistration} registration */
  #watch(registration) {
    const look = () => {
      if (this.#outdated || this.#renewing) return;
      if (registration.waiting && registration.active) this.#renewal(registration);
      else if (registration.active?.state === "activated") this.#tellWhole(registration, registration.active);
    };
    registration.addEventListener("updatefound", () => {
      registration.installing?.addEventListener("statechange", look);
    });
    for (const worker of [registration.installing, registration.active])
      worker?.addEventListener("statechange", look);
    look();
  }

  /**
   * "Kept" is said only when all of it is there.
   * @param {ServiceWorkerRegistration} registration
   * @param {ServiceWorker} active
   */
  async #tellWhole(registration, active) {
    const whole = await ask(active, "glassbox:whole");
    if (this.#outdated || registration.waiting) return;
    if (whole) this.#kept();
    else await this.#offer();
  }

  #kept() {
    const words = "This course works on this device without a network.";
    this.#show("kept", words, "Remove it from this device", () => this.#remove());
  }

  /** @param {ServiceWorkerRegistration} registration */
  #renewal(registration) {
    const words = "A new version of the course is ready. Your settings stay.";
    this.#show("renewal", words, "Load the new version", () => this.#renew(registration.waiting));
  }

  /**
   * Let the version that waits take over, and load it then. A page that no worker serves (a first
   * visit, or loaded past the worker) hears nothing of that but from the version itself.
   * @param {ServiceWorker | null} waiting
   */
  #renew(waiting) {
    if (this.#renewing) return;
    if (!waiting) return location.reload(); // another tab has loaded it
    this.#renewing = true;
    waiting.addEventListener("statechange", () => {
      if (waiting.state === "activated") location.reload();
      if (waiting.state === "redundant") this.#renewing = false; // one that is newer still comes
    });
    waiting.postMessage("glassbox:renew");
  }

  #renewed() {
    if (this.#renewing) return; // it is loaded in a moment
    this.#outdated = true;
    const words = "The new version was loaded in another tab. This page goes on with the one before.";
    this.#show("renewed", words, "Load it here too", () => location.reload());
  }

  async #remove() {
    refuse(true);
    const registration = await findRegistration();
    await registration?.unregister();
    const own = `glassbox ${SCOPE} `;
    for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
    await this.#offer("The course is not kept on this device.");
  }
}

/** Begin, once the page itself has what it needs. */
export async function keepOffline() {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("[data-offline]");
  const container = workers();
  if (!place || !container || !isSecureContext) return;
  try {
    await new Offline(place, container).open();
  } catch {
    place.hidden = true; // storage is blocked: online the course works all the same
  }
}
