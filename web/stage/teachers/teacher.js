// The page for teachers: a preview of one tool, and the snippet that shows it elsewhere as it is
// set up here. What the reader sets in the preview is read out of the preview's own address.
//
// Each preview is a frame of its own: so what one says can never be taken for the next one's, and
// the page's history stays as it is, because only the navigations of a standing frame enter it.
import { find, targetOf } from "../page/dom.js";
import { heightOf } from "../frame/height.js";
import { offersOf } from "./offers.js";
import { embedAddress, hostLine, snippetOf } from "./snippets.js";
/** @import { Offer, Pair, SnippetState } from "../types.d.ts" */

/** @type {HTMLFormElement} */
const form = find(document, "[data-builder]");
/** @type {{kind: RadioNodeList & {value: SnippetState["kind"]}, tool: HTMLSelectElement}} */
const { kind, tool: toolChoice } = /** @type {any} */ (form.elements);
const place = find(form, "[data-preview]");
/** @type {HTMLTextAreaElement} */
const snippet = find(form, "textarea");
const controls = find(form, "[data-controls]");
const copy = find(form, "[data-copy]");
const copied = find(form, "[data-copied]");
const CHOICES = [
  ["free", "use it"],
  ["lock", "see it (fixed)"],
  ["hide", "not see it (hidden)"],
];
const PAGE_STYLE = /\/css\/page\.css$/; // of the course's own pages, not of a tool

/** @type {HTMLIFrameElement | null} */
let preview = null; // the frame that shows the chosen tool, or null while there is none
/** @type {Pair[]} */
let opened = []; // the settings that it was opened with

const tool = () => toolChoice.value;

/** The tool's form, without running it. @param {string} name */
async function fetchForm(name) {
  const response = await fetch(new URL(`../../widgets/${name}.html`, import.meta.url));
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return /** @type {HTMLFormElement} */ (find(page, "form"));
}

/** @param {Offer} offer */
function rowFor({ name, words, fixable }) {
  const row = document.createElement("tr");
  const header = Object.assign(document.createElement("th"), { scope: "row", textContent: words });
  const choice = Object.assign(document.createElement("select"), { name: `control-${name}` });
  choice.dataset.control = name;
  choice.setAttribute("aria-label", `Readers may, with ${words}`);
  const choices = CHOICES.filter(([value]) => fixable || value !== "lock");
  choice.append(...choices.map(([value, text]) => new Option(text, value)));
  const cell = document.createElement("td");
  cell.append(choice);
  row.append(header, cell);
  return row;
}

/** The names for which a choice was made. @param {string} value */
const chosen = (value) =>
  [...controls.querySelectorAll("select")]
    .filter((select) => select.value === value)
    .map(({ dataset }) => dataset.control);

/** @type {(word: string) => Pair} */
const limitOf = (word) => [word, chosen(word).join(" ")];
const limits = () => ["lock", "hide"].map(limitOf).filter(([, names]) => names);

/**
 * How the preview stands, as [name, value]: what it was opened with, and what was moved since.
 * @returns {Pair[]}
 */
function settings() {
  const prefix = `${tool()}-1.`;
  const hash = preview?.contentWindow?.location.hash ?? "";
  const moved = [...new URLSearchParams(hash.slice(1))]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => /** @type {Pair} */ ([key.slice(prefix.length), value]));
  return [...new Map([...opened, ...moved])];
}

/** Whether the preview has taken its shape: until then nobody knows how tall it will be. */
function isSettled() {
  const state = preview?.contentDocument?.querySelector("[data-widget]")?.getAttribute("data-state");
  return state === "live" || state === "failed";
}

/** The style sheets that a page has loaded for its tool. @param {Document} page */
function styles(page) {
  /** @type {NodeListOf<HTMLLinkElement>} */
  const all = page.querySelectorAll("link[rel=stylesheet]");
  const links = [...all];
  return links.map(({ href }) => href).filter((href) => !PAGE_STYLE.test(href));
}

/**
 * All that a snippet follows from, with the page in the preview.
 * @type {(page: Document) => SnippetState}
 */
const state = (page) => ({
  kind: kind.value,
  tool: tool(),
  title: toolChoice.selectedOptions[0].text,
  pairs: [...settings(), ...limits()],
  height: heightOf(page),
  styles: styles(page),
});

/** The snippet of the present state, or none while the preview has not settled; as it was while it presents. */
function showSnippet() {
  if (preview?.contentDocument?.documentElement.hasAttribute("data-present")) return;
  const settled = isSettled();
  copy.setAttribute("aria-disabled", String(!settled));
  const page = preview?.contentDocument;
  const made = settled && page ? snippetOf(state(page)) : "";
  if (snippet.value === made) return;
  snippet.value = made;
  copied.textContent = "";
}

/** Follow the preview: its state, its address, its height. @param {HTMLIFrameElement} frame */
function follow(frame) {
  const view = /** @type {Window & typeof globalThis} */ (frame.contentWindow);
  const { document: page } = view;
  new view.MutationObserver(showSnippet).observe(page.body, {
    subtree: true,
    attributeFilter: ["data-state"],
  });
  new view.ResizeObserver(showSnippet).observe(page.documentElement);
  view.addEventListener("glassbox:address", showSnippet);
  showSnippet();
}

/**
 * Show the tool anew with these settings, under the present limits; at first as tall as before.
 * @param {Pair[]} pairs
 */
function show(pairs, height = "") {
  opened = pairs;
  const frame = Object.assign(document.createElement("iframe"), {
    className: "preview",
    title: "Preview of the tool",
  });
  frame.setAttribute("aria-describedby", "builder-preview");
  frame.dataset.start = "now"; // its height is wanted even while it is out of sight
  frame.style.height = height;
  frame.src = embedAddress(tool(), [...pairs, ...limits()]);
  frame.addEventListener("load", () => frame === preview && follow(frame));
  preview = frame;
  place.replaceChildren(frame);
  showSnippet();
}

async function choose() {
  const name = tool();
  preview = null;
  showSnippet();
  try {
    const widget = await fetchForm(name);
    if (name !== tool()) return; // another was chosen meanwhile
    controls.replaceChildren(...offersOf(widget).map(rowFor));
    show([]);
  } catch (error) {
    if (name !== tool()) return;
    place.replaceChildren();
    const { message } = /** @type {Error} */ (error);
    copied.textContent = `The tool could not be loaded: ${message}. Choose it once more.`;
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", (event) => {
  /** @type {HTMLSelectElement} */
  const target = targetOf(event);
  if (target.name === "tool") choose();
  else if (target.name === "kind") showSnippet();
  else if (target.dataset.control) show(settings(), preview?.style.height);
});
copy.addEventListener("click", async () => {
  if (copy.getAttribute("aria-disabled") === "true") return;
  try {
    await navigator.clipboard.writeText(snippet.value);
    copied.textContent = "✓ The snippet is copied.";
  } catch {
    snippet.select();
    copied.textContent =
      "This page may not use the clipboard. The snippet is selected: copy it with your keyboard.";
  }
});
find(document, "[data-host-line]").textContent = hostLine();
choose();
