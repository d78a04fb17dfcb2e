// The ledger's first sink: this device, and only where the reader has asked for it. What is kept of a
// lesson is brought into the ledger, now and whenever another tab has added to it.
import { byTask } from "./ledger.js";

/**
 * @param {import("./ledger.js").Ledger} ledger
 * @param {string} slug
 * @param {import("./keeping.js").Keeping} keeping where the record lies (keeping.js)
 * @returns a function that begins to keep, with what has been done on this page already
 */
export function keepOnDevice(ledger, slug, keeping) {
  const recall = () => {
    const { state, record } = keeping.look();
    if (state === "off") ledger.forget(); // it was deleted, or never there
    ledger.take(record.lessons[slug]?.results ?? {});
  };
  ledger.addEventListener(
    "change",
    ({ detail: { entry, report } }) => report && keeping.note(slug, entry, report),
  );
  keeping.addEventListener("change", recall);
  keeping.open(slug);
  recall();
  return () => keeping.start({ [slug]: { results: byTask(ledger.reported) } });
}
