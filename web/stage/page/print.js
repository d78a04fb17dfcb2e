// Before a page goes to paper: what is folded is opened, and styles are told whether the canvases were
// drawn for a dark screen, since they cannot be drawn anew in time. Afterwards all is as it was.
import { look } from "./tokens.js";

/** What is folded in a tool, or on a page of the course; not what others have folded around a tool. */
const OURS = ":is([data-widget], [data-course-lesson] main) details:not([open])";

const isDark = () => Number(/\d+/.exec(look().tokens.bg)?.[0]) < 128;

export function watchPrint() {
  const { dataset } = document.documentElement;
  /** @type {HTMLDetailsElement[]} */
  let opened = [];
  /** @returns {NodeListOf<HTMLDetailsElement>} */
  const closed = () => document.querySelectorAll(OURS);
  addEventListener("beforeprint", () => {
    dataset.ground = isDark() ? "dark" : "light";
    opened = [...closed()];
    for (const one of opened) one.open = true;
  });
  addEventListener("afterprint", () => {
    delete dataset.ground;
    for (const one of opened) one.open = false;
  });
}
