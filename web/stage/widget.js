// One widget on the page: its form, its pictures and its words, wired to Python by messages.
import { Address } from "./address.js";
import { Curtain } from "./curtain.js";
import { LARGEST, readChosen, save } from "./files.js";
import { declare, defaults, objection, settings, write } from "./form.js";
import { History } from "./history.js";
import { limit } from "./limits.js";
import { Outbox } from "./outbox.js";
import { applyPatch } from "./patches.js";
import { listenToPictures } from "./pictures.js";
import { enhanceRange, nameOf } from "./ranges.js";
import { speaker } from "./speaker.js";
import { look } from "./tokens.js";

/** Attributes of the widget's root that are no settings; the last has them as the query of an address. */
const OURS = new Set(["data-widget", "data-state", "data-lock", "data-hide", "data-settings"]);

/** So many reasons why an address was not followed are told one by one. */
const TOLD = 5;

/** A frame counts for no more than this: who comes back to a hidden page finds it where it was. */
const LONGEST_FRAME_MS = 100;

let turns = 0;

const few = (reasons) =>
  reasons.slice(0, TOLD).join("; ") + (reasons.length > TOLD ? `; and ${reasons.length - TOLD} more` : "");

export class WidgetView {
  #python;
  #form;
  #showRanges;
  #speak;
  #curtain;
  #history;
  #address;
  #fixed;
  #outbox = new Outbox();
  #ahead = new Set(); // controls that the reader has moved and Python does not know of yet
  #turn = 0;
  #running = false;
  #frame = 0;
  #lastFrame = 0;
  #status = "";
  #resting = null;
  #recalled = ""; // "wanted", then "sent": settings out of the past or a link, not yet answered
  #sizes;
  #life = new AbortController();

