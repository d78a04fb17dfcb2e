// What is kept of a reader's progress: its shape, how a text is read, how two records are joined.
// Nothing here touches the page or the device. A record that is not exactly as this course writes
// it is refused as a whole, so that nothing strange is ever shown or written back.
import { demand, isTable, only, table, tableOf, UnreadableError } from "./checks.js";
import { best, readEntry } from "./entry.js";
import { lessonOfVersion1 } from "./version-1.js";
/** @import { Entry, LessonRecord, Lessons, ProgressRecord, Sizes } from "../types.d.ts" */

export { UnreadableError };

const SCHEMA = "glassbox-progress";
const VERSION = 2;
export const LARGEST = 500_000; // characters; the whole course needs about thirty thousand

/** @type {(value: any, place: string) => LessonRecord} */
function readLesson(value, place) {
  const { results } = only(["results"], value, place);
  return { results: tableOf(results, `${place}.results`, readEntry) };
}

/** How a lesson's part is read, by the version of the record. */
const LESSONS = new Map([
  [1, lessonOfVersion1],
  [VERSION, readLesson],
]);

/** @param {string} text */
function parse(text) {
  if (text.length > LARGEST) throw new UnreadableError(`is longer than ${LARGEST} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableError("is not JSON");
  }
}

/** A record with nothing in it. @type {() => ProgressRecord} */
export const empty = () => ({ keeping: false, lessons: table() });

/**
 * Read a record, also an earlier version's, from a text; throws an UnreadableError with the reason.
 * @type {(text: string) => ProgressRecord}
 */
export function read(text) {
  const value = parse(text);
  if (!isTable(value) || value.schema !== SCHEMA) throw new UnreadableError("does not come from this course");
  if (value.version > VERSION) throw new UnreadableError("was written by a newer version of the course");
  const readOne = LESSONS.get(value.version);
  if (!readOne) throw new UnreadableError("does not say which version it is");
  const { keeping = false, lessons } = only(["schema", "version", "keeping", "lessons"], value, "record");
  demand(typeof keeping === "boolean", "keeping");
  return { keeping, lessons: tableOf(lessons, "lessons", readOne) };
}

/**
 * A record as a text. `keeping` is left out when false: to stop never takes more room.
 * @type {(record: ProgressRecord, indent?: number) => string}
 */
export const write = ({ keeping, lessons }, indent = 0) =>
  JSON.stringify({ schema: SCHEMA, version: VERSION, keeping: keeping || undefined, lessons }, null, indent);

/**
 * The part of a record that belongs to a lesson; made if there is none.
 * @type {(record: ProgressRecord, slug: string) => LessonRecord}
 */
export function lessonIn(record, slug) {
  record.lessons[slug] ??= { results: table() };
  return record.lessons[slug];
}

/**
 * Add to a record what other lessons have more; `merge` makes one entry of the record's and theirs.
 * The order stays: a record that lacks nothing is the same text afterwards, and no tab writes it.
 * @type {(record: ProgressRecord, lessons: Lessons, merge?: (mine: Entry, theirs: Entry) => Entry) => void}
 */
export function join(record, lessons, merge = best) {
  for (const [slug, { results: theirs }] of Object.entries(lessons)) {
    const { results: mine } = lessonIn(record, slug);
    for (const [task, entry] of Object.entries(theirs))
      mine[task] = mine[task] ? merge(mine[task], entry) : entry;
  }
}

/** @type {Map<string, keyof Sizes>} */
const COUNTED = new Map([
  ["question", "answers"],
  ["prediction", "predictions"],
  ["goal", "goals"],
  ["exercise", "exercises"],
]);

/**
 * How many results of each kind a record holds; kinds that nothing here has a word for are `others`.
 * @type {(record: ProgressRecord) => Sizes}
 */
export function sizes({ lessons }) {
  const counts = { answers: 0, predictions: 0, goals: 0, exercises: 0, others: 0 };
  for (const { results } of Object.values(lessons))
    for (const { kind } of Object.values(results)) counts[COUNTED.get(kind) ?? "others"] += 1;
  return counts;
}
