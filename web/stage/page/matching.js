// Which lessons, tools and pages a reader's words mean: each word begins some word of the entry, with
// or without capitals and accents. A word of the title counts before one of a heading, that before one
// of the summary, and that before one of the text; a whole word before the beginning of one.
/** @import { SearchEntry, SearchGroup, SearchHit, SearchHits } from "../types.d.ts" */

const IN_TITLE = 0;
const IN_HEADING = 1;
const IN_SUMMARY = 2;
const IN_TEXT = 3;
const NOWHERE = Infinity;
const BEGUN = 0.5; // a word that goes on counts half a place less

/** The words of a text as they are compared. @param {string} text */
export const wordsOf = (text) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/**
 * How well a word is met by some words: 0 by the same, more by one that begins with it.
 * @type {(word: string, words: string[]) => number}
 */
function fit(word, words) {
  if (words.includes(word)) return 0;
  return words.some((one) => one.startsWith(word)) ? BEGUN : NOWHERE;
}

/**
 * How far down an entry has the words: the sum of where each is met first.
 * @type {(entry: SearchEntry, words: string[]) => number}
 */
function rank(entry, words) {
  const headings = (entry.headings ?? []).map(([title]) => title).join(" ");
  /** @type {[number, string[]][]} */
  const places = [
    [IN_TITLE, wordsOf(entry.title)],
    [IN_HEADING, wordsOf(headings)],
    [IN_SUMMARY, wordsOf(`${entry.text} ${entry.place ?? ""}`)],
    [IN_TEXT, (entry.words ?? "").split(" ")],
  ];
  /** @param {string} word */
  const best = (word) => Math.min(...places.map(([place, there]) => place + fit(word, there)));
  return words.reduce((sum, word) => sum + best(word), 0);
}

/**
 * The section of the page that the words lead to; none, where the title has them all.
 * @type {(entry: SearchEntry, words: string[]) => [title: string, anchor: string] | undefined}
 */
function section({ title, headings = [] }, words) {
  const own = wordsOf(title);
  const left = words.filter((word) => fit(word, own) === NOWHERE);
  return left.length
    ? headings.find(([one]) => left.every((word) => fit(word, wordsOf(one)) < NOWHERE))
    : undefined;
}

/** @type {(entry: SearchEntry, words: string[]) => SearchHit} */
function hit(entry, words) {
  const [title, anchor] = section(entry, words) ?? ["", ""];
  const [page] = entry.address.split("#");
  return {
    title: entry.title,
    address: anchor ? `${page}#${anchor}` : entry.address,
    about: title || entry.place || entry.text,
  };
}

/**
 * What is found of each group, the best first, and the group that has the best of all; groups without
 * anything are left out. Without any word nothing is asked for, and nothing found.
 * @type {(groups: SearchGroup[], query: string) => SearchHits[]}
 */
export function search(groups, query) {
  const words = wordsOf(query);
  if (!words.length) return [];
  return groups
    .map(({ name, one, entries }) => {
      const ranked = entries
        .map((entry) => ({ entry, rank: rank(entry, words) }))
        .filter((each) => each.rank < NOWHERE)
        .sort((a, b) => a.rank - b.rank);
      return { name, one, best: ranked[0]?.rank, hits: ranked.map(({ entry }) => hit(entry, words)) };
    })
    .filter(({ hits }) => hits.length)
    .sort((a, b) => a.best - b.best)
    .map(({ name, one, hits }) => ({ name, one, hits }));
}

/**
 * All of a group as if it had been found.
 * @type {(group: SearchGroup) => SearchHits}
 */
export const everything = ({ name, one, entries }) => ({
  name,
  one,
  hits: entries.map((entry) => hit(entry, [])),
});

/** How much was found, in words. @param {SearchHits[]} found */
export function count(found) {
  const parts = found.map(({ one, hits }) => `${hits.length} ${one}${hits.length === 1 ? "" : "s"}`);
  return parts.length ? `Found: ${parts.join(", ")}.` : "";
}
