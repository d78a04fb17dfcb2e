// Texts that the reader hands over: written or pasted into the form, or in a chosen file. What cannot
// be handed over comes with the problem, so that Python answers either, in one place.
import { find } from "../page/dom.js";
import { LARGEST, readChosen } from "./files.js";
/** @import { HandedText } from "../types.d.ts" */

/** What stands in the text area of this name. @type {(form: HTMLFormElement, name: string) => HandedText} */
export function written(form, name) {
  /** @type {HTMLTextAreaElement} */
  const area = find(form, `textarea[data-text="${name}"]`);
  const problem = "Nothing was changed: the text is longer than a million characters.";
  return area.value.length > LARGEST ? { name, problem } : { name, text: area.value };
}

/** What stands in the chosen file; null where none was chosen. @type {(input: HTMLInputElement) => Promise<HandedText | null>} */
export async function chosen(input) {
  const name = input.dataset.file;
  try {
    const text = await readChosen(input);
    return text === null ? null : { name, text };
  } catch (error) {
    const reason = /** @type {Error} */ (error).message;
    return { name, problem: `Nothing was changed. The file could not be read: ${reason}` };
  }
}
