// The part of test_deeds.py that lives in the page: what a tool shows, what can be done to it, and
// whether Python has answered. It hears what passes by listening at the stage's own Python.
window.glassboxDeeds = (() => {
  /** @type {HTMLFormElement} */
  let form;
  let [asked, told, running] = [0, 0, false];

  async function begin() {
    form = /** @type {HTMLFormElement} */ (document.querySelector("[data-widget] form"));
    [asked, told, running] = [0, 0, false];
    const { Python } = await import(new URL("stage/python/python.js", document.baseURI).href);
    const { post } = Python.prototype;
    let heard = false;
    /** @type {(this: Stage.Python, message: Stage.Message, transfer?: Transferable[]) => void} */
    Python.prototype.post = function (message, transfer) {
      asked = message.turn ?? asked;
      if (!heard)
        this.addEventListener("message", (event) => hear(/** @type {CustomEvent} */ (event).detail));
      heard = true;
      return post.call(this, message, transfer);
    };
    window.dispatchEvent(new Event("resize"));
  }

  /** @param {Stage.Answer} answer */
  function hear({ turn, running: now }) {
    told = turn;
    running = now ?? running;
  }

  const controls = () =>
    /** @type {Stage.Control[]} */ ([...form.elements]).filter((e) => e.name && e.matches("input, select"));
  /** @param {HTMLElement & {disabled: boolean}} e */
  const isSeen = (e) =>
    e.checkVisibility({ visibilityProperty: true }) && !e.disabled && e.ariaDisabled !== "true";

  /** All settings, and all words; the ticks of goals are in no part. */
  function shown() {
    const settings = controls().map((e) => [
      e.name,
      e.type === "radio" || e.type === "checkbox" ? `${e.value} ${e.checked}` : e.value,
    ]);
    const parts = [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-part]"))];
    const kept = parts.filter(
      (e) => !/^(status|note|pace|play$)/.test(e.dataset.part ?? "") && !e.matches("canvas"),
    );
    const words = kept.map((e) => [e.dataset.part, e.checkVisibility() ? e.innerText : ""]);
    const looks = new Set(
      controls()
        .filter((e) => "look" in e.dataset || "follows" in e.dataset)
        .map((e) => e.name),
    );
    return {
      settings: settings.filter(([name]) => !looks.has(name)),
      looks: settings.filter(([name]) => looks.has(name)),
      words,
    };
  }

  /**
   * A control is moved as a reader moves it: some events on the way, and one at the end.
   * @param {number} index
   */
  function move(index) {
    const e = /** @type {Stage.Control & {selectedIndex: number, step: string}} */ (controls()[index]);
    /** @param {string} type */
    const say = (type) => e.dispatchEvent(new Event(type, { bubbles: true }));
    if (e.type === "radio" || e.type === "checkbox") return e.click();
    if (e.tagName === "SELECT") e.selectedIndex = (e.selectedIndex + 1) % e.options.length;
    else if (e.type === "range") {
      const [low, high, step] = [e.min, e.max, e.step].map(Number);
      const way = e.valueAsNumber + 3 * step > high ? -1 : 1;
      for (let n = 0; n < 3; n += 1) {
        e.value = String(Math.min(Math.max(e.valueAsNumber + way * step, low), high));
        say("input");
      }
    } else {
      e.value = "0.5";
      say("input");
    }
    say("input");
    return say("change");
  }

  /** @returns {HTMLButtonElement[]} */
  const buttons = () =>
    [...form.querySelectorAll("button[data-action]")].map((e) => /** @type {HTMLButtonElement} */ (e));
  const undo = () => /** @type {HTMLButtonElement} */ (form.querySelector('button[data-do="undo"]'));
  const reset = () => /** @type {HTMLButtonElement} */ (form.querySelector("button[type=reset]"));

  const look = () => [shown(), undo().ariaDisabled !== "true"];

  const frame = () => new Promise(requestAnimationFrame);

  /**
   * Wait until nothing moves; what goes on by itself is let go on for a few frames, and ended.
   * @param {number} patience
   */
  async function rest(patience) {
    const end = performance.now() + patience;
    const isMoving = () => asked !== told || running;
    for (const _ of [1, 2]) await frame();
    while (isMoving()) {
      if (performance.now() > end) throw new Error("it does not come to rest");
      await frame();
    }
    for (const _ of [1, 2]) await frame();
    return look();
  }

  return {
    begin,
    look,
    rest,
    move,
    controls: () =>
      controls()
        .map((e, index) => [
          index,
          e.name,
          "look" in e.dataset,
          (isSeen(e) && !e.checked) || (e.type === "checkbox" && isSeen(e)),
        ])
        .filter(([, , , seen]) => seen),
    buttons: () =>
      buttons()
        .map((e, index) => [index, e.dataset.action, isSeen(e)])
        .filter(([, , seen]) => seen),
    press: (/** @type {number} */ index) => buttons()[index].click(),
    pauses: (/** @type {number} */ index) => /pause/i.test(buttons()[index].innerText),
    undo: () => undo().click(),
    reset: () => reset().click(),
    open: () => form.querySelectorAll("details").forEach((e) => (e.open = true)),
    answered: () => asked === told,
    hasHeard: () => told > 0,
    isRunning: () => running,
  };
})();
