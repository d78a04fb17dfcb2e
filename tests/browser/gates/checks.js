// The parts of checks.py that look at the page from within. Each returns a list of what is wrong.
// Longer than other files: the checks run inside the page and share what they know of it.
window.glassboxChecks = (() => {
  /** @param {Element} e */
  const visible = (e) => e.checkVisibility({ visibilityProperty: true });

  /**
   * All elements that match, in reading order; what some of them lack is undefined.
   * @type {(selector: string) => Stage.Control[]}
   */
  const all = (selector) =>
    [...document.querySelectorAll(selector)].map((e) => /** @type {Stage.Control} */ (e));

  /** @param {Element & {name?: string}} e */
  const describe = (e) =>
    `${e.tagName.toLowerCase()} ${e.id || e.name || e.getAttribute("class") || e.textContent.trim().slice(0, 30)}`;

  /** @param {string | null} ids */
  const textOf = (ids) =>
    (ids ?? "")
      .split(/\s+/)
      .map((id) => document.getElementById(id)?.textContent.trim() ?? "")
      .join(" ")
      .trim();

  /** @param {Element} e */
  function faultsOfGraphic(e) {
    const faults = [];
    if (e.getAttribute("role") !== "img") faults.push("has no role=img");
    if (!e.ariaLabel?.trim() && !textOf(e.getAttribute("aria-labelledby"))) faults.push("has no name");
    const caption = e.closest("figure")?.querySelector("figcaption");
    const words = caption && visible(caption) ? caption.textContent.trim() : "";
    if (!words && !textOf(e.getAttribute("aria-describedby"))) faults.push("has no caption");
    const cell = e.closest("[data-widget]")?.querySelector("table tbody tr td");
    if (e.tagName === "CANVAS" && !cell) faults.push("has no data table with rows in its widget");
    return faults;
  }

  function graphics() {
    return all("canvas, svg")
      .filter((e) => visible(e) && !e.closest("[aria-hidden=true]"))
      .flatMap((e) => faultsOfGraphic(e).map((fault) => `${e.dataset.part ?? describe(e)} ${fault}`));
  }

  /** The errors of HTML_CodeSniffer in what is shown: a control that is hidden needs no name yet. */
  function sniff() {
    const { error } = console; // it complains of a word that it has not translated
    console.error = (...words) => /^Translation for /.test(words[0]) || error(...words);
    return new Promise((go) => {
      HTMLCS.process("WCAG2AA", document, () => {
        console.error = error;
        const errors = HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR);
        const shown = errors.filter(({ element }) => !element.checkVisibility || visible(element));
        go(shown.map(({ code, msg, element }) => [code, msg, element.outerHTML?.slice(0, 300) ?? ""]));
      });
    });
  }

  function liveRegions() {
    const regions =
      "[role=status], [role=alert], [role=log], [role=timer], [aria-live]:not([aria-live=off]), output";
    return all("[data-widget]").flatMap((root) => {
      const found = [...root.querySelectorAll(regions)];
      const polite = found.every(
        (e) => (e.ariaLive ?? "polite") === "polite" && e.getAttribute("role") === "status",
      );
      const speaks = found[0]?.querySelector('[data-part="status"]');
      return found.length === 1 && polite && speaks
        ? []
        : [`${root.id} has live regions ${found.map(describe)}`];
    });
  }

  function skipLink() {
    const e = document.activeElement ?? document.body;
    if (!e.matches?.('a[href="#main"]')) return [`the first stop is ${describe(e)}`];
    const { color, backgroundColor, clipPath } = getComputedStyle(e);
    const wrong = stop()?.wrong ?? [];
    if (clipPath !== "none") wrong.push("is clipped away");
    if (color === backgroundColor) wrong.push(`has text of the colour ${color} of its ground`);
    return wrong.map((fault) => `the skip link ${fault}`);
  }

  const MOST_THAT_STAYS = 0.3;

  function staying() {
    return all("body *")
      .filter((e) => visible(e) && /sticky|fixed/.test(getComputedStyle(e).position))
      .filter((e) => e.getBoundingClientRect().height > MOST_THAT_STAYS * innerHeight + 1)
      .map((e) => `${describe(e)} stays and is ${Math.round(e.getBoundingClientRect().height)} px high`);
  }

  const CONTROLS =
    "a[href], button, input, select, textarea, summary, [role=button], [role=tab], [tabindex='0']";
  const LEAST_PX = 24;

  function targets() {
    /** @param {Element} e */
    const inText = (e) => getComputedStyle(e).display === "inline" && e.closest("p, li, td, figcaption, dd");
    /** @param {Stage.Control} e */
    const small = (e) => {
      const boxes = [e, ...(e.labels ?? [])].map((part) => part.getBoundingClientRect());
      const unseen = boxes.every((box) => box.width <= 1 && box.height <= 1); // until focused
      return !unseen && boxes.every((box) => box.width < LEAST_PX || box.height < LEAST_PX);
    };
    return all(CONTROLS)
      .filter((e) => visible(e) && !inText(e) && small(e))
      .map((e) => {
        const { width, height } = e.getBoundingClientRect();
        return `${e.outerHTML.slice(0, 80)} is ${Math.round(width)} × ${Math.round(height)} px`;
      });
  }

  const LEAST_TEXT_PX = 14;

  function smallText() {
    /** @param {Element} e */
    const speaks = (e) =>
      [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.textContent?.trim());
    /** @param {Element} e */
    const size = (e) => parseFloat(getComputedStyle(e.closest("math") ?? e).fontSize);
    return all("body *")
      .filter((e) => speaks(e) && visible(e) && size(e) < LEAST_TEXT_PX)
      .map((e) => `${size(e)} px: ${describe(e)}: ${e.textContent.trim().slice(0, 40)}`);
  }

  /** Of the headings that are there: what is set aside while a widget is presented is not. */
  function headingLevels() {
    const there = all("h1, h2, h3, h4, h5, h6").filter((h) => !h.closest("[data-aside]"));
    return there.map((h) => Number(h.getAttribute("aria-level") ?? h.tagName[1]));
  }

  /**
   * Words of a drawing that end beyond its edge, where it cuts them off.
   * @param {Element} e
   */
  function cutWords(e) {
    const svg = e.closest("svg");
    if (!svg || !visible(e) || getComputedStyle(svg).overflowX === "visible") return [];
    const [words, edge] = [e, svg].map((one) => one.getBoundingClientRect());
    const beyond = Math.max(edge.left - words.left, words.right - edge.right);
    return beyond > 1 ? [`“${e.textContent.trim()}” is cut off by ${Math.round(beyond)} px`] : [];
  }

  function overflow() {
    const wrong = [];
    const wide = document.documentElement.scrollWidth;
    if (wide > innerWidth) wrong.push(`the page is ${wide} px wide, the window ${innerWidth} px`);
    /** @param {Element} e */
    const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
    /** @type {(e: Element | null) => boolean} */
    const inScroller = (e) =>
      e !== null && e !== document.body && (scrolls(e) || inScroller(e.parentElement));
    for (const e of all("body *")) {
      const box = e.getBoundingClientRect();
      if (e.localName === "text") wrong.push(...cutWords(e));
      if (!visible(e) || box.width <= 1 || box.height <= 1) continue; // for screen readers only
      // A shape of a drawing ends where the drawing does; only its words may not be cut.
      if (e instanceof SVGElement && e.ownerSVGElement && e.localName !== "text") continue;
      if (box.right > innerWidth + 1 && !inScroller(e.parentElement))
        wrong.push(`${describe(e)} ends at ${Math.round(box.right)} px`);
      const cuts = /hidden|clip/.test(getComputedStyle(e).overflowX);
      if (cuts && e.scrollWidth > e.clientWidth + 1)
        wrong.push(`${describe(e)} cuts off ${e.scrollWidth - e.clientWidth} px`);
      const cutsBelow = /hidden|clip/.test(getComputedStyle(e).overflowY);
      if (cutsBelow && e.scrollHeight > e.clientHeight + 1)
        wrong.push(`${describe(e)} cuts off ${e.scrollHeight - e.clientHeight} px below`);
    }
    return wrong;
  }

  const stored = () =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].map((key) => `stored ${key}`);

  // --- the keyboard ---

  /**
   * A group of radio buttons is one stop: its checked button, or its first.
   * @param {Stage.Control} radio
   */
  function standsForItsGroup(radio) {
    const group = all("input[type=radio]").filter(
      (other) => other.name === radio.name && other.form === radio.form,
    );
    return radio === (group.find((other) => other.checked) ?? group[0]);
  }

  /** Number the elements that Tab should reach, in reading order, and go to the top. */
  function numberStops() {
    const kinds = "a[href], button, input, select, textarea, summary, iframe, [tabindex]";
    const stops = all(kinds).filter(
      (e) =>
        !e.disabled &&
        e.tabIndex >= 0 &&
        !e.closest("[inert]") &&
        visible(e) &&
        (e.type !== "radio" || standsForItsGroup(e)),
    );
    for (const e of all("[data-test-stop]")) delete e.dataset.testStop;
    stops.forEach((e, index) => (e.dataset.testStop = String(index)));
    leave();
    return stops.map(describe);
  }

  function leave() {
    /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
    getSelection()?.removeAllRanges();
    scrollTo(0, 0);
  }

  /** @type {(low: number, high: number, most: number) => number} */
  const middle = (low, high, most) =>
    Math.min(most - 1, Math.max(0, (Math.max(0, low) + Math.min(most, high)) / 2));

  /** Where the focus is, and what is wrong with its looks there; null when it has left the page. */
  function stop() {
    const e = /** @type {Stage.Control | null} */ (document.activeElement);
    if (!e || e === document.body || e === document.documentElement) return null;
    const parts = [e, ...(e.labels ?? [])];
    const box = e.getBoundingClientRect();
    /** @type {string[]} */
    const wrong = [];
    const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    if (!inView) wrong.push("is out of view");
    const [line = box] = e.getClientRects(); // the middle of a link in two lines is none of it
    const x = middle(line.left, line.right, innerWidth);
    const y = middle(line.top, line.bottom, innerHeight);
    const top = document.elementFromPoint(x, y);
    if (inView && !parts.some((part) => part === top || part.contains(top)))
      wrong.push(`is hidden behind ${top?.outerHTML.slice(0, 60)}`);
    const ringed = parts.some((part) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(part);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    });
    if (!ringed) wrong.push("has no visible ring");
    const number = e.dataset.testStop;
    const frame = e.tagName === "IFRAME";
    return { number: number === undefined ? null : Number(number), name: describe(e), frame, wrong };
  }

  return {
    graphics,
    headingLevels,
    leave,
    liveRegions,
    numberStops,
    overflow,
    skipLink,
    smallText,
    sniff,
    staying,
    stop,
    stored,
    targets,
  };
})();
