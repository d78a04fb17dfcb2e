// The level of a widget's headings. In a lesson its title is an h3, under an h2 of the text; on a page of its
// own it stands higher, which the widget's place says (`data-heading-level`), and alone it is the first.

const IN_A_LESSON = 3;

/**
 * Let a widget's title be a heading of this level, and what stands below it follow.
 * @type {(root: HTMLElement, level?: number) => void}
 */
export function levelHeadings(root, level = Number(root.dataset.headingLevel ?? IN_A_LESSON)) {
  for (const heading of root.querySelectorAll("h3, h4")) {
    const own = Number(heading.tagName.slice(1));
    if (level === IN_A_LESSON) heading.removeAttribute("aria-level");
    else heading.setAttribute("aria-level", String(own - IN_A_LESSON + level));
  }
}
