// Copy link: what the reader is told of it.

/** Characters of a link; what carries links to others often cuts longer ones. */
const LONG_LINK = 2000;

/** @param {string} link */
const lengthWords = ({ length }) =>
  length > LONG_LINK
    ? ` It is long: ${length} characters. Some programs cut links after ${LONG_LINK}, so try it before you pass it on.`
    : "";

/**
 * Copy a link, and say so; `leftOut` tells what it does not hold.
 * @type {(link: string, leftOut: string) => Promise<string>}
 */
export async function copied(link, leftOut) {
  const words = [lengthWords(link), leftOut].map((told) => told && ` ${told.trim()}`).join("");
  try {
    await navigator.clipboard.writeText(link);
    return `The link to these settings is copied.${words}`;
  } catch {
    return `This page may not use the clipboard.${words} The link: ${link}`;
  }
}
