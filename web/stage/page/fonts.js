// The fonts of words on canvases: a worker knows nothing of the page's style sheets, where the same fonts
// are declared. That of texts is fetched at once, beside Python, so that the first picture has it; mostly
// the page has fetched it already. That of signs comes when a word needs one of them.

const SANS = new URL("../../fonts/atkinson-hyperlegible-next.woff2", import.meta.url).href;
const SIGNS = new URL("../../fonts/glassbox-math.woff2", import.meta.url).href;

/** @param {FontFaceSet} fonts a worker's */
function add(fonts) {
  const sans = new FontFace("Atkinson Hyperlegible Next", source(SANS), { weight: "200 800" });
  fonts.add(sans);
  sans.load().catch(() => {}); // the next font of the list stands in for it
  // Plain Latin text needs no signs, whatever has come.
  fonts.add(new FontFace("Glassbox Signs", source(SIGNS), { unicodeRange: "U+370-10FFFF" }));
}

/** @param {string} address */
function source(address) {
  return `url("${address}") format("woff2")`;
}

/**
 * Call `react` when a font has come: what was drawn without it is to be drawn once more.
 * @param {() => void} react
 */
export function watchFonts(react) {
  const own = /** @type {{fonts?: FontFaceSet}} */ (self).fonts; // a worker's
  const fonts = own ?? document.fonts;
  fonts.addEventListener("loadingdone", ({ fontfaces }) => {
    if (fontfaces.length) react(); // none, if what was asked for could not be had
  });
  if (own) add(own);
}
