// The signs of formulas and marks, on canvases: a worker knows nothing of the page's style sheets, where
// the same font is declared. It is fetched when a word needs a sign that the fonts before it lack.

const MATH = new URL("../fonts/glassbox-math.woff2", import.meta.url).href;

/** Call `react` when a font has come: what was drawn without it is to be drawn once more. */
export function watchFonts(react) {
  const fonts = self.fonts ?? document.fonts;
  if (self.fonts) fonts.add(new FontFace("Glassbox Math", `url("${MATH}") format("woff2")`));
  fonts.addEventListener("loadingdone", react);
}
