// The theme: as the device, light or dark. `data-theme` on <html> says it to the style sheets; where it
// is kept, stage/paint.js has put it there before the first picture.

/** @typedef {"" | "light" | "dark"} Theme "" is: as the device */

/** A text as a theme; what is none is "". @type {(text: string | null | undefined) => Theme} */
export const themeOf = (text) => (text === "light" || text === "dark" ? text : "");

/** The theme of this page now. @returns {Theme} */
export const themeNow = () => themeOf(document.documentElement.dataset.theme);

/**
 * Let the page have this theme, and the browser's own bars with it.
 * @param {Theme} theme
 */
export function wear(theme) {
  const { dataset } = document.documentElement;
  if (theme) dataset.theme = theme;
  else delete dataset.theme;
  /** @type {NodeListOf<HTMLMetaElement>} */
  const colours = document.querySelectorAll('meta[name="theme-color"][media]');
  for (const meta of colours) {
    meta.dataset.scheme ??= meta.media.includes("dark") ? "dark" : "light";
    const own = meta.dataset.scheme;
    meta.media = theme ? (theme === own ? "all" : "not all") : `(prefers-color-scheme: ${own})`;
  }
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = document.querySelectorAll("input[name=theme]");
  for (const choice of choices) choice.checked = choice.value === theme;
}

/**
 * Make the switch of the page work.
 * @param {(theme: Theme) => void} keep hears what the reader has chosen
 */
export function openTheme(keep) {
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = document.querySelectorAll("input[name=theme]");
  for (const choice of choices)
    choice.addEventListener("change", () => {
      wear(themeOf(choice.value));
      keep(themeNow());
    });
  wear(themeNow());
}
