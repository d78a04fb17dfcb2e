// The page "Your progress": shows what is kept on this device, and lets the reader keep, stop, take
// it along as a file, add a file, delete, and take a deletion back.
import { find } from "../page/dom.js";
import { readChosen, save } from "../widget/files.js";
import { keepingHere } from "../results/keeping.js";
import { read, sizes, UnreadableError, write } from "../results/record.js";
import { talliesOf } from "./asked.js";
import { outOf, STATES } from "./marks.js";
/** @import { Sizes, Standing } from "../types.d.ts" */

const FILE = "glassbox-progress.json";
const NOTHING = "nothing yet";
/** @type {Partial<Record<Standing["state"], string>>} */
const WORDS = {
  off: "Nothing is kept. What you answer is forgotten when you leave a page.",
  on: "✓ Your progress is kept on this device.",
  paused: "Nothing new is kept. What was kept before is still here.",
};

/** @type {Record<keyof Sizes, string>} */
const NOUNS = {
  answers: "answer",
  predictions: "prediction",
  goals: "goal",
  exercises: "exercise",
  others: "other result",
};

/** @param {string} name */
const part = (name) => find(document, `[data-progress="${name}"]`);
const file = /** @type {HTMLInputElement} */ (part("file"));
const keeping = keepingHere();
/** @type {ReturnType<typeof keeping.remove>} */
let deleted = { text: null, theme: "" }; // what was deleted last

/** @type {(count: number, noun: string) => string} */
const several = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/**
 * Not `disabled`: a button that vanishes from under the keyboard loses the reader's place.
 * @type {(button: Element, allowed: boolean) => void}
 */
const allow = (button, allowed) => button.setAttribute("aria-disabled", String(!allowed));

/** @type {(name: string, react: () => void) => void} */
const onPress = (name, react) =>
  part(name).addEventListener("click", () => part(name).getAttribute("aria-disabled") !== "true" && react());

/**
 * What was done, in words beside the state. An Undo button stands there after a deletion.
 * @param {string} words
 */
function say(words, undo = false) {
  part("did").textContent = words;
  part("undo").hidden = !undo;
}

/** Fill the table, as soon as it is known what the lessons ask. */
async function showTable() {
  const tallies = await talliesOf(keeping);
  /** @type {NodeListOf<HTMLElement>} */
  const rows = document.querySelectorAll("tr[data-lesson]");
  for (const row of rows) {
    const found = tallies?.[row.dataset.lesson ?? ""];
    if (!found) continue;
    find(row, "[data-state-of]").textContent = STATES[found.state] || NOTHING;
    for (const cell of row.querySelectorAll("[data-count-of]")) {
      const kind = /** @type {"questions" | "predictions" | "goals"} */ (cell.getAttribute("data-count-of"));
      cell.textContent = found[kind][1] ? outOf(found[kind]) : "–";
    }
  }
}

function show() {
  const { state, text, words } = keeping.look();
  document.documentElement.dataset.keeping = state;
  part("state").textContent = [WORDS[state], words].filter(Boolean).join(" ");
  part("toggle").textContent = state === "on" ? "Stop keeping it" : "Keep my progress";
  part("toggle").classList.toggle("primary", state !== "on");
  allow(part("toggle"), ["off", "on", "paused"].includes(state));
  allow(part("export"), text !== null);
  allow(part("delete"), text !== null);
  file.disabled = !["off", "on", "paused"].includes(state);
  const theme = keeping.theme && `\nTheme: ${keeping.theme}`;
  part("raw").textContent = text === null ? "Nothing." : readable(text) + theme;
  if (text !== null && !part("undo").hidden) say(""); // something is kept again: there is no way back
  showTable();
}

/**
 * The stored text with line breaks; as it is, and no more than a part, if it is none of ours.
 * @param {string} text
 */
function readable(text) {
  try {
    return write(read(text), 1);
  } catch {
    return text.length > 2000 ? `${text.slice(0, 2000)} … and ${text.length - 2000} more characters` : text;
  }
}

function exportIt() {
  const { state, text, record } = keeping.look();
  const content =
    state === "unreadable" && text !== null ? text : `${write({ ...record, keeping: false }, 1)}\n`;
  save({ name: FILE, content, type: "application/json" });
  say(`✓ The file ${FILE} is saved where your browser puts downloads.`);
}

/**
 * How many results are new, as words with their verb; kinds that may be rare are named if there are any.
 * @type {(before: Sizes, after: Sizes) => string}
 */
function whatIsNew(before, after) {
  const kinds = /** @type {(keyof Sizes)[]} */ (Object.keys(after));
  const counts = kinds.map((kind) => /** @type {const} */ ([kind, after[kind] - before[kind]]));
  const named = counts.filter(([kind, count]) => count > 0 || !["exercises", "others"].includes(kind));
  const words = named.map(([kind, count]) => several(count, NOUNS[kind]));
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)} are`;
}

async function importIt() {
  try {
    const text = await readChosen(file);
    if (text === null) return;
    const before = sizes(keeping.look().record);
    keeping.add(text);
    const { record, words } = keeping.look();
    const after = sizes(record);
    say(words ? "✗ The file was not added." : `✓ The file was added: ${whatIsNew(before, after)} new here.`);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    const reason = error instanceof UnreadableError ? `The file ${message}.` : message;
    say(`✗ ${reason} Nothing was changed.`);
  }
}

onPress("toggle", () => {
  if (keeping.look().state === "on") keeping.stop();
  else keeping.start();
  say("");
});
onPress("export", exportIt);
onPress("delete", () => {
  deleted = keeping.remove();
  say("✓ Everything that was kept is deleted.", true);
});
onPress("undo", () => {
  keeping.giveBack(deleted);
  part("toggle").focus();
  say(keeping.look().text === deleted.text ? "✓ It is back." : "");
});
file.addEventListener("change", importIt);
keeping.addEventListener("change", show);
// Deleted in another tab: what was said here of a file, or of what came back, is true no longer.
addEventListener("storage", () => keeping.look().text === null && say(""));
show();
