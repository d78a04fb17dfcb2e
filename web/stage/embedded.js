// The page of one widget, for a frame in somebody else's page: embed.html?widget=neuron&w1=0.4.
// Every other name of the query becomes a `data-` attribute of the widget's place.
import { tellHeight } from "./height.js";

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const RESERVED = new Set(["widget", "state", "secret"]);
const LONGEST = 4000; // characters of one setting

const query = new URLSearchParams(location.search);
const widget = query.get("widget") ?? "";
const place = document.querySelector("[data-embed]");

/** In a page of its own the widget's headings stand one level higher. */
function raiseHeadings() {
  for (const heading of place.querySelectorAll("h3, h4"))
    heading.setAttribute("aria-level", String(Number(heading.tagName.slice(1)) - 1));
  const title = place.querySelector("h3")?.textContent;
  if (!title) return;
  document.title = `${title} – ${document.title}`;
  document.querySelector("h1").textContent = `One tool: ${title}`;
}

if (NAME.test(widget)) {
  const root = document.createElement("div");
  root.dataset.widget = widget;
  for (const [name, value] of query)
    if (NAME.test(name) && !RESERVED.has(name)) root.setAttribute(`data-${name}`, value.slice(0, LONGEST));
  place.append(root);
} else document.querySelector("[data-embed-help]").hidden = false;

const { filled } = await import("./stage.js");
await filled;
raiseHeadings();
tellHeight();
