// The settings of a widget in the page's address: only those that differ from the defaults.
// They stand after the #, which a browser never sends to a server, and their keys carry the
// widget's id, as in `#neuron-1.w1=0.4`, so that several widgets share one address.
import { askedFor, askFor } from "../page/present.js";
/** @import { Settings, Value } from "../types.d.ts" */

const DELAY_MS = 250; // browsers limit how often an address may change
const SETTING = /^[\w-]+\.\w+$/; // a key that is a setting of some widget
const MOST = 1000; // settings of one widget that are read; none has so many

/** What stands after the #, unless it is the name of a place on the page. */
const parameters = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

export class Address {
  #prefix;
  #earlier;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #linked;

  /**
   * @param {string} id
   * @param {Settings} defaults
   * @param {object} [more]
   * @param {Settings} [more.earlier] defaults that were others once: a link without them was made then
   * @param {(name: string, value: Value) => Value} [more.linked] what an address carries of a setting,
   *   which may be less than all of it
   */
  constructor(id, defaults, { earlier = {}, linked = (_name, value) => value } = {}) {
    this.#prefix = `${id}.`;
    this.#earlier = earlier;
    this.#linked = linked;
    this.defaults = defaults;
  }

  /**
   * What the address asks for: checked values, and a sentence for each one refused.
   * @param {(name: string, value: string) => string} objection
   */
  read(objection) {
    /** @type {Settings} */
    const values = {};
    const refused = [];
    const all = [...new URLSearchParams(location.search), ...parameters()];
    for (const [key, value] of all.filter(([key]) => key.startsWith(this.#prefix)).slice(0, MOST)) {
      const name = key.slice(this.#prefix.length);
      const reason = objection(name, value);
      if (reason) refused.push(reason);
      else values[name] = value;
    }
    return { values: Object.keys(values).length ? { ...this.#earlier, ...values } : values, refused };
  }

  /** Whether what stands after the # speaks of this widget. */
  isMeant() {
    return [...parameters().keys()].some((key) => key.startsWith(this.#prefix));
  }

  /**
   * @param {Settings} settings
   * @param {{now?: boolean}} [when]
   */
  write(settings, { now = false } = {}) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#replace(settings), DELAY_MS);
    if (now) this.#replace(settings);
  }

  /** What was to be written is out of date. */
  cancel() {
    clearTimeout(this.#timer);
  }

  /**
   * A link to this page with the settings of this widget alone: not those of others, nor answers. Where
   * it is presented the link presents it, too.
   * @param {Settings} settings
   */
  link(settings) {
    const link = new URL(location.href);
    const asked = [...new URLSearchParams(link.search)].filter(([key]) => !SETTING.test(key));
    link.search = String(new URLSearchParams(asked));
    link.hash = String(new URLSearchParams(this.#own(settings, new Set())));
    const presented = askedFor(location);
    return askFor(link.href, this.#prefix === `${presented}.` ? presented : "");
  }

  /**
   * The settings that are to be told, as far as an address carries them: no defaults, unless the
   * address asks for something else, or they were others once.
   * @param {Settings} settings
   * @param {{has(name: string): boolean}} asked
   */
  #own(settings, asked) {
    /** @type {(setting: [string, Value]) => boolean} */
    const isNews = ([name, value]) => value !== this.defaults[name] || asked.has(this.#prefix + name);
    const news = Object.entries(settings).filter(isNews);
    /** @type {(setting: [string, Value]) => boolean} */
    const isTold = ([name]) =>
      news.length > 0 && name in this.#earlier && !news.some(([other]) => other === name);
    const told = [...news, ...Object.entries(settings).filter(isTold)];
    return told.map(([name, value]) => [this.#prefix + name, String(this.#linked(name, value))]);
  }

  /** @param {Settings} settings */
  #replace(settings) {
    clearTimeout(this.#timer);
    const kept = [...parameters()].filter(([key]) => !key.startsWith(this.#prefix));
    const asked = new URLSearchParams(location.search); // it stays, so what it says is answered
    const own = this.#own(settings, asked);
    try {
      const hash = String(new URLSearchParams([...kept, ...own]));
      history.replaceState(history.state, "", hash ? `#${hash}` : location.pathname + location.search);
      dispatchEvent(new Event("glassbox:address")); // the page for teachers listens in its preview
    } catch {
      // A sandboxed frame may not change its address; the settings stay in the form all the same.
    }
  }
}
