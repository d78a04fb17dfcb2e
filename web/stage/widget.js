// One widget on the page: its form, its pictures and its words, wired to Python by messages.
import { Address } from "./address.js";
import { Curtain } from "./curtain.js";
import { declare, defaults, objection, settings, write } from "./form.js";
import { History } from "./history.js";
import { applyPatch } from "./patches.js";
import { enhanceRange } from "./ranges.js";
import { speaker } from "./speaker.js";
import { resolveTokens } from "./tokens.js";

/** Attributes of the widget's root that are no settings. */
const OURS = new Set(["widget", "state"]);

let turns = 0;

export class WidgetView {
  #brain;
  #form;
  #showRanges;
  #speak;
  #curtain;
  #history;
  #address;
  #outbox = { pointers: [], actions: [] };
  #turn = 0;
  #status = "";
  #resting = null;
  #sizes;
  #life = new AbortController();

  constructor(root, brain) {
    this.root = root;
    this.#brain = brain;
    this.#form = root.querySelector("form");
    const declined = this.#declareOptions();
    this.#showRanges = [...this.#form.querySelectorAll("input[type=range]")].map(enhanceRange);
    this.#speak = speaker(root.querySelector('[data-part="status"]'));
    this.#curtain = new Curtain(root.querySelector(".frame"), () => this.#startAgain());
    this.#address = new Address(root.id, defaults(this.#form));
    this.#openAddress(declined);
    this.#history = new History(settings(this.#form), this.#button("undo"));
    this.#listenToForm();
    this.#listenToBrain();
    this.#watchSizes();
    root.dataset.state = "waiting";
    if (brain.state === "ready") this.#mount();
  }

  close() {
    this.#life.abort();
    this.#sizes.disconnect();
    this.#brain.post({ type: "unmount", id: this.root.id });
  }

  /** New colours: every picture is drawn again. */
  recolour(tokens) {
    this.#send({ tokens });
  }

