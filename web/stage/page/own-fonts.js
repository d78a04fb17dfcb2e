// The course's own fonts are asked for after the first picture: a slow line brings what is to be read first,
// and local fonts of the same width stand in (css/tokens.css). Where they have come already, with an earlier
// page, stage/paint.js asks for them before the first picture.

/** Let the page have its own fonts as soon as something was painted. */
export function awaitOwnFonts() {
  const { dataset } = document.documentElement;
  if (dataset.fonts !== undefined) return;
  const watch = new PerformanceObserver(() => {
    watch.disconnect();
    dataset.fonts = "";
  });
  watch.observe({ type: "paint", buffered: true });
}
