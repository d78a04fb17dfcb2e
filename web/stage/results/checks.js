// What a text that came from a device or a file must be like before anything of it is used.

export const NAME = /^[a-z0-9][\w.-]{0,79}$/; // of a lesson, a task or a kind: never `__proto__`
const LONGEST = 200; // characters of one answer

/** Why a text is not a record, as the end of a sentence: "it …". */
export class UnreadableError extends Error {}

/** An object without a past: no name in it is inherited, whatever a file calls its entries. */
export const table = (/** @type {[string, any][]} */ entries = []) =>
  Object.assign(Object.create(null), Object.fromEntries(entries));

/** @type {(value: any) => boolean} */
export const isTable = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/** @type {(value: unknown) => boolean} */
export const isText = (value) => typeof value === "string" && value.length <= LONGEST;

/** @type {(value: unknown) => boolean} */
export const isName = (value) => typeof value === "string" && NAME.test(value);

/** @type {(fits: boolean, place: string) => void} */
export function demand(fits, place) {
  if (!fits) throw new UnreadableError(`has something in “${place}” that this course does not write`);
}

/**
 * An object that must have these names and no others.
 * @type {(names: string[], value: any, place: string) => any}
 */
export function only(names, value, place) {
  demand(isTable(value) && Object.keys(value).every((name) => names.includes(name)), place);
  return value;
}

/**
 * A checked copy of an object with free names, each entry read by `each`.
 * @template Entry
 * @param {any} value
 * @param {string} place
 * @param {(entry: any, place: string) => Entry} each
 * @returns {Record<string, Entry>}
 */
export function tableOf(value, place, each) {
  demand(isTable(value), place);
  return table(
    Object.entries(value).map(([name, entry]) => {
      demand(NAME.test(name), place);
      return [name, each(entry, `${place}.${name}`)];
    }),
  );
}
