// The part of test_ranges.py that lives in the page: it follows links and reads all words of a tool.
window.glassboxRanges = (() => {
  const NOT_FINITE = /(?<![\p{L}\p{N}_-])(nan|[-\u2212]?inf(inity)?|undefined)(?![\p{L}\p{N}_-])|\u221e/giu;
  const AROUND = 60;

  const frame = () => new Promise(requestAnimationFrame);
  const root = () => /** @type {HTMLElement} */ (document.querySelector("[data-widget]"));

  function words() {
    const form = /** @type {HTMLFormElement} */ (root().querySelector("form"));
    const labels = [...form.querySelectorAll("[aria-label]")].map((e) => e.ariaLabel);
    return [form.innerText, form.textContent, ...labels].join("\n");
  }

  /**
   * Open a link on the open page, and wait for Python's answer.
   * @type {(pairs: string, patience: number) => Promise<void>}
   */
  async function follow(pairs, patience) {
    const { hash } = new URL(`#${pairs}`, location.href);
    if (hash === location.hash) return;
    const heard = new Promise((go) => addEventListener("hashchange", go, { once: true }));
    location.hash = hash;
    await heard;
    const end = performance.now() + patience;
    do await frame();
    while (!glassboxDeeds.answered() && performance.now() < end);
  }

  /** @type {(text: string) => string[]} */
  const notFinite = (text) => [...text.matchAll(NOT_FINITE)].map(([found]) => found);

  /** @type {(text: string) => string[]} */
  const told = (text) =>
    [...text.matchAll(NOT_FINITE)].map(({ 0: found, index }) =>
      text.slice(Math.max(index - AROUND, 0), index + found.length),
    );

  /**
   * Give each of the settings, whose companions make it count, each of the values; what was wrong.
   * @param {string} widget
   * @param {[string, string][]} settings
   * @param {string[]} values
   * @param {number} patience
   */
  async function tryAll(widget, settings, values, patience) {
    const own = notFinite(words()).join();
    const wrong = [];
    for (const [name, companion] of settings)
      for (const value of values) {
        const pairs = [companion, `${name}=${value}`].filter(Boolean).map((one) => `${widget}-1.${one}`);
        await follow(pairs.join("&"), patience);
        const text = words();
        const { state } = root().dataset;
        const link = `${name}=${value.slice(0, 40)}`;
        if (state !== "live" || !glassboxDeeds.answered()) wrong.push(`${link}: ${state}, no answer`);
        if (notFinite(text).join() !== own) wrong.push(`${link}: ${told(text).slice(0, 2).join(" | ")}`);
      }
    return wrong;
  }

  return { tryAll };
})();
