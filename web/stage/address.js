// The settings of a widget in the page's address: only those that differ from the defaults.
// Keys carry the widget's id, as in `?neuron.w1=0.4`, so that several widgets share one address.

const DELAY_MS = 250; // browsers limit how often an address may change

export class Address {
  #prefix;
  #defaults;
  #timer = null;

  constructor(id, defaults) {
    this.#prefix = `${id}.`;
    this.#defaults = defaults;
  }

  /** What the address asks for: checked values, and a sentence for each one refused. */
  read(objection) {
    const values = {};
    const refused = [];
    for (const [key, value] of new URL(location.href).searchParams) {
      if (!key.startsWith(this.#prefix)) continue;
      const name = key.slice(this.#prefix.length);
      const reason = objection(name, value);
      if (reason) refused.push(reason);
      else values[name] = value;
    }
    return { values, refused };
  }

  write(settings, { now = false } = {}) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#replace(settings), DELAY_MS);
    if (now) this.#replace(settings);
  }

  link() {
    return location.href;
  }

  #replace(settings) {
    clearTimeout(this.#timer);
    const url = new URL(location.href);
    for (const [name, value] of Object.entries(settings)) {
      const key = this.#prefix + name;
      if (value === this.#defaults[name]) url.searchParams.delete(key);
      else url.searchParams.set(key, String(value));
    }
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // A sandboxed frame may not change its address; the settings stay in the form all the same.
    }
  }
}
