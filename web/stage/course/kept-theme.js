// The theme is kept with the reader's progress, and only so; tabs that keep it look alike.
import { openTheme, themeNow, themeOf, wear } from "../page/theme.js";
/** @import { Keeping } from "../results/keeping.js" */

/**
 * Make the switch of the page work, and keep what is chosen where progress is kept.
 * @param {Keeping} keeping
 */
export function keepTheme(keeping) {
  let { theme } = keeping;
  openTheme((chosen) => keeping.keepTheme(chosen));
  keeping.addEventListener("begun", () => keeping.keepTheme(themeNow()));
  keeping.addEventListener("change", () => {
    const isNew = keeping.theme !== theme;
    theme = keeping.theme;
    // Another tab has chosen. A deletion changes nothing on a page that stands open.
    if (isNew && keeping.look().state !== "off") wear(themeOf(theme));
  });
}
