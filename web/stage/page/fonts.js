// The signs of formulas and marks, on canvases: a worker knows nothing of the page's style sheets, where
// the same font is declared. It is fetched when a word needs a sign that the fonts before it lack.

const MATH = new URL("../../fonts/glassbox-math.woff2", import.meta.url).href;

/**
 * Call `react` when a font has come: what was drawn without it is to be drawn once more.
 * @param {() => void} react
 */
export function watchFonts(react) {
  const own = /** @type {{fonts?: FontFaceSet}} */ (self).fonts; // a worker's
  const fonts = own ?? document.fonts;
  if (own) fonts.add(new FontFace("Glassbox Math", `url("${MATH}") format("woff2")`));
  fonts.addEventListener("loadingdone", react);
}