  /** `<div data-widget="neuron" data-w1="0.4">` sets defaults; returns why some were declined. */
  #declareOptions() {
    const wanted = Object.entries(this.root.dataset).filter(([name]) => !OURS.has(name));
    const reasons = wanted.map(([name, value]) => objection(this.#form, name, value));
    declare(this.#form, Object.fromEntries(wanted.filter((_, index) => !reasons[index])));
    return reasons.filter(Boolean);
  }

  #openAddress(declined) {
    const { values, refused } = this.#address.read((name, value) => objection(this.#form, name, value));
    write(this.#form, values);
    this.#refreshRanges();
    const words = [];
    if (declined.length) words.push(`This page asks for settings that do not fit: ${declined.join("; ")}.`);
    if (refused.length) words.push(`The link was not followed in part: ${refused.join("; ")}.`);
    this.#note(words.join(" "));
  }

  #listenToForm() {
    const { signal } = this.#life;
    const on = (type, react) => this.#form.addEventListener(type, react, { signal });
    on("submit", (event) => event.preventDefault());
    on("input", () => {
      this.#note("");
      this.#changed();
    });
    on("change", () => this.#commit());
    on("reset", () => setTimeout(() => this.#wasReset())); // the event comes before the deed
    on("glassbox:note", ({ detail }) => this.#note(detail));
    on("click", ({ target }) => {
      const { do: chore, action } = target.closest("button")?.dataset ?? {};
      if (action) this.#send({ action });
      if (chore === "undo") this.#undo();
      if (chore === "copy-link") this.#copyLink();
    });
    addEventListener("hashchange", () => this.#followLink(), { signal });
    for (const canvas of this.root.querySelectorAll("canvas[data-pointer]"))
      this.#listenToPointer(canvas.dataset.part);
  }

  /** A link to this page, opened while it is open: it states every setting that is no default. */
  #followLink() {
    if (!location.hash.includes("=")) return;
    write(this.#form, this.#address.defaults);
    this.#openAddress([]);
    this.#changed();
    this.#history.record(settings(this.#form));
  }

  /** Listen on the canvas' frame: the canvas itself is replaced when Python starts again. */
  #listenToPointer(part) {
    const frame = this.#canvas(part).parentElement;
    const { signal } = this.#life;
    const tell = (type) => (event) => {
      const canvas = this.#canvas(part);
      if (event.target !== canvas) return;
      if (type === "down") canvas.setPointerCapture(event.pointerId);
      const loose = ["move", "out"].includes(type) && !canvas.hasPointerCapture(event.pointerId);
      // A picture that says so also hears of a mouse that passes over it without a button.
      if ((loose || type === "out") && canvas.dataset.pointer !== "hover") return;
      const phase = loose && type === "move" ? "hover" : type;
      const box = canvas.getBoundingClientRect();
      this.#send({ pointer: { part, phase, x: event.clientX - box.left, y: event.clientY - box.top } });
    };
    for (const type of ["down", "move", "up", "out"])
      frame.addEventListener(`pointer${type}`, tell(type), { signal });
  }

  #listenToBrain() {
    const { signal } = this.#life;
    const on = (type, react) =>
      this.#brain.addEventListener(type, ({ detail }) => react(detail), { signal });
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
    const message = { type: "mount", widget, canvases, sizes: this.#measure(), tokens: resolveTokens() };
    this.#outbox = { pointers: [], actions: [] };
    this.#post({ ...message, settings: settings(this.#form) }, Object.values(canvases));
  }

  #receive(data) {
    this.#turn = 0;
    if (data.type === "error") return this.#wreck(data);
    const moved = applyPatch(this.root, this.#form, data);
    if (moved.length) {
      this.#refreshRanges();
      this.#commitSoon();
    }
    this.#status = data.status ?? this.#status;
    if (this.root.dataset.state !== "live") {
      this.#setState("live");
      this.#resume();
    } else if (data.status !== undefined) this.#speak(data.status);
    this.#flush();
  }

  #wreck({ message, detail }) {
    console.error(detail);
    this.#fail(message);
  }

  #fail(reason) {
    this.#setState("failed");
    this.#speak(this.#curtain.failed(reason));
  }

  /** The button that was pressed goes away; the reader's place moves to the first control. */
  #startAgain() {
    this.#form.querySelector("input, select").focus();
    this.#brain.start();
  }

  #changed() {
    this.#send({ settings: settings(this.#form) });
  }

  #wasReset() {
    this.#refreshRanges();
    this.#note("");
    this.#changed();
    this.#commit();
  }

  #commit() {
    const now = settings(this.#form);
    this.#history.record(now);
    this.#address.write(now);
  }

  /** Python moved a control (a drag on a picture): record it once the drag rests. */
  #commitSoon() {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#commit(), 300);
  }

  #undo() {
    const before = this.#history.undo();
    if (!before) return;
    write(this.#form, before);
    this.#refreshRanges();
    this.#changed();
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

  /** The newest settings and the pointer's way; sent at once, or when Python has answered. */
  #send({ pointer, action, ...news }) {
    if (pointer) this.#queuePointer(pointer);
    if (action) this.#outbox.actions.push(action);
    Object.assign(this.#outbox, news);
    this.#flush();
  }

  /** A move replaces the move before it: Python should see where the pointer is, not its past. */
  #queuePointer(pointer) {
    const { pointers } = this.#outbox;
    const moves = ["move", "hover"].includes(pointer.phase);
    if (moves && pointers.at(-1)?.phase === pointer.phase) pointers.pop();
    pointers.push(pointer);
  }

  #flush() {
    const { pointers, actions, ...news } = this.#outbox;
    const idle = !pointers.length && !actions.length && !Object.keys(news).length;
    const mounted = this.#brain.state === "ready" && this.root.dataset.state !== "waiting";
    if (this.#turn || idle || !mounted) return;
    this.#outbox = { pointers: [], actions: [] };
    this.#post({ type: "turn", pointers, actions, ...news });
  }

  #post(message, transfer) {
    this.#turn = ++turns;
    this.#brain.post({ ...message, id: this.root.id, turn: this.#turn }, transfer);
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
