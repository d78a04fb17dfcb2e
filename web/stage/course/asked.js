// How much of each lesson is done. What a lesson asks stands in one list, which the build writes for all
// pages; it is fetched where there is something to count.
import { tally } from "../results/judge.js";
/** @import { Keeping } from "../results/keeping.js" */
/** @import { Tally, Tasks } from "../types.d.ts" */

const LIST = new URL("../../lesson-tasks.json", import.meta.url);

/** @type {Promise<Record<string, Tasks> | null> | null} */
let asking = null;

/** What each lesson asks, by its slug; null where the list cannot be had, and the next who asks tries again. */
const ask = () =>
  (asking ??= fetch(LIST)
    .then((response) => (response.ok ? response.json() : null))
    .catch(() => null)
    .then((asked) => {
      if (!asked) asking = null;
      return asked;
    }));

/**
 * What the reader has done of each lesson, by its slug and in the order of the course; null without the list.
 * The record is read when the list has come: meanwhile something may have been added.
 * @type {(keeping: Keeping) => Promise<Record<string, Tally> | null>}
 */
export async function talliesOf(keeping) {
  const asked = await ask();
  const { lessons } = keeping.look().record;
  const found = Object.entries(asked ?? {}).map(([slug, tasks]) => [slug, tally(tasks, lessons[slug])]);
  return asked && Object.fromEntries(found);
}
