// The course's own fonts are asked for after the first picture: a slow line brings what is to be read first,
// and local fonts of the same width stand in (css/tokens.css). The page takes them when all have come, so
// that its lines are laid out once more and not once for each. Where they have come already, with an earlier
// page, stage/paint.js asks for them before the first picture.

const TEXTS = ["Atkinson Hyperlegible Next", "Source Serif 4"];
const SIGNS = "Glassbox Signs"; // fetched only if one of its signs is among those asked for

/** @returns {Promise<unknown>} ends whether or not they could be fetched */
const fetched = () =>
  Promise.allSettled([
    ...TEXTS.map((name) => document.fonts.load(`1em "${name}"`)),
    document.fonts.load(`1em "${SIGNS}"`, document.body.textContent ?? ""),
  ]);

/** Let the page have its own fonts once something was painted and they are there. */
export function awaitOwnFonts() {
  const { dataset } = document.documentElement;
  if (dataset.fonts !== undefined) return;
  const watch = new PerformanceObserver(async () => {
    watch.disconnect();
    await fetched();
    dataset.fonts = "";
  });
  watch.observe({ type: "paint", buffered: true });
}
