// The page for teachers: a preview of one tool, and the snippet that shows it elsewhere as it is
// set up here. What the reader sets in the preview is read out of the preview's own address.
//
// Each preview is a frame of its own: so what one says can never be taken for the next one's, and
// the page's history stays as it is, because only the navigations of a standing frame enter it.
import { heightOf } from "./height.js";
import { offersOf } from "./offers.js";
import { embedAddress, hostLine, snippetOf } from "./snippets.js";

const form = document.querySelector("[data-builder]");
const place = form.querySelector("[data-preview]");
const snippet = form.querySelector("textarea");
const controls = form.querySelector("[data-controls]");
const copy = form.querySelector("[data-copy]");
const copied = form.querySelector("[data-copied]");
const CHOICES = [["free", "use it"], ["lock", "see it (fixed)"], ["hide", "not see it (hidden)"]];
const PAGE_STYLE = /\/css\/page\.css$/; // of the course's own pages, not of a tool

let preview = null; // the frame that shows the chosen tool, or null while there is none
let opened = []; // the settings that it was opened with

const tool = () => form.elements.tool.value;

/** The tool's form, without running it. */
async function fetchForm(name) {
  const response = await fetch(new URL(`../widgets/${name}.html`, import.meta.url));
  if (!response.ok) throw new Error(`the server answers ${response.status}`);
  return new DOMParser().parseFromString(await response.text(), "text/html").querySelector("form");
}

function rowFor({ name, words, fixable }) {
  const row = document.createElement("tr");
  const header = Object.assign(document.createElement("th"), { scope: "row", textContent: words });
  const choice = Object.assign(document.createElement("select"), { name: `control-${name}` });
  choice.dataset.control = name;
  choice.setAttribute("aria-label", `Readers may, with ${words}`);
  const choices = CHOICES.filter(([value]) => fixable || value !== "lock");
  choice.append(...choices.map(([value, text]) => new Option(text, value)));
  row.append(header, document.createElement("td"));
  row.lastChild.append(choice);
  return row;
}

/** The names for which a choice was made. */
const chosen = (value) =>
  [...controls.querySelectorAll("select")].filter((select) => select.value === value).map(({ dataset }) => dataset.control);

const limits = () => ["lock", "hide"].map((word) => [word, chosen(word).join(" ")]).filter(([, names]) => names);

/** How the preview stands, as [name, value]: what it was opened with, and what was moved since. */
function settings() {
  const prefix = `${tool()}-1.`;
  const hash = preview?.contentWindow?.location.hash ?? "";
  const moved = [...new URLSearchParams(hash.slice(1))]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value]);
  return [...new Map([...opened, ...moved])];
}

/** Whether the preview has taken its shape: until then nobody knows how tall it will be. */
function isSettled() {
  const state = preview?.contentDocument?.querySelector("[data-widget]")?.dataset.state;
  return state === "live" || state === "failed";
}

/** The style sheets that the preview has loaded for the tool. */
function styles() {
  const links = [...preview.contentDocument.querySelectorAll("link[rel=stylesheet]")];
  return links.map(({ href }) => href).filter((href) => !PAGE_STYLE.test(href));
}

/** All that a snippet follows from. */
const state = () => ({
  kind: form.elements.kind.value,
  tool: tool(),
  title: form.elements.tool.selectedOptions[0].text,
  pairs: [...settings(), ...limits()],
  height: heightOf(preview.contentDocument),
  styles: styles(),
});

/** The snippet of the present state, or none while the preview has not settled. */
function showSnippet() {
  const settled = isSettled();
  copy.setAttribute("aria-disabled", String(!settled));
  const made = settled ? snippetOf(state()) : "";
  if (snippet.value === made) return;
  snippet.value = made;
  copied.textContent = "";
}

/** Follow the preview: its state, its address, its height. */
function follow(frame) {
  const { contentWindow: view, contentDocument: page } = frame;
  new view.MutationObserver(showSnippet).observe(page.body, { subtree: true, attributeFilter: ["data-state"] });
  new view.ResizeObserver(showSnippet).observe(page.documentElement);
  view.addEventListener("glassbox:address", showSnippet);
  showSnippet();
}

/** Show the tool anew with these settings, under the present limits; at first as tall as before. */
function show(pairs, height = "") {
  opened = pairs;
  const frame = Object.assign(document.createElement("iframe"), { className: "preview", title: "Preview of the tool" });
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
    copied.textContent = `The tool could not be loaded: ${error.message}. Choose it once more.`;
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (target.name === "tool") choose();
  else if (target.name === "kind") showSnippet();
  else if (target.dataset.control) show(settings(), preview.style.height);
});
copy.addEventListener("click", async () => {
  if (copy.getAttribute("aria-disabled") === "true") return;
  try {
    await navigator.clipboard.writeText(snippet.value);
    copied.textContent = "✓ The snippet is copied.";
  } catch {
    snippet.select();
    copied.textContent = "This page may not use the clipboard. The snippet is selected: copy it with your keyboard.";
  }
});
document.querySelector("[data-host-line]").textContent = hostLine();
choose();
