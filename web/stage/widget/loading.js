// What stands in a widget's status line while there is nothing to say yet: how far Python has come, or
// what went wrong and the button that tries again. It takes the line's own place, so nothing jumps. It
// speaks to no listener: what it says of a failure, the line behind it says to them.

export class LoadingPanel {
  #box = document.createElement("div");
  #words = document.createElement("p");
  #bar = document.createElement("progress");
  #button = document.createElement("button");

  /**
   * @param {Element} line the widget's status line
   * @param {() => void} retry
   */
  constructor(line, retry) {
    this.#box.className = "loading-panel";
    this.#box.setAttribute("aria-live", "off"); // it stands in a region that speaks
    Object.assign(this.#bar, { max: 1, value: 0 });
    this.#bar.setAttribute("aria-label", "Loading Python");
    Object.assign(this.#button, {
      type: "button",
      className: "button primary",
      textContent: "Start Python again",
    });
    this.#button.addEventListener("click", retry);
    this.#box.append(this.#words, this.#button, this.#bar);
    line.before(this.#box);
    this.#show("Python has not started yet. The controls work already.", { bar: true });
  }

  /**
   * @param {number} fraction
   * @param {string} text
   */
  loading(fraction, text) {
    this.#bar.value = fraction;
    this.#show(`Python is starting … ${text}. The controls work already.`, { bar: true });
  }

  /** @param {string} reason */
  failed(reason) {
    const sentence = reason.replace(/[.!?]?$/, ".");
    return this.#show(`Python stopped: ${sentence} Your settings are kept.`, { button: true });
  }

  silent() {
    const words = "Python has not answered for some seconds. You can wait, or start it again";
    return this.#show(`${words}: your settings are kept.`, { button: true });
  }

  lift() {
    this.#box.hidden = true;
  }

  /**
   * @param {string} text
   * @param {{bar?: boolean, button?: boolean}} beside
   */
  #show(text, { bar = false, button = false }) {
    this.#words.textContent = text;
    this.#bar.hidden = !bar;
    this.#button.hidden = !button;
    this.#box.hidden = false;
    return text;
  }
}
