// The page for teachers: a preview of one tool, and the snippet that shows it elsewhere as it is
// set up here. What the reader sets in the preview is read out of the preview's own address.

const form = document.querySelector("[data-builder]");
const preview = form.querySelector(".preview");
const snippet = form.querySelector("textarea");
const controls = form.querySelector("[data-controls]");
const copied = form.querySelector("[data-copied]");
const CHOICES = [["free", "use it"], ["lock", "see it (fixed)"], ["hide", "not see it (hidden)"]];
const PAGE_STYLE = /\/css\/page\.css$/; // of the course's own pages, not of a tool

const OURS = new Set(["widget", "lock", "hide"]);

const tool = () => form.elements.tool.value;
const address = (path) => new URL(`../${path}`, import.meta.url).href;
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The tool's form, without running it. */
async function fetchForm(name) {
  const text = await (await fetch(address(`widgets/${name}.html`))).text();
  return new DOMParser().parseFromString(text, "text/html").querySelector("form");
}

const raised = (digits, zero) => digits.replace(/\d/g, (digit) => zero[digit]);

/** The words of a label, with its small digits as such: x₁², not x12. */
function wordsOf(label) {
  const copy = label.cloneNode(true);
  for (const e of copy.querySelectorAll("sub")) e.textContent = raised(e.textContent, "₀₁₂₃₄₅₆₇₈₉");
  for (const e of copy.querySelectorAll("sup")) e.textContent = raised(e.textContent, "⁰¹²³⁴⁵⁶⁷⁸⁹");
  return copy.textContent.trim().replace(/\s+/g, " ");
}

/** State that has no control of its own; only what is named for it can be fixed. */
const isState = (control) => control.type === "text" && control.closest("[hidden]") && !control.dataset.offer;

/** Every control and button: its name in the snippet, its words, and whether it can be fixed. */
function controlsOf(widget) {
  const found = new Map();
  for (const control of widget.elements) {
    const { name, action } = { name: control.name, action: control.dataset.action };
    if (control.tagName === "BUTTON" && action && /^[\w-]+$/.test(action) && !found.has(action)) {
      const words = control.getAttribute("aria-label") ?? wordsOf(control);
      if (words) found.set(action, { words: `Button “${words}”`, fixable: false });
    }
    if (!name || found.has(name) || isState(control)) continue;
    const group = control.type === "radio" && control.closest("fieldset")?.querySelector("legend");
    const label = group || widget.querySelector(`label[for="${control.id}"]`) || control.closest("label");
    const words = control.dataset.offer ?? control.getAttribute("aria-label") ?? (label ? wordsOf(label) : name);
    found.set(name, { words, fixable: true });
  }
  return found;
}

function showControls(found) {
  const rows = [...found].map(([name, { words, fixable }]) => {
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
  });
  controls.replaceChildren(...rows);
}

/** The names of the controls for which a choice was made. */
const chosen = (value) =>
  [...controls.querySelectorAll("select")].filter((select) => select.value === value).map(({ dataset }) => dataset.control);

/** How the preview stands, as [name, value]: what it was opened with, and what was moved since. */
function settings() {
  const { search, hash } = preview.contentWindow.location;
  const opened = [...new URLSearchParams(search)].filter(([name]) => !OURS.has(name));
  const prefix = `${tool()}-1.`;
  const moved = [...new URLSearchParams(hash.slice(1))]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value]);
  return [...new Map([...opened, ...moved])];
}

const limits = () => ["lock", "hide"].map((word) => [word, chosen(word).join(" ")]).filter(([, names]) => names);

function embedAddress(pairs) {
  return `${address("embed.html")}?${new URLSearchParams([["widget", tool()], ...pairs])}`;
}

/** The style sheets that the preview has loaded for the tool. */
function styles() {
  const links = [...preview.contentDocument.querySelectorAll("link[rel=stylesheet]")];
  return links.map(({ href }) => href).filter((href) => !PAGE_STYLE.test(href));
}

/** Three ways to show the tool as it stands; each is text to be pasted as it is. */
const SNIPPETS = {
  link: (pairs) => embedAddress(pairs),
  frame: (pairs, height) =>
    `<iframe src="${escaped(embedAddress(pairs))}" title="${escaped(form.elements.tool.selectedOptions[0].text)}" ` +
    `loading="lazy" allow="clipboard-write" style="width: 100%; height: ${height}px; border: 0"></iframe>`,
  place: (pairs) =>
    styles().map((style) => `<link rel="stylesheet" href="${style}">\n`).join("") +
    `<script src="${address("stage/stand-ins.js")}"></script>\n` +
    `<script type="module" src="${address("stage/stage.js")}"></script>\n` +
    `<div data-widget="${tool()}"${pairs.map(([name, value]) => ` data-${name}="${escaped(value)}"`).join("")}></div>`,
};

function showSnippet() {
  const pairs = [...settings(), ...limits()];
  const made = SNIPPETS[form.elements.kind.value](pairs, parseInt(preview.style.height, 10) || 700);
  if (snippet.value === made) return;
  snippet.value = made;
  copied.textContent = "";
}

/** Show the tool anew, as it was set up, under the present limits. */
function reload() {
  preview.src = embedAddress([...settings(), ...limits()]);
}

async function choose() {
  const name = tool();
  preview.src = "about:blank";
  const widget = await fetchForm(name);
  if (name !== tool()) return; // another was chosen meanwhile
  showControls(controlsOf(widget));
  preview.src = embedAddress([]);
}

preview.addEventListener("load", () => {
  showSnippet();
  preview.contentWindow.addEventListener("glassbox:address", showSnippet);
});
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("change", ({ target }) => {
  if (target.name === "tool") choose();
  else if (target.name === "kind") showSnippet();
  else if (target.dataset.control) reload();
});
form.querySelector("[data-copy]").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(snippet.value);
    copied.textContent = "✓ The snippet is copied.";
  } catch {
    snippet.select();
    copied.textContent = "This page may not use the clipboard. The snippet is selected: copy it with your keyboard.";
  }
});
document.querySelector("[data-host-line]").textContent = `<script src="${address("embed.js")}" async></script>`;
choose();
