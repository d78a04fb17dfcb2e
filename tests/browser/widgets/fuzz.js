// The part of fuzz.py that lives in the page: where the focus is, what is shown, what is said, and
// whether Python still answers. It hears what Python says by listening at the stage's own Python.
window.glassboxFuzz = (() => {
  const BETWEEN_MS = 500; // two messages of one widget, at least
  const BETWEEN_PLAYING_MS = 5000;
  const LATE_MS = 50; // the stage's timers and this clock are not one
  const NO_NUMBER = /(?<![\w-])(NaN|nan|-?Infinity|-?inf|undefined|\[object \w+\])(?![\w-])/;
  const STOPS = "button, input, select, textarea, summary, [tabindex='0']";

  /** @param {Element} e */
  const visible = (e) => e.isConnected && e.checkVisibility({ visibilityProperty: true });
  /** @param {Element | null} e */
  const describe = (e) => e?.outerHTML?.slice(0, 90) ?? "nothing";

  /** @type {HTMLElement} */
  let root;
  /** @type {Stage.Python} */
  let python;
  /** @type {Stage.Control | null} */
  let held;
  /** @type {string[]} */
  let faults = [];
  /** @type {number | undefined} */
  let awaited;
  /** @type {string | undefined} */
  let status;
  /** @type {MutationObserver} */
  let watch;
  let [said, set] = [-Infinity, -Infinity];
  let [answered, playing, rested, ours] = [false, false, true, false];

  /** Hear every message to and from Python; Python itself is met when the stage posts to it. */
  async function listen() {
    if (ours) return;
    ours = true;
    const { Python } = await import(new URL("stage/python/python.js", document.baseURI).href);
    const { post } = Python.prototype;
    /** @type {(this: Stage.Python, message: Stage.Message, transfer?: Transferable[]) => void} */
    Python.prototype.post = function (message, transfer) {
      if (this !== python) {
        python = this;
        python.addEventListener("message", (event) => hear(/** @type {CustomEvent} */ (event).detail));
        for (const type of ["silent", "heard"]) python.addEventListener(type, () => (rested = true));
      }
      if (message.id === root.id && message.settings) awaited ??= message.turn;
      return post.call(this, message, transfer);
    };
  }

  /** @param {Stage.Answer} answer */
  function hear({ id, turn, running, status: text }) {
    if (id !== root.id) return;
    playing = running ?? playing;
    if (!playing) rested = true;
    status = text ?? status;
    if (awaited !== undefined && turn >= awaited) answered = true;
  }

  /** Not a line that follows in silence what plays, nor what is taken away. @param {Node} target */
  function isHeard(target) {
    const region =
      target.parentElement?.closest('[data-part="status"], [data-voice]') ?? /** @type {Element} */ (target);
    return region.getAttribute("aria-live") !== "off" && region.textContent !== "";
  }

  /** A new text in the live region: it must not come too soon after the last one. */
  function hearStatus() {
    const now = set; // not the present: it is noticed when the turn that said it is over
    const least = rested ? BETWEEN_MS : BETWEEN_PLAYING_MS;
    if (now - said < least - LATE_MS)
      faults.push(`spoke again after ${Math.round(now - said)} ms, not ${least}`);
    said = now;
    rested = !playing;
  }

  /** Write down when the region was last given a text. @param {Element} region */
  function noteWhenSet(region) {
    const own = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
    /** @type {(this: Node, text: string) => void} */
    const note = function (text) {
      set = performance.now();
      own?.set?.call(this, text);
    };
    Object.defineProperty(region, "textContent", { ...own, set: note });
  }

  /** @param {string} id */
  async function begin(id) {
    watch?.disconnect();
    root = /** @type {HTMLElement} */ (document.getElementById(id));
    [held, said, faults, status, playing, rested] = [null, -Infinity, [], undefined, false, true];
    await listen();
    watch = new MutationObserver((changes) => changes.some(({ target }) => isHeard(target)) && hearStatus());
    for (const region of root.querySelectorAll('[data-part="status"], [data-voice]')) {
      noteWhenSet(region);
      watch.observe(region, { childList: true, characterData: true, subtree: true });
    }
    ask();
  }

  /** Send Python the settings once more; `glassboxFuzz.answered()` says when it has answered. */
  function ask() {
    [awaited, answered] = [undefined, false];
    root.querySelector("form [name]")?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** The last words that Python gave are the ones that stand there. */
  const settled = () =>
    answered &&
    !playing &&
    (status === undefined || root.querySelector('[data-part="status"]')?.textContent === status);

  /** @type {(selector: string) => Stage.Control[]} */
  const all = (selector) => [...root.querySelectorAll(selector)].map((e) => /** @type {Stage.Control} */ (e));

  const stops = () => all(STOPS).filter((e) => visible(e) && e.tabIndex >= 0 && !e.disabled);

  /**
   * Put the focus on one of the widget's stops, which a share of 1 chooses; false if there is none.
   * @param {number} share
   */
  function enter(share) {
    const found = stops();
    held = found[Math.floor(share * found.length)] ?? null;
    held?.focus();
    return Boolean(held);
  }

  /**
   * Where the focus is after a key: "in" the widget, "out" of it, or "lost". It is lost when it stands
   * nowhere although the key did not leave the page: what had it was hidden, disabled or taken away.
   * @param {string} key
   */
  function where(key) {
    const e = /** @type {Stage.Control | null} */ (document.activeElement);
    const nowhere = !e || e === document.body || e === document.documentElement;
    const left = key.endsWith("Tab") && held && visible(held) && !held.disabled;
    const place = nowhere ? (left ? "out" : "lost") : root.contains(e) ? "in" : "out";
    const last = describe(held);
    held = place === "in" ? e : null;
    return { place, last, link: e?.matches?.("a[href]") ?? false };
  }

  /** What is shown that is no number and no word. */
  function words() {
    const shown = [
      root.innerText,
      ...all("input, output")
        .filter(visible)
        .map(({ value }) => value),
    ];
    for (const e of all("[aria-valuetext], [aria-label]"))
      shown.push(e.getAttribute("aria-valuetext") ?? "", e.getAttribute("aria-label") ?? "");
    const empty = all("dd, td, output, [data-part]").filter((e) => e.textContent.trim() === "None");
    return empty
      .map((e) => `shows None: ${describe(e)}`)
      .concat(
        shown.flatMap((text) => {
          const found = NO_NUMBER.exec(text ?? "");
          return found ? [`shows "${text.slice(Math.max(0, found.index - 40), found.index + 40)}"`] : [];
        }),
      );
  }

  const state = () => root.dataset.state;
  const spoken = () => faults.splice(0);
  return { begin, ask, enter, where, words, spoken, settled, state, answered: () => answered };
})();
