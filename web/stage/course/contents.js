// The contents of a lesson, which the build has written: which part the reader is at, which lie behind,
// and how many of the goals and questions are done. Without this they are links, whole as they are.
import { factsOf, tally } from "../results/judge.js";
import { byTask } from "../results/ledger.js";
import { nameOf } from "../results/ticks.js";
import { COUNTED, outOf, setDone } from "./marks.js";
/** @import { Ledger } from "../results/ledger.js" */
/** @import { Tasks } from "../types.d.ts" */

const LINE = 65; // per cent of the window below the line that the heading of a part must pass

/** Fill the dot of a part, or empty it, and say so in words. @type {(link: Element, isDone: boolean, words: string) => void} */
function setDot(link, isDone, words) {
  const item = /** @type {Element} */ (link.parentElement);
  setDone(item, isDone, "a > span", { className: "visually-hidden", textContent: `, ${words}` });
}

/** The part of the page that an entry leads to. @param {HTMLAnchorElement} link */
const idOf = (link) => decodeURIComponent(link.hash.slice(1));

/** Keep a link in view where the contents are higher than the window. @type {(box: Element, link: Element) => void} */
function keepInView(box, link) {
  if (box.scrollHeight <= box.clientHeight) return;
  box.scrollTop += link.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 2;
}

const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 1;

/**
 * Move the mark to the last part whose heading has passed the line; at the end of the page, where no
 * more can pass, to the part that the reader has chosen.
 * @type {(nav: Element, links: HTMLAnchorElement[]) => void}
 */
function follow(nav, links) {
  const parts = links.map((link) => /** @type {Element} */ (document.getElementById(idOf(link))));
  const passed = new Set();
  let here = -1;
  const show = () => {
    const last = parts.findLastIndex((part) => passed.has(part));
    const chosen = parts.findIndex((part) => part.matches(":target"));
    const next = isAtEnd() && chosen > last ? chosen : Math.max(last, 0);
    if (next === here) return;
    links[here]?.removeAttribute("aria-current");
    if (here >= 0 && here < next && !parts[here].querySelector("[data-goal]"))
      setDot(links[here], true, "seen");
    here = next;
    links[here].setAttribute("aria-current", "true");
    keepInView(nav.children[0], links[here]);
  };
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) passed[isIntersecting ? "add" : "delete"](target);
      show();
    },
    { root: document, rootMargin: `9999999px 0px -${LINE}% 0px` },
  );
  for (const part of parts) watch.observe(part);
  addEventListener("hashchange", show);
}

/** What this page asks, from its own forms. @returns {Tasks} */
function tasksHere() {
  /** @type {Tasks} */
  const tasks = { questions: {}, predictions: {}, goals: [] };
  for (const group of document.querySelectorAll("form[data-quiz] fieldset"))
    tasks.questions[group.querySelector("input")?.name ?? ""] = factsOf(group);
  /** @type {NodeListOf<HTMLElement>} */
  const goals = document.querySelectorAll("[data-widget] [data-goal]");
  const names = [...goals].map((goal) =>
    nameOf(/** @type {Element} */ (goal.closest("[data-widget]")), goal.dataset.goal ?? ""),
  );
  return { ...tasks, goals: [...new Set(names)] };
}

/** @type {(nav: Element, links: HTMLAnchorElement[], ledger: Ledger) => void} */
function count(nav, links, ledger) {
  const tasks = tasksHere();
  /** @type {NodeListOf<HTMLElement>} */
  const places = nav.querySelectorAll("[data-count-of]");
  const show = () => {
    const results = byTask(ledger.entries);
    const found = tally(tasks, { results });
    for (const place of places) {
      const kind = /** @type {keyof typeof COUNTED} */ (place.dataset.countOf);
      const counts = Object.assign(document.createElement("b"), { textContent: outOf(found[kind]) });
      place.replaceChildren(counts, ` ${COUNTED[kind]}`);
    }
    for (const link of links) {
      const own = tasks.goals.filter((goal) => goal.startsWith(`${idOf(link)}.`));
      if (own.length)
        setDot(
          link,
          own.every((goal) => results[goal]?.done),
          "done",
        );
    }
  };
  ledger.addEventListener("change", show);
  ledger.addEventListener("forgotten", show);
  show();
}

/** Begin, on a page that has contents. @param {Ledger} ledger */
export function openContents(ledger) {
  const nav = document.querySelector("nav.rail");
  if (!nav) return;
  const links = [...nav.querySelectorAll("a")];
  follow(nav, links);
  count(nav, links, ledger);
}
