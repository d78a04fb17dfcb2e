// The menu in the header. Its sheets are popovers, which open, close and give the focus back without
// us; here it is told what is open, and a sheet that the focus leaves is closed. On phones the same
// elements stand in a dialog. Without a script the link "Menu" leads to all pages at the foot.
import { find } from "./dom.js";

const PHONE = "(width < 56rem)";

/**
 * A button and its sheet.
 * @param {HTMLElement} button
 * @param {HTMLElement} sheet
 */
function watchSheet(button, sheet) {
  const tell = (/** @type {boolean} */ open) => button.setAttribute("aria-expanded", String(open));
  tell(false);
  sheet.addEventListener("toggle", (event) => tell(/** @type {ToggleEvent} */ (event).newState === "open"));
  for (const part of [button, sheet])
    part.addEventListener("focusout", ({ relatedTarget: next }) => {
      const left = next instanceof Node && !sheet.contains(next) && next !== button;
      if (left && sheet.matches(":popover-open")) sheet.hidePopover();
    });
}

/**
 * The link to all pages becomes a button, which opens the dialog with the groups in it.
 * @param {HTMLElement} header
 * @param {HTMLDialogElement} dialog
 */
function openOnPhones(header, dialog) {
  const link = find(header, ".open-menu");
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.className = link.className;
  button.setAttribute("aria-haspopup", "dialog");
  button.append(...link.childNodes);
  link.replaceWith(button);

  const groups = find(header, ".groups");
  const place = /** @type {ChildNode} */ (groups.nextSibling); // in front of which they stand
  const close = () => dialog.close();
  button.addEventListener("click", () => {
    dialog.append(groups);
    dialog.showModal();
  });
  dialog.addEventListener("close", () => place.before(groups));
  dialog.addEventListener("click", ({ target }) => target === dialog && close()); // beside the menu
  find(dialog, "button").addEventListener("click", close);
  matchMedia(PHONE).addEventListener("change", close);
  addEventListener("pagehide", close); // who comes back finds the page, not the menu
}

/** Make the menu of the page work, if it has one. */
export function openMenu() {
  /** @type {HTMLElement | null} */
  const header = document.querySelector("header.site");
  if (!header) return;
  /** @type {NodeListOf<HTMLElement>} */
  const buttons = header.querySelectorAll("button[popovertarget]");
  for (const button of buttons) watchSheet(button, find(header, `#${button.getAttribute("popovertarget")}`));
  openOnPhones(header, find(document, "dialog.menu"));
}
