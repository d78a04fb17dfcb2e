// A table or formula that is wider than its place scrolls inside it. Which side has more is said by
// fading that edge (`data-more`, see words.css); the box is a stop of the Tab key, so that arrow keys
// can scroll it, and has its caption's name.

/** Watch the scrolling boxes of a page; a box that fits is left alone. @param {ParentNode} place */
export function watchScrollers(place) {
  const watch = new ResizeObserver((entries) => {
    const boxes = entries.map(({ target }) => /** @type {HTMLElement} */ (target.closest(".scroller")));
    tell([...new Set(boxes)]);
  });
  const boxes = /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll(".scroller"));
  for (const box of boxes) {
    box.addEventListener("scroll", () => tell([box]), { passive: true });
    for (const part of [box, ...box.children]) watch.observe(part);
  }
}

/** All are measured before one is changed, or each would be laid out anew. @param {HTMLElement[]} boxes */
function tell(boxes) {
  const found = boxes.map((box) => ({
    box,
    hidden: box.scrollWidth - box.clientWidth,
    left: box.scrollLeft,
  }));
  for (const { box, hidden, left } of found)
    if (hidden > 1) {
      const sides = [left > 1 && "start", left < hidden - 1 && "end"];
      box.dataset.more = sides.filter(Boolean).join(" ");
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", nameOf(box));
    } else if (box.dataset.more !== undefined && box !== document.activeElement) {
      delete box.dataset.more;
      for (const attribute of ["tabindex", "role", "aria-label"]) box.removeAttribute(attribute);
    }
}

/** @param {Element} box */
function nameOf(box) {
  const caption = box.querySelector("caption")?.textContent.trim().replace(/[.:]$/, "");
  const kind = box.querySelector("math") ? "Formula" : "Table";
  return `${caption || kind} (scrolls sideways)`;
}
