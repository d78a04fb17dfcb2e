// Where the record of a reader's progress lies: under one key of localStorage, and only after the reader
// asked for it. The theme lies beside it under a key of its own, because a page of an earlier version, open
// in another tab, would not read a record with something new in it. The device may refuse to store anything,
// be full, or give back something else than was stored; whatever cannot be read is left exactly as it is.
import { empty, join, LARGEST, lessonIn, read, UnreadableError, write } from "./record.js";
import { latest, noted } from "./entry.js";
/** @import { Known, Lessons, ProgressRecord, Report, Standing } from "../types.d.ts" */

/** @typedef {(record: ProgressRecord) => void} Edit */
/** @typedef {{text: string | null, theme: string}} Deleted */

export const KEY = "glassbox-progress"; // stage/paint.js reads both
const THEME = "glassbox-theme";

const BLOCKED =
  "This browser does not let the course store anything here, so progress cannot be kept. All else works.";
const FULL =
  "The browser’s storage for this site is full. What you do now is not kept; what was kept before is still there.";

/** @param {string} reason */
const unreadable = (reason) =>
  `What this browser has stored as your progress cannot be used: it ${reason}. Nothing is added, and it stays as it is until you delete it.`;

/** The record on this device. It says "change" when anything may look different, "begun" in the tab that begins. */
export class Keeping extends EventTarget {
  #refusal = "";
  #mine = empty(); // what this page has added

  constructor() {
    super();
    addEventListener("storage", ({ key, newValue }) => {
      if (key === KEY || key === null) this.#hear(newValue);
      if (key === THEME) this.#tell();
    });
    addEventListener("pageshow", ({ persisted }) => persisted && this.#tell()); // it heard nothing meanwhile
  }

  /**
   * How things stand, read anew each time, because another tab may have written.
   * @returns {Standing} the `record`, the stored `text` or null, `words` about trouble or "", and a `state`:
   *   "off" (nothing is stored), "on", "paused" (stored, nothing is added), "blocked", "unreadable"
   */
  look() {
    let text = null;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      return { state: "blocked", text, record: empty(), words: BLOCKED };
    }
    if (text === null) return { state: "off", text, record: empty(), words: this.#refusal };
    try {
      const record = read(text);
      return { state: record.keeping ? "on" : "paused", text, record, words: this.#refusal };
    } catch (error) {
      return { state: "unreadable", text, record: empty(), words: unreadable(reasonOf(error)) };
    }
  }

  /** The theme that is kept; "" where none is, or where nothing is kept. */
  get theme() {
    return (this.look().text !== null && localStorage.getItem(THEME)) || "";
  }

  /** Keep a theme, if progress is kept; "" is none. @param {string} theme */
  keepTheme(theme) {
    if (this.look().state !== "on" || theme === this.theme) return;
    if (theme) this.#put(theme, THEME);
    else localStorage.removeItem(THEME);
  }

  /** Write down that a lesson was opened, if progress is kept. @param {string} slug */
  open(slug) {
    this.#note((record) => {
      lessonIn(record, slug);
      lessonIn(this.#mine, slug);
    });
  }

  /**
   * Write down a report, if progress is kept; `entry` is what the page knows of its task by now.
   * @type {(slug: string, entry: Known, report: Report) => void}
   */
  note(slug, { task, ...entry }, report) {
    this.#note((record) => {
      const { results } = lessonIn(record, slug);
      results[task] = results[task] ? noted(results[task], report) : entry;
      lessonIn(this.#mine, slug).results[task] = results[task];
    });
  }

  /** Keep from now on, and add these lessons to what there is. @param {Lessons} lessons */
  start(lessons = {}) {
    this.#change((record) => {
      record.keeping = true;
      join(record, lessons);
      join(this.#mine, lessons);
    });
    this.dispatchEvent(new Event("begun"));
  }

  /** Keep what there is, and add nothing more. */
  stop() {
    this.#change((record) => {
      record.keeping = false;
    });
  }

  /**
   * Add the record in a file's text; throws an UnreadableError, and then nothing has changed.
   * @param {string} text
   */
  add(text) {
    this.start(read(text).lessons);
  }

  /** Delete everything, readable or not. @returns {Deleted} what was there */
  remove() {
    const { text } = this.look();
    const { theme } = this;
    localStorage.removeItem(KEY);
    localStorage.removeItem(THEME);
    this.#mine = empty();
    this.#refuse("");
    return { text, theme };
  }

  /** Take a deletion back, unless something was stored since. @param {Deleted} deleted */
  giveBack({ text, theme }) {
    if (text === null || this.look().state !== "off") return;
    // First: whoever hears of the record finds it.
    if (theme) this.#put(theme, THEME);
    this.#put(text);
  }

  /**
   * Another tab has written. News between tabs takes a moment; if it wrote before it had heard of
   * what this page added, that is missing now and is added again. A deletion is a deletion.
   * @param {string | null} written
   */
  #hear(written) {
    if (written === null) this.#mine = empty();
    this.#note((record) => join(record, this.#mine.lessons, latest));
    this.#tell();
  }

  /** @param {Edit} edit */
  #note(edit) {
    if (this.look().state === "on") this.#change(edit);
  }

  /**
   * Read, change, write, all in one go: what another tab has written meanwhile is in it. A write
   * that is refused leaves what was stored before.
   * @param {Edit} edit
   */
  #change(edit) {
    const { state, text, record } = this.look();
    if (state === "blocked" || state === "unreadable") return;
    edit(record);
    const changed = write(record);
    if (changed.length > LARGEST) this.#refuse(FULL);
    else if (changed !== text) this.#put(changed);
  }

  /** @param {string} text */
  #put(text, key = KEY) {
    try {
      localStorage.setItem(key, text);
      this.#refuse("");
    } catch (error) {
      this.#refuse(/** @type {Error} */ (error).name === "QuotaExceededError" ? FULL : BLOCKED);
    }
  }

  /** @param {string} words */
  #refuse(words) {
    this.#refusal = words;
    this.#tell();
  }

  #tell() {
    this.dispatchEvent(new Event("change"));
  }
}

/** @type {Keeping | undefined} */
let shared;

/** The one for all parts of this page: what one of them writes, the others hear. */
export const keepingHere = () => (shared ??= new Keeping());

/** @type {(error: unknown) => string} */
function reasonOf(error) {
  if (error instanceof UnreadableError) return error.message;
  throw error;
}
