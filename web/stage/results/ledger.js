// The ledger of a page: what is known of each task, whoever asked it and whoever keeps it. Quizzes,
// predictions and widgets report to it; sinks listen: the device today, a learning platform or an
// exam as well, without another shape. What an entry holds is written in entry.js.
import { latest, noted, reported } from "./entry.js";
/** @import { Entry, Known, Report, Result } from "../types.d.ts" */

/** What is known of tasks, as a table by their names. @param {Known[]} entries */
export const byTask = (entries) => Object.fromEntries(entries.map(({ task, ...entry }) => [task, entry]));

/**
 * It says "change" with {entry, before, report}: the new entry with its `task`, the one before or
 * undefined, and the report that changed it, or null where a sink has brought what it knew. And
 * "forgotten" when what sinks had brought is gone.
 */
export class Ledger extends EventTarget {
  /** @type {Map<string, Known>} */
  #entries = new Map();
  /** @type {Set<string>} */
  #reported = new Set();
  /** @type {Set<string>} */
  #taken = new Set();

  /** What is known of a task, or undefined. @param {string} task */
  get(task) {
    return this.#entries.get(task);
  }

  /** All entries, in the order in which their tasks were first heard of. */
  get entries() {
    return [...this.#entries.values()];
  }

  /** The entries of tasks that were worked on here, on this page and since it was loaded. */
  get reported() {
    return this.entries.filter(({ task }) => this.#reported.has(task));
  }

  /**
   * Something came of a task: {task, kind, done}, and a `score` [got, of] or an `answer` if there is one.
   * @param {Result} news
   */
  report(news) {
    const report = reported(news);
    this.#reported.add(report.task);
    this.#set(report.task, noted(this.get(report.task), report), report);
  }

  /**
   * A sink knows of these entries, a table by task: of an earlier visit, or from another page.
   * @param {Record<string, Entry>} results
   */
  take(results) {
    for (const [task, theirs] of Object.entries(results)) {
      const mine = this.get(task);
      this.#taken.add(task);
      this.#set(task, mine ? latest(theirs, mine) : theirs, null); // what was kept is the earlier
    }
  }

  /** What sinks had brought was deleted: nothing of it stays but that a task was done again here. */
  forget() {
    for (const [task, entry] of this.#entries) {
      if (!this.#reported.has(task)) this.#entries.delete(task);
      else if (this.#taken.has(task)) this.#entries.set(task, { ...entry, tries: 1, first: null });
    }
    this.#taken.clear();
    this.dispatchEvent(new Event("forgotten"));
  }

  /** @type {(task: string, known: Entry, report: Report | null) => void} */
  #set(task, { kind, done, score, tries, answer, first }, report) {
    const before = this.get(task);
    const entry = { task, kind, done, score, tries, answer, first };
    if (!report && JSON.stringify(entry) === JSON.stringify(before)) return;
    this.#entries.set(task, entry);
    this.dispatchEvent(new CustomEvent("change", { detail: { entry, before, report } }));
  }
}
