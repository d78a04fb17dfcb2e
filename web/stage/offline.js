// Keeps the course for use without a network, tells how far that has come, and offers a new version
// when there is one. Where service workers are not to be had the course simply works online.

const WORKER = new URL("../sw.js", import.meta.url);
const LIST = new URL("../offline-files.js", import.meta.url);
const REFUSED = "glassbox-no-offline"; // in localStorage, and only after the reader said so
const OWN_MACHINE = /^(localhost|127\.0\.0\.1|\[::1\])$/;

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** `navigator.serviceWorker`, or null where reading it is forbidden or it does not exist. */
function workers() {
  try {
    return navigator.serviceWorker ?? null;
  } catch {
    return null;
  }
}

/** Remember, or forget, that the reader does not want the course kept; storage may be forbidden. */
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

/** Ask a worker something that it answers with yes or no. */
function ask(worker, message) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message, [port2]);
  });
}

class Offline {
  #words;
  #button;
  #bar;
  #press = null;
  #renewing = false;
  #outdated = false;

  constructor(place) {
    this.place = place;
    this.#words = place.querySelector("span");
    this.#button = place.querySelector("button");
    this.#bar = place.querySelector("progress");
    this.#button.addEventListener("click", () => this.#press?.());
  }

  async open() {
    const registration = await workers().getRegistration(WORKER);
    workers().addEventListener("message", ({ data }) => data?.type === "glassbox:offline" && this.#progress(data));
    workers().addEventListener("controllerchange", () => this.#renewed());
    if (registration) this.#watch(registration);
    else if (isWelcome()) await this.#keep();
    else await this.#offer();
  }

  /** Say something, with a button or a bar beside it. */
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
    const list = await (await fetch(LIST)).text();
    const sizes = [...list.matchAll(/\[(\d+),/g)].map(([, size]) => Number(size));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    this.#show("offered", words, `Keep it (${megabytes(total)})`, () => this.#keep());
  }

  async #keep() {
    refuse(false);
    this.#show("loading", "Keeping the course on this device …", "Stop", () => this.#remove(), 0);
    try {
      const registration = await workers().register(WORKER, { updateViaCache: "none" });
      // One that is active already was removed a moment ago, and this page still runs with it.
      if (!registration.active || (await ask(registration.active, "glassbox:keep"))) this.#watch(registration);
    } catch {
      // A browser that refuses (some private windows do) is no failure of the course.
      this.place.hidden = true;
    }
  }

  #progress({ done, total, failed }) {
    if (this.place.dataset.offline !== "loading") return;
    if (failed) return this.#offer("The course could not be kept: the connection broke off.");
    const words = `Keeping the course on this device (${megabytes(total)}) …`;
    this.#show("loading", words, "Stop", () => this.#remove(), done / total);
  }

  #watch(registration) {
    const look = () => {
      if (this.#outdated) return;
      if (registration.waiting && registration.active) this.#renewal(registration);
      else if (registration.active) this.#tellWhole(registration);
    };
    registration.addEventListener("updatefound", () => {
      const coming = registration.installing;
      coming.addEventListener("statechange", look);
    });
    registration.installing?.addEventListener("statechange", look);
    look();
  }

  /** "Kept" is said only when all of it is there. */
  async #tellWhole(registration) {
    try {
      const whole = await ask(registration.active, "glassbox:whole");
      if (this.#outdated || registration.waiting) return;
      if (whole) this.#kept();
      else await this.#offer();
    } catch {
      this.place.hidden = true; // without a network, and with a part of the course only
    }
  }

  #kept() {
    const words = "This course works on this device without a network.";
    this.#show("kept", words, "Remove it from this device", () => this.#remove());
  }

  #renewal(registration) {
    const words = "A new version of the course is ready. Your settings stay.";
    this.#show("renewal", words, "Load the new version", () => {
      this.#renewing = true;
      registration.waiting.postMessage("glassbox:renew");
    });
  }

  #renewed() {
    if (this.#renewing) return location.reload();
    this.#outdated = true;
    const words = "The new version was loaded in another tab. This page goes on with the one before.";
    this.#show("renewed", words, "Load it here too", () => location.reload());
  }

  async #remove() {
    refuse(true);
    const registration = await workers().getRegistration(WORKER);
    await registration?.unregister();
    const own = `glassbox ${new URL("./", WORKER).href} `;
    for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
    await this.#offer("The course is not kept on this device.");
  }
}

/** Begin, once the page itself has what it needs. */
export async function keepOffline() {
  const place = document.querySelector("[data-offline]");
  if (!place || !workers() || !isSecureContext) return;
  try {
    await new Offline(place).open();
  } catch {
    place.hidden = true; // storage is blocked: online the course works all the same
  }
}
