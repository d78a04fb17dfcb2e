// Files: one that the reader chose goes to Python as text, one that Python made goes to the reader.
// Nothing of either leaves the device.

/** Characters; larger files are no tables made for this course. */
export const LARGEST = 1_000_000;

/** The text of the chosen file, or null if there is none; a file too large is an error in words. */
export async function readChosen(input) {
  const [file] = input.files;
  if (!file) return null;
  input.value = ""; // so that the same file may be chosen again
  if (file.size > LARGEST) throw new Error(`${file.name} is larger than a million characters.`);
  return file.text();
}

/** Offer text or bytes as a file to keep. */
export function save({ name, content, type }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000); // browsers read it after the click
}
