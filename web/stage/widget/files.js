// Files: one that the reader chose goes to Python as text, one that Python made goes to the reader.
// Nothing of either leaves the device.

/** Bytes of a file, and characters of a text; what is larger is not a table made for this course. */
export const LARGEST = 1_000_000;

/** So many bytes tell how a file is written. */
const LOOKED_AT = 1000;

/**
 * The text of the chosen file, or null if there is none; a file too large is an error in words.
 * @param {HTMLInputElement} input
 */
export async function readChosen(input) {
  const [file] = input.files ?? [];
  if (!file) return null;
  input.value = ""; // so that the same file may be chosen again
  if (file.size > LARGEST) throw new Error(`${file.name} has ${megabytes(file.size)}, and 1 MB is the most.`);
  return decode(new Uint8Array(await file.arrayBuffer()));
}

/**
 * A size that is more than a million bytes, never rounded down to the limit itself.
 * @param {number} bytes
 */
const megabytes = (bytes) => `${(Math.ceil(bytes / 10_000) / 100).toLocaleString("en")} MB`;

/**
 * Bytes as text: UTF-8, UTF-16 as spreadsheets save it, or else the old code of Western Europe.
 * @param {Uint8Array} bytes
 */
export function decode(bytes) {
  const named = encodingOf(bytes);
  if (named) return new TextDecoder(named).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/**
 * UTF-16 by its mark, or by the zeros that every second byte of Western text is; else "".
 * @param {Uint8Array} bytes
 */
function encodingOf(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = [0, 0];
  const looked = bytes.subarray(0, LOOKED_AT);
  looked.forEach((byte, index) => (zeros[index % 2] += Number(byte === 0)));
  const many = looked.length / 5;
  if (zeros[1] > many && zeros[0] === 0) return "utf-16le";
  return zeros[0] > many && zeros[1] === 0 ? "utf-16be" : "";
}

/** Offer text or bytes as a file to keep. @param {import("../types.d.ts").Download} file */
export function save({ name, content, type }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // browsers read it after the click
}
