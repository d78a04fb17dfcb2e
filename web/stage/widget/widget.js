// One widget on the page: its form, its pictures and its words, wired to Python by messages.
// Longer than other files: what is on its way to Python, what has come back and what can be undone must
// agree at every moment, so one class holds them.
import { Address } from "../form/address.js";
import { LoadingPanel } from "./loading.js";
import { find } from "../page/dom.js";
import { Canvases } from "./canvases.js";
import { copied } from "./clipboard.js";
import { save } from "./files.js";
import { defaults, leftOut, limitsOf, linked, objection, settings, write } from "../form/form.js";
import { History } from "./history.js";
import { limit } from "../form/limits.js";
import { Notes } from "./notes.js";
import { declareOptions } from "../form/options.js";
import { Outbox } from "./outbox.js";
import { applyPatch } from "./patches.js";
import { listenToPictures } from "./pictures.js";
import { focusFirst } from "./place.js";
import { enhanceRange, nameOf } from "../form/ranges.js";
import { nameOf as taskOf, reachedIn } from "../results/ticks.js";
import { speaker } from "./speaker.js";
import { chosen, written } from "./texts.js";
import { look } from "../page/tokens.js";
/** @import { Python } from "../python/python.js" */
/** @import { Ledger } from "../results/ledger.js" */
/** @import { Answer, Control, Deed, HandedText, Message, News, Settings, Value } from "../types.d.ts" */

/** Controls that hold a text, or do something at once. */
const NO_SETTING = "[data-text], [data-file], [data-choose]";

/** So many reasons why an address was not followed are told one by one. */
const TOLD = 5;

/** A frame counts for no more than this: whoever comes back to a hidden page finds it where it was. */
const LONGEST_FRAME_MS = 100;

let turns = 0;

/** @param {string[]} reasons */
const few = (reasons) =>
  reasons.slice(0, TOLD).join("; ") + (reasons.length > TOLD ? `; and ${reasons.length - TOLD} more` : "");

export class WidgetView {
  #python;
  #ledger;
  /** @type {HTMLFormElement} */
  #form;
  #limits; // what the controls take, before anything moves them
  #showRanges;
  #speak;
  #panel;
  #notes;
  #history;
  #address;
  #fixed;
  #outbox = new Outbox();
  #known; // the settings as Python knows them; the form is ahead by what is in the outbox
  #pressed = false; // whether the turn under way is a press, of which nothing may come
  #moving = ""; // the control that the reader moves, until it is let go
  #turn = 0;
  #running = false;
  #share = false; // whether the turn under way asks Python to say in the form how things stand
  #wantsLink = false; // whether a link is to be copied when it has said so
  #frame = 0;
  #lastFrame = 0;
  #status = "";
  #canvases;
  #life = new AbortController();

  /**
   * @param {HTMLElement} root
   * @param {Python} python
   * @param {Ledger} ledger
   */
  constructor(root, python, ledger) {
    this.root = root;
    this.#python = python;
    this.#ledger = ledger;
    this.#form = find(root, "form");
    const options = declareOptions(root, this.#form);
    this.#limits = limitsOf(this.#form);
    const ranges = /** @type {NodeListOf<HTMLInputElement>} */ (
      this.#form.querySelectorAll("input[type=range]")
    );
    this.#showRanges = [...ranges].map(enhanceRange);
    const limits = limit(root, this.#form);
    this.#fixed = limits.fixed;
    this.#speak = speaker(find(root, '[data-part="status"]'), root.querySelector("[data-voice]"));
    this.#panel = new LoadingPanel(find(root, '[data-part="status"]'), () => this.#startAgain());
    this.#notes = new Notes(root, this.#life.signal);
    this.#address = new Address(root.id, defaults(this.#form), {
      earlier: options.earlier,
      linked: (name, value) => linked(this.#form, name, value),
    });
    this.#openAddress([...options.declined, ...limits.refused]);
    this.#known = settings(this.#form);
    this.#history = new History(
      this.#known,
      this.#button("undo"),
      this.#named("[data-look], [data-follows]"),
    );
    this.#listenToForm();
    this.#listenToPython();
    this.#canvases = new Canvases(root, (sizes) => this.#send({ sizes }));
    root.dataset.state = "waiting";
    if (python.state === "ready") this.#mount();
  }

  close() {
    this.#life.abort();
    this.#run(false);
    this.#canvases.close();
    this.#python.post({ type: "unmount", id: this.root.id });
  }

