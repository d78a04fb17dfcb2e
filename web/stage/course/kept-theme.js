// The theme is kept with the reader's progress, and only so; tabs that keep it look alike.
import { openTheme, themeNow, themeOf, wear } from "../page/theme.js";
/** @import { Keeping } from "../results/keeping.js" */

/**
 * Make the switch of the page work, and keep what is chosen where progress is kept.
 * @param {Keeping} keeping
 */
export function keepTheme(keeping) {
  let on = keeping.look().state === "on";
  let { theme } = keeping;
  openTheme((chosen) => keeping.keepTheme(chosen));
  keeping.addEventListener("change", () => {
    const { state } = keeping.look();
    const begun = state === "on" && !on;
    const news = keeping.theme !== theme;
    on = state === "on";
    theme = keeping.theme;
    // Another tab has chosen. A deletion changes nothing on a page that stands open.
    if (news && state !== "off") wear(themeOf(theme));
    else if (begun) keeping.keepTheme(themeNow());
  });
}
