// Progress on the pages of the course: the device becomes a sink of the page's ledger, the reader is
// asked once whether it shall, and header (`ring.js`) and home page (`path.js`) say how far it has come.
// A page without a `data-course-lesson` keeps nothing and is shown nothing.
import { keepingHere } from "../results/keeping.js";
import { keepOnDevice } from "../results/device.js";
import { isFull } from "../results/entry.js";
import { find } from "../page/dom.js";
import { talliesOf } from "./asked.js";
import { keepTheme } from "./kept-theme.js";
import { markPath } from "./path.js";
import { showRing } from "./ring.js";
/** @import { Keeping } from "../results/keeping.js" */
/** @import { Ledger } from "../results/ledger.js" */
/** @import { Standing } from "../types.d.ts" */

const PLACE = "div[data-keeping]"; // <html> of the page of progress says by that name how things stand

/** The place on a page for words about keeping; after a quiz, or where the page has put it. */
function wordsPlace() {
  /** @type {HTMLElement | null} */
  const place = document.querySelector(PLACE);
  if (place) return place;
  const made = document.createElement("div");
  made.dataset.keeping = "";
  made.className = "keeping";
  made.setAttribute("role", "status");
  document.querySelector("[data-quiz]")?.append(made);
  return made;
}

/**
 * Words about keeping, and what they are: a promise, an offer, or trouble. Each has its end below.
 * @param {string} kind
 * @param {string} words
 * @param {Node[]} more
 */
function say(kind, words = "", ...more) {
  const text = document.createElement("p");
  text.append(words, " ", link());
  const place = wordsPlace();
  place.dataset.about = kind;
  place.replaceChildren(...(words ? [text, ...more] : []));
}

/** @type {Record<string, (now: Standing) => boolean>} */
const ENDS = {
  promise: ({ state }) => state !== "on",
  offer: ({ state }) => state !== "off",
  trouble: ({ words }) => !words,
};

/** Another tab, or this one, may have made untrue what stands there. @param {Standing} now */
function endWords(now) {
  const kind = document.querySelector(PLACE)?.getAttribute("data-about");
  if (kind && ENDS[kind](now)) say("");
}

function link() {
  const link = document.createElement("a");
  link.href = new URL("../../progress.html", import.meta.url).href;
  link.textContent = "Your progress";
  return link;
}

/**
 * Ask once, quietly: the offer stands under the quiz until it is taken, here or in another tab.
 * @type {(keeping: Keeping, begin: () => void) => void}
 */
function offer(keeping, begin) {
  if (wordsPlace().dataset.about === "offer") return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
  button.textContent = "Keep my progress";
  button.addEventListener("click", () => {
    begin();
    if (!keeping.look().words) say("promise", "✓ Your progress is kept from now on, on this device only.");
    find(wordsPlace(), "a").focus();
  });
  say("offer", "This course can remember your answers, on this device only. More on the page", button);
}

/**
 * Offer to keep progress, once an answer of a quiz is right.
 * @type {(ledger: Ledger, keeping: Keeping, begin: () => void) => void}
 */
function offerInTime(ledger, keeping, begin) {
  ledger.addEventListener("change", ({ detail: { report } }) => {
    const right = report?.kind === "question" && isFull(report.score);
    if (right && keeping.look().state === "off") offer(keeping, begin);
  });
}

/**
 * How far the reader has come, in the header and on the home page. By the time that can be counted, things
 * may stand otherwise.
 * @param {Keeping} keeping
 */
async function showCounts(keeping) {
  const isKept = () => ["on", "paused"].includes(keeping.look().state);
  const tallies = isKept() ? await talliesOf(keeping) : null;
  markPath((isKept() && tallies) || {});
  showRing(keeping.look().state === "on" ? tallies : null);
}

/** Begin, on a page of the course. @param {Ledger} ledger */
export function openProgress(ledger) {
  const slug = document.body.dataset.courseLesson;
  if (slug === undefined) return;
  const keeping = keepingHere();
  if (slug) offerInTime(ledger, keeping, keepOnDevice(ledger, slug, keeping));
  let said = "";
  const show = () => {
    const now = keeping.look();
    endWords(now);
    showCounts(keeping);
    const trouble = now.state === "blocked" ? "" : now.words; // nothing was promised there
    if (trouble && trouble !== said) say("trouble", trouble);
    said = trouble;
  };
  keeping.addEventListener("change", show);
  keepTheme(keeping);
  show();
}
