// What stands over a widget's first picture while there is nothing to draw with: boot progress, or what
// went wrong and the button that tries again. Its box is the picture's own, so nothing jumps. It is
// no live region: what it says of a failure is also spoken in the widget's one status line.

export class LoadingPanel {
  #box = document.createElement("div");
  #words = document.createElement("p");
  #bar = document.createElement("progress");
  #button = document.createElement("button");

  /**
   * @param {Element} frame the picture's
   * @param {() => void} retry
   */
  constructor(frame, retry) {
    this.#box.className = "loading-panel";
    Object.assign(this.#bar, { max: 1, value: 0 });
    this.#bar.setAttribute("aria-label", "Loading Python");
    Object.assign(this.#button, { type: "button", className: "primary", textContent: "Start Python again" });
    this.#button.addEventListener("click", retry);
    this.#box.append(this.#words, this.#bar, this.#button);
    frame.append(this.#box);
    this.loading(0, "Python has not started yet");
  }

  /**
   * @param {number} fraction
   * @param {string} text
   */
  loading(fraction, text) {
    this.#bar.value = fraction;
    this.#show(`${text} … The controls work already.`, { bar: true });
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