  constructor(root, python) {
    this.root = root;
    this.#python = python;
    this.#form = root.querySelector("form");
    const declined = this.#declareOptions();
    this.#showRanges = [...this.#form.querySelectorAll("input[type=range]")].map(enhanceRange);
    const limits = limit(root, this.#form);
    this.#fixed = limits.fixed;
    this.#speak = speaker(root.querySelector('[data-part="status"]'));
    this.#curtain = new Curtain(root.querySelector(".frame"), () => this.#startAgain());
    this.#address = new Address(root.id, defaults(this.#form));
    this.#openAddress([...declined, ...limits.refused]);
    this.#history = new History(settings(this.#form), this.#button("undo"));
    this.#listenToForm();
    this.#listenToPython();
    this.#watchSizes();
    root.dataset.state = "waiting";
    if (python.state === "ready") this.#mount();
  }

  close() {
    this.#life.abort();
    this.#run(false);
    this.#sizes.disconnect();
    this.#python.post({ type: "unmount", id: this.root.id });
  }

  /** New colours, or another wish about motion: every picture is drawn again. */
  relook(news) {
    this.#send(news);
  }

  /**
   * `<div data-widget="neuron" data-w1="0.4">`, or `data-settings="w1=0.4&…"`, sets defaults.
   * @returns why some were declined
   */
  #declareOptions() {
    const attributes = [...this.root.attributes].filter(({ name }) => /^data-/.test(name) && !OURS.has(name));
    const own = attributes.map(({ name, value }) => [name.slice("data-".length), value]);
    const wanted = [...new Map([...own, ...new URLSearchParams(this.root.dataset.settings)])];
    const reasons = wanted.map(([name, value]) => objection(this.#form, name, value));
    declare(this.#form, Object.fromEntries(wanted.filter((_, index) => !reasons[index])));
    return reasons.filter(Boolean);
  }

  #openAddress(declined) {
    const { values, refused } = this.#address.read((name, value) => this.#objection(name, value));
    write(this.#form, values);
    this.#refreshRanges();
    const words = [];
    if (declined.length) words.push(`This page asks for settings that do not fit: ${few(declined)}.`);
    if (refused.length) words.push(`The link was not followed in part: ${few(refused)}.`);
    this.#note(words.join(" "));
  }

  #objection(name, value) {
    return this.#fixed.has(name) ? `${name} is fixed on this page` : objection(this.#form, name, value);
  }

  #listenToForm() {
    const { signal } = this.#life;
    const on = (type, react) => this.#form.addEventListener(type, react, { signal });
    on("submit", (event) => event.preventDefault());
    on("input", ({ target }) => {
      if (!target.matches("[data-text], [data-file]")) this.#moved(target.name);
    });
    on("change", ({ target }) => {
      if (target.matches("[data-file]")) this.#readFile(target);
      else if (!target.matches("[data-text]")) this.#commit();
    });
    on("reset", () => {
      this.#turnOver(); // at once: an answer may come before what follows
      setTimeout(() => this.#wasReset()); // the event comes before the deed
    });
    on("glassbox:note", ({ detail }) => this.#note(detail));
    on("click", ({ target }) => this.#press(target.closest("button")));
    addEventListener("hashchange", () => this.#followLink(), { signal });
    listenToPictures(this.root, (news) => this.#send(news), signal);
  }

  #press(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const { do: chore, action, send } = button.dataset;
    if (action) this.#send({ action });
    if (send) this.#sendText(send);
    if (chore === "undo") this.#undo();
    if (chore === "copy-link") this.#copyLink();
  }

  /** A link to this page, opened while it is open: it states every setting that is no default. */
  #followLink() {
    if (!this.#address.isMeant()) return;
    this.#address.cancel();
    write(this.#form, this.#address.defaults);
    this.#openAddress([]);
    this.#recall();
    this.#history.record(settings(this.#form));
    this.root.scrollIntoView();
  }

  #listenToPython() {
    const { signal } = this.#life;
    const on = (type, react) =>
      this.#python.addEventListener(type, ({ detail }) => react(detail), { signal });
    on("progress", ({ fraction, text }) => this.#curtain.loading(fraction, text));
    on("loading", () => this.#setState("waiting"));
    on("ready", () => this.#mount());
    on("message", (data) => data.id === this.root.id && this.#receive(data));
    on("failed", ({ reason }) => this.#fail(reason));
    on("silent", () => this.#speak(this.#curtain.silent()));
    on("heard", () => this.#resume());
  }

  /** Python answers again: what the curtain and the status line said of its silence goes away. */
  #resume() {
    if (this.root.dataset.state !== "live") return;
    this.#curtain.lift();
    this.#speak(this.#status);
  }

  /** Hand Python the canvases and the present settings. A canvas can be handed over only once. */
  #mount() {
    const canvases = {};
    for (const used of this.root.querySelectorAll("canvas[data-part]")) {
      const canvas = used.cloneNode();
      used.replaceWith(canvas);
      canvases[canvas.dataset.part] = canvas.transferControlToOffscreen();
      this.#sizes.unobserve(used);
      this.#sizes.observe(canvas);
    }
    const { widget } = this.root.dataset;
    const message = { type: "mount", widget, canvases, sizes: this.#measure(), ...look() };
    this.#outbox.take();
    this.#ahead.clear();
    this.#recalled = "";
    this.#run(false);
    this.#post({ ...message, settings: settings(this.#form) }, Object.values(canvases));
  }

  #receive(data) {
    this.#turn = 0;
    if (data.type === "error") return this.#wreck(data);
    // An answer that was under way when the reader moved a control must not move it back.
    const values = Object.entries(data.values ?? {}).filter(([name]) => !this.#ahead.has(name));
    const patch = { ...data, values: Object.fromEntries(values) };
    const { moved, kept } = applyPatch(this.root, this.#form, patch, this.#fixed);
    if (kept.length) this.#insist(kept);
    if (moved.length) {
      this.#refreshRanges();
      if (this.#recalled === "sent") this.#amend();
      else this.#commitSoon();
    }
    if (this.#recalled === "sent") this.#recalled = "";
    if (data.download) save(data.download);
    this.#run(data.running ?? this.#running);
    this.#status = data.status ?? this.#status;
    if (this.root.dataset.state !== "live") {
      this.#setState("live");
      this.#resume();
    } else if (data.status !== undefined) this.#speak(data.status, { unhurried: this.#running });
    this.#flush();
    this.#awaitFrame();
  }

  /** Python says whether something moves. What it moved is recorded once it has come to rest. */
  #run(running) {
    if (this.#running && !running) {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#speak(this.#status);
    }
    const rests = this.#running && !running;
    if (running && !this.#running) this.#lastFrame = performance.now();
    this.#running = running;
    if (rests) this.#commitSoon();
  }

  /** While something moves, Python hears of each frame, but only when it has drawn the last one. */
  #awaitFrame() {
    if (!this.#running || this.#turn || this.#frame) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      const elapsed = Math.min(Math.max(now - this.#lastFrame, 0), LONGEST_FRAME_MS);
      this.#lastFrame = now;
      this.#send({ elapsed });
    });
  }

  #wreck({ message, detail }) {
    console.error(detail);
    this.#fail(message);
  }

  /** Python moved what is fixed here: tell it how it stands, and the reader why nothing happens. */
  #insist(names) {
    const labels = names.map((name) => nameOf([...this.#form.elements].find((e) => e.name === name)));
    this.#note(`Fixed on this page: ${labels.join(", ")}.`);
    this.#changed();
  }

  #fail(reason) {
    this.#run(false);
    this.#setState("failed");
    this.#speak(this.#curtain.failed(reason));
  }

  /** The button that was pressed goes away; the reader's place moves to the first control. */
  #startAgain() {
    this.#form.querySelector("input, select").focus();
    this.#python.start();
  }

  #changed() {
    this.#send({ changed: true });
  }

  #moved(name) {
    this.#ahead.add(name);
    this.#note("");
    this.#changed();
  }

  /** The whole form becomes another: what was done to the one before, or is said of it, is too late. */
  #turnOver() {
    this.#outbox.dropDeeds();
    for (const name of Object.keys(settings(this.#form))) this.#ahead.add(name);
  }

  #recall() {
    this.#turnOver();
    this.#recalled = "wanted";
    this.#changed();
  }

  /** What the reader wrote or pasted into the text area of this name. */
  #written(name) {
    return this.#form.querySelector(`textarea[data-text="${name}"]`).value;
  }

  #sendText(name) {
    const text = this.#written(name);
    if (text.length > LARGEST) this.#note("Nothing was changed: the text is longer than a million characters.");
    else this.#send({ text: { name, text } });
  }

  async #readFile(input) {
    try {
      const text = await readChosen(input);
      if (text !== null) this.#send({ text: { name: input.dataset.file, text } });
    } catch (error) {
      this.#note(`The file could not be read: ${error.message}`);
    }
  }

  #wasReset() {
    this.#refreshRanges();
    this.#note("");
    this.#recall();
    this.#commit();
  }

  #commit() {
    const now = settings(this.#form);
    this.#history.record(now);
    this.#address.write(now);
  }

  /** What Python made of recalled settings takes their place. */
  #amend() {
    const now = settings(this.#form);
    this.#history.amend(now);
    this.#address.write(now);
  }

  /** Python moved a control (a drag on a picture): record it once the drag rests. */
  #commitSoon() {
    clearTimeout(this.#resting);
    if (this.#running) return;
    this.#resting = setTimeout(() => this.#commit(), 300);
  }

  #undo() {
    this.#history.record(settings(this.#form)); // what Python moved last may not rest yet
    const before = this.#history.undo();
    if (!before) return;
    write(this.#form, before);
    this.#refreshRanges();
    this.#recall();
    this.#address.write(before);
  }

  async #copyLink() {
    this.#address.write(settings(this.#form), { now: true });
    try {
      await navigator.clipboard.writeText(this.#address.link());
      this.#note("The link to these settings is copied.");
    } catch {
      this.#note(`This page may not use the clipboard. The link: ${this.#address.link()}`);
    }
  }

  /** The newest settings and the reader's deeds; sent at once, or when Python has answered. */
  #send(news) {
    this.#outbox.add(news);
    this.#flush();
  }

  #flush() {
    const mounted = this.#python.state === "ready" && this.root.dataset.state !== "waiting";
    if (this.#turn || this.#outbox.isEmpty || !mounted) return;
    const { changed, ...news } = this.#outbox.take();
    if (changed) {
      // Read now, not when the reader moved something: Python's last answer is in the form by now.
      news.settings = settings(this.#form);
      this.#ahead.clear();
      if (this.#recalled) this.#recalled = "sent";
    }
    this.#post({ type: "turn", ...news });
  }

  #post(message, transfer) {
    this.#turn = ++turns;
    this.#python.post({ ...message, id: this.root.id, turn: this.#turn }, transfer);
  }

  #watchSizes() {
    this.#sizes = new ResizeObserver(() => this.#send({ sizes: this.#measure() }));
    for (const canvas of this.root.querySelectorAll("canvas[data-part]")) this.#sizes.observe(canvas);
  }

  #measure() {
    const ratio = Math.min(devicePixelRatio, 3);
    const measured = [...this.root.querySelectorAll("canvas[data-part]")].map((canvas) => {
      const { width, height } = canvas.getBoundingClientRect();
      return [canvas.dataset.part, [width, height, ratio]];
    });
    return Object.fromEntries(measured);
  }

  #setState(state) {
    this.root.dataset.state = state;
  }

  #note(text) {
    this.root.querySelector('[data-part="note"]').textContent = text;
  }

  #refreshRanges() {
    for (const show of this.#showRanges) show();
  }

  #button(chore) {
    return this.#form.querySelector(`button[data-do="${chore}"]`);
  }

  #canvas(part) {
    return this.root.querySelector(`canvas[data-part="${part}"]`);
  }
}
