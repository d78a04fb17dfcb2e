// What is kept of a reader's progress: its shape, how a text is read, how two records are joined.
// Nothing here touches the page or the device. A record that is not exactly as this course writes
// it is refused as a whole, so that nothing strange is ever shown or written back.

const SCHEMA = "glassbox-progress";
const VERSION = 1;
export const LARGEST = 500_000; // characters; the whole course needs about ten thousand
const NAME = /^[a-z0-9][\w.-]{0,79}$/; // of a lesson, question or goal: never `__proto__`
const LONGEST = 200; // characters of one answer

/** Why a text is no record, as the end of a sentence: "it …". */
export class UnreadableError extends Error {}

/** An object without a past: no name in it is inherited, whatever a file calls its entries. */
const table = (entries = []) => Object.assign(Object.create(null), Object.fromEntries(entries));

const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const isText = (value) => typeof value === "string" && value.length <= LONGEST;

function demand(fits, place) {
  if (!fits) throw new UnreadableError(`has something in “${place}” that this course does not write`);
}

/** An object that must have these names and no others. */
function only(names, value, place) {
  demand(isTable(value) && Object.keys(value).every((name) => names.includes(name)), place);
  return value;
}

/** A checked copy of an object with free names, each entry read by `each`. */
function tableOf(value, place, each) {
  demand(isTable(value), place);
  return table(
    Object.entries(value).map(([name, entry]) => {
      demand(NAME.test(name), place);
      return [name, each(entry, `${place}.${name}`)];
    }),
  );
}

function readAnswer(value, place) {
  const { choice, right } = only(["choice", "right"], value, place);
  demand(isText(choice) && typeof right === "boolean", place);
  return { choice, right };
}

function readPrediction(value, place) {
  demand(isText(value), place);
  return value;
}

function readGoals(value, place) {
  const isName = (goal) => typeof goal === "string" && NAME.test(goal);
  demand(Array.isArray(value) && value.every(isName), place);
  return [...new Set(value)];
}

function readLesson(value, place) {
  const { answers, predictions, goals } = only(["answers", "predictions", "goals"], value, place);
  return {
    answers: tableOf(answers, `${place}.answers`, readAnswer),
    predictions: tableOf(predictions, `${place}.predictions`, readPrediction),
    goals: readGoals(goals, `${place}.goals`),
  };
}

function parse(text) {
  if (text.length > LARGEST) throw new UnreadableError(`is longer than ${LARGEST} characters`);
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableError("is not JSON");
  }
}

/** A record with nothing in it. */
export const empty = () => ({ keeping: false, lessons: table() });

/** Read a record from a text; throws an UnreadableError with the reason if it is none. */
export function read(text) {
  const value = parse(text);
  if (!isTable(value) || value.schema !== SCHEMA) throw new UnreadableError("does not come from this course");
  if (value.version > VERSION) throw new UnreadableError("was written by a newer version of the course");
  if (value.version !== VERSION) throw new UnreadableError("does not say which version it is");
  const { keeping = false, lessons } = only(["schema", "version", "keeping", "lessons"], value, "record");
  demand(typeof keeping === "boolean", "keeping");
  return { keeping, lessons: tableOf(lessons, "lessons", readLesson) };
}

/** A record as a text. `keeping` is left out when false: to stop never takes more room. */
export const write = ({ keeping, lessons }, indent = 0) =>
  JSON.stringify({ schema: SCHEMA, version: VERSION, keeping: keeping || undefined, lessons }, null, indent);

/** The part of a record that belongs to a lesson; made if there is none. */
export function lessonIn(record, slug) {
  record.lessons[slug] ??= { answers: table(), predictions: table(), goals: [] };
  return record.lessons[slug];
}

/**
 * Add to a record what another one has more. Where both have an answer the record's own stays, and
 * so does the order: a record that lacks nothing is the same text afterwards, and no tab writes it.
 */
export function join(record, other) {
  for (const [slug, theirs] of Object.entries(other.lessons)) {
    const mine = lessonIn(record, slug);
    addMissing(mine.answers, theirs.answers);
    addMissing(mine.predictions, theirs.predictions);
    mine.goals = [...new Set([...mine.goals, ...theirs.goals])];
  }
}

function addMissing(entries, more) {
  for (const [name, entry] of Object.entries(more)) entries[name] ??= entry;
}

/** How many answers, predictions and goals a record holds. */
export function sizes({ lessons }) {
  const all = Object.values(lessons);
  const sum = (count) => all.reduce((total, lesson) => total + count(lesson), 0);
  return {
    answers: sum(({ answers }) => Object.keys(answers).length),
    predictions: sum(({ predictions }) => Object.keys(predictions).length),
    goals: sum(({ goals }) => goals.length),
  };
}
