// The page of one widget, for a frame in somebody else's page: embed.html?widget=neuron&w1=0.4.
// Every other name of the query is a setting of the widget, or says what its readers may do. None
// becomes an attribute of its own: the page's own scripts look for some.
import { find } from "../page/dom.js";
import { KEY } from "../page/present.js";
import { tellHeight } from "./height.js";

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const LIMITS = ["lock", "hide"];
const NO_SETTINGS = ["widget", "secret", KEY, ...LIMITS];

const query = new URLSearchParams(location.search);
const widget = query.get("widget") ?? "";
/** @type {HTMLElement} */
const place = find(document, "[data-embed]");

/** The page is called what its widget is. */
function nameThePage() {
  const title = place.querySelector("h3")?.textContent;
  if (!title) return;
  document.title = `${title} – ${document.title}`;
  find(document, "h1").textContent = `One tool: ${title}`;
}

if (NAME.test(widget)) {
  const root = document.createElement("div");
  root.dataset.widget = widget;
  root.dataset.headingLevel = "2"; // there is none between the page's own and the widget's
  for (const name of LIMITS) if (query.has(name)) root.dataset[name] = query.get(name) ?? "";
  const settings = [...query].filter(([name]) => !NO_SETTINGS.includes(name));
  root.dataset.settings = String(new URLSearchParams(settings));
  place.append(root);
} else find(document, "[data-embed-help]").hidden = false;

/** The stage looks for its tools as soon as it is there, so it comes after ours stands in its place. */
async function openStage() {
  try {
    return await import("../stage.js");
  } catch (error) {
    dispatchEvent(new Event("glassbox:blocked")); // blocked.js has the words
    throw error;
  }
}

// A page of the course's own host may ask for a start at once, seen or not: the page for teachers does.
if (window.frameElement?.getAttribute("data-start") === "now") delete document.documentElement.dataset.start;

const { filled } = await openStage();
await filled;
find(place, "[data-embed-wait]").remove();
nameThePage();
tellHeight();