  /**
   * New colours, another wish about motion, or a font that has come: every picture is drawn again.
   * @param {News} news
   */
  relook(news) {
    this.#send(news);
  }

  /** @param {string[]} declined why some of the page's own settings were declined */
  #openAddress(declined) {
    const { values, refused } = this.#address.read((name, value) => this.#objection(name, value));
    write(this.#form, values);
    this.#refreshRanges();
    const words = [];
    if (declined.length) words.push(`This page asks for settings that do not fit: ${few(declined)}.`);
    if (refused.length) words.push(`The link was not followed in part: ${few(refused)}.`);
    this.#note(words.join(" "), {
      bad: words.length > 0,
      remedy: refused.length ? "Start without the link" : "",
    });
  }

  /**
   * @param {string} name
   * @param {Value} value
   */
  #objection(name, value) {
    return this.#fixed.has(name) ? `${name} is fixed on this page` : objection(this.#form, name, value);
  }

  #listenToForm() {
    const { signal } = this.#life;
    /** @type {(type: string, react: (event: {target: Control & HTMLInputElement, detail: any, preventDefault(): void}) => void) => void} */
    const on = (type, react) => this.#form.addEventListener(type, /** @type {any} */ (react), { signal });
    on("submit", (event) => event.preventDefault());
    on("input", ({ target }) => {
      if (!target.matches(NO_SETTING)) this.#moved(target);
    });
    on("change", ({ target }) => {
      if (target.matches("[data-file]")) this.#readFile(target);
      else if (target.matches("[data-choose]"))
        this.#do({ action: `${target.dataset.choose} ${target.value}` });
      else this.#moving = "";
    });
    on("reset", () => this.#reset());
    on("glassbox:note", ({ detail }) => this.#note(detail));
    on("click", ({ target }) => this.#press(target.closest("button")));
    addEventListener("hashchange", () => this.#followLink(), { signal });
    listenToPictures(this.root, (news) => this.#pointed(news), signal);
  }

  /** @param {HTMLElement | null} button */
  #press(button) {
    if (!button || button.getAttribute("aria-disabled") === "true") return;
    const { do: chore, action, send } = button.dataset;
    if (action) this.#do({ action });
    if (send) this.#handOver(written(this.#form, send));
    if (chore === "undo") this.#undo();
    if (chore === "copy-link") this.#askForLink();
  }

  /** A link to this page, opened while it is open: it states every setting that is not a default. */
  #followLink() {
    if (!this.#address.isMeant()) return;
    this.#address.cancel();
    write(this.#form, this.#address.defaults);
    this.#openAddress([]);
    this.#turnOver(0, {});
    this.root.scrollIntoView();
  }

  #listenToPython() {
    const { signal } = this.#life;
    /** @type {(type: string, react: (detail: any) => void) => void} */
    const on = (type, react) =>
      this.#python.addEventListener(type, (event) => react(/** @type {CustomEvent} */ (event).detail), {
        signal,
      });
    on("progress", ({ fraction, text }) => this.#panel.loading(fraction, text));
    on("loading", () => this.#setState("waiting"));
    on("ready", () => this.#mount());
    on("message", (data) => data.id === this.root.id && this.#receive(data));
    on("failed", ({ reason }) => this.#fail(reason));
    on("silent", () => this.#speak(this.#panel.silent()));
    on("heard", () => this.#resume());
  }

  /** Python answers again: what the panel and the status line said of its silence goes away. */
  #resume() {
    if (this.root.dataset.state !== "live") return;
    this.#panel.lift();
    this.#speak(this.#status);
  }

  /** Hand Python the canvases and the present settings. A canvas can be handed over only once. */
  #mount() {
    const canvases = this.#canvases.renew();
    const { widget } = this.root.dataset;
    const known = { limits: this.#limits, reached: reachedIn(this.root, this.#ledger) };
    const message = { type: "mount", widget, canvases, sizes: this.#canvases.measure(), ...known, ...look() };
    if (this.#outbox.hasDeed) this.#history.begin();
    this.#outbox = new Outbox();
    this.#learn(settings(this.#form));
    this.#run(false);
    this.#post({ ...message, settings: settings(this.#form) }, Object.values(canvases));
  }

  /** @param {Answer} data */
  #receive(data) {
    this.#turn = 0;
    if (data.type === "error") return this.#wreck(data);
    if (data.type === "missing") return this.#stumble(data);
    // An answer that was under way when the reader moved a control must not move it back.
    const ahead = this.#outbox.moved;
    /** @param {string} name */
    const isLate = (name) => Object.hasOwn(ahead, name);
    const values = Object.entries(data.values ?? {}).filter(([name]) => !isLate(name));
    const patch = { ...data, values: Object.fromEntries(values) };
    const { moved, kept } = applyPatch(this.root, this.#form, patch, this.#fixed);
    if (kept.length) this.#insist(kept);
    const now = Object.entries(settings(this.#form)).filter(([name]) => !isLate(name));
    this.#learn(Object.fromEntries(now));
    if (moved.length || data.attributes) this.#refreshRanges(); // or their ends have moved
    if (data.download) save(data.download);
    for (const { task, ...result } of data.results ?? [])
      this.#ledger.report({ ...result, task: taskOf(this.root, task) });
    this.#run(data.running ?? this.#running);
    if (this.#share && this.#wantsLink) this.#copyLink();
    if (this.#pressed) this.#history.rest(); // what is moved later was not moved by it
    if (moved.length) this.#writeAddress();
    this.#status = data.status ?? this.#status;
    if (this.root.dataset.state !== "live") {
      this.#canvases.drawn();
      this.#setState("live");
      this.#resume();
    } else if (data.status !== undefined) this.#speak(data.status, { unhurried: this.#running });
    this.#flush();
    this.#awaitFrame();
  }

  /**
   * Python says whether something moves. What it moved is in the address once it has come to rest.
   * @param {boolean} running
   */
  #run(running) {
    if (this.#running && !running) {
      cancelAnimationFrame(this.#frame);
      this.#frame = 0;
      this.#speak(this.#status);
    }
    if (running !== this.#running) this.#history.go(running);
    const rests = this.#running && !running;
    if (running && !this.#running) this.#lastFrame = performance.now();
    this.#running = running;
    if (rests) this.#writeAddress();
  }

  /** While something moves, Python hears of each frame, but only when it has drawn the last one. */
  #awaitFrame() {
    if (!this.#running || this.#turn || this.#frame) return;
    this.#frame = requestAnimationFrame((now) => {
      this.#frame = 0;
      if (this.#turn) return; // a deed since then goes first: time passes in the world that it makes
      const elapsed = Math.min(Math.max(now - this.#lastFrame, 0), LONGEST_FRAME_MS);
      this.#lastFrame = now;
      this.#send({ elapsed });
    });
  }

  /** @param {Answer} answer */
  #wreck({ message = "", detail }) {
    console.error(detail);
    this.#fail(message);
  }

  /**
   * One step could not be made, for want of a module: what moves stops, and all else goes on.
   * @param {Answer} answer
   */
  #stumble({ message = "", detail }) {
    console.warn(detail);
    this.#run(false);
    this.#note(message, { bad: true });
    this.#flush();
  }

  /**
   * Python moved what is fixed here: tell it how it stands, and the reader why nothing happens.
   * @param {string[]} names
   */
  #insist(names) {
    const controls = /** @type {Control[]} */ ([...this.#form.elements]);
    const labels = names.map((name) =>
      nameOf(/** @type {Control} */ (controls.find((e) => e.name === name))),
    );
    this.#note(`Fixed on this page: ${labels.join(", ")}.`);
    const all = settings(this.#form);
    this.#send({ moved: Object.fromEntries(names.map((name) => [name, all[name]])) });
  }

  /** @param {string} reason */
  #fail(reason) {
    this.#run(false);
    this.#setState("failed");
    this.#speak(this.#panel.failed(reason));
    if (this.#wantsLink) this.#copyLink(); // as far as the form says it
  }

  /** The button that was pressed goes away. */
  #startAgain() {
    focusFirst(this.#form);
    this.#python.start();
  }

  /**
   * The reader does something that can be undone.
   * @param {News} news
   * @param {Deed} [deed]
   */
  #do(news, deed) {
    this.#moving = "";
    this.#outbox.begin(deed);
    this.#send(news);
  }

  /**
   * From its first move until it is let go, a control is moved in one deed. Scrubbing is none.
   * @param {Control} control
   */
  #moved(control) {
    const { name } = control;
    this.#note("");
    const news = { moved: { [name]: settings(this.#form)[name] } };
    if ("look" in control.dataset) this.#send({ ...news, look: true });
    else if (this.#moving === name) this.#send(news);
    else this.#do(news, { moves: true });
    this.#moving = name;
    this.#writeAddress();
  }

  /**
   * A press on a picture, or a key; not where the pointer or the focus passes by.
   * @param {News} news
   */
  #pointed(news) {
    const begins = news.pointer?.phase === "down" || (news.key && !["Focus", "Blur"].includes(news.key.key));
    if (begins) this.#do(news, { points: true });
    else this.#send(news);
  }

  /**
   * The whole form has become another: what was done to the one before is too late. Python recalls
   * the time of this mark, or follows the settings alone for 0. `deed` is null for Undo itself.
   * @param {number} recall
   * @param {Deed | null} deed
   */
  #turnOver(recall, deed) {
    this.#outbox.dropDeeds();
    if (deed) this.#outbox.begin(deed);
    this.#send({ recall, moved: settings(this.#form) });
    this.#writeAddress();
  }

  /** @param {HTMLInputElement} input */
  async #readFile(input) {
    const text = await chosen(input);
    if (text) this.#handOver(text);
  }

  /** @param {HandedText} text */
  #handOver(text) {
    this.#note("");
    this.#do({ text });
  }

  /** The event comes before the browser's own deed, which then finds that all of it is done. */
  #reset() {
    write(this.#form, defaults(this.#form));
    this.#refreshRanges();
    this.#note("");
    this.#turnOver(0, {});
  }

  /**
   * These settings are known to Python, and the newest entry of what can be undone.
   * @param {Settings} news
   */
  #learn(news) {
    this.#known = { ...this.#known, ...news };
    this.#history.amend(this.#known);
  }

  /** Not while something moves: browsers limit how often an address may change. */
  #writeAddress() {
    if (!this.#running) this.#address.write(settings(this.#form));
  }

  /** What was done last is undone; where Python has not heard of it, it never does. */
  #undo() {
    if (this.#outbox.hasDeed) {
      this.#outbox.dropDeed();
      this.#show({ ...this.#known, ...this.#outbox.moved });
      return;
    }
    const before = this.#history.undo();
    if (!before) return;
    this.#show(before.settings);
    this.#turnOver(before.mark, null);
  }

  /** @param {Settings} values */
  #show(values) {
    write(this.#form, values);
    this.#refreshRanges();
    this.#writeAddress();
  }

  /** While something moves, the form lags behind: Python first says how things stand. */
  #askForLink() {
    this.#wantsLink = this.#running;
    if (this.#running) this.#send({ share: true });
    else this.#copyLink();
  }

  async #copyLink() {
    this.#wantsLink = false;
    const now = settings(this.#form);
    const link = this.#address.link(now);
    this.#address.write(now, { now: true });
    this.#note(await copied(link, leftOut(this.#form)));
  }

  /**
   * The newest settings and the reader's deeds; sent at once, or when Python has answered.
   * @param {News} news
   */
  #send(news) {
    this.#outbox.add(news);
    this.#flush();
  }

  #flush() {
    if (this.#turn || this.#outbox.isEmpty) return;
    // What Undo comes back to, where something moves, is how things stand before the deed.
    if (this.#running && this.#outbox.nextIsDeed && !this.#share) this.#outbox.addFirst({ share: true });
    const { deed, moved, look, ...rest } = this.#outbox.take();
    /** @type {Message} */
    const news = { type: "turn", ...rest };
    if (deed) news.keep = this.#history.begin(deed);
    else if (look) this.#history.rest();
    this.#pressed = deed !== null && !deed.moves && !deed.points;
    if (Object.keys(moved).length) {
      this.#learn(moved);
      news.settings = this.#known;
    }
    const mounted = this.#python.state === "ready" && this.root.dataset.state !== "waiting";
    this.#share = mounted && Boolean(rest.share);
    if (mounted) this.#post(news);
  }

  /**
   * @param {Message} message
   * @param {Transferable[]} [transfer]
   */
  #post(message, transfer) {
    this.#turn = ++turns;
    this.#python.post({ ...message, id: this.root.id, turn: this.#turn }, transfer);
  }

  /** @param {string} state */
  #setState(state) {
    this.root.dataset.state = state;
  }

  /** @type {Notes["say"]} */
  #note(text, kind) {
    this.#notes.say(text, kind);
  }

  #refreshRanges() {
    for (const show of this.#showRanges) show();
  }

  /** @param {string} chore */
  #button(chore) {
    return find(this.#form, `button[data-do="${chore}"]`);
  }

  /** The names of the controls that match a selector. @param {string} selector */
  #named(selector) {
    const controls = /** @type {NodeListOf<Control>} */ (this.#form.querySelectorAll(selector));
    return [...controls].map(({ name }) => name);
  }
}
