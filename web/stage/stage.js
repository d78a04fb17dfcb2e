// The stage: finds the widgets of a page, gives them one Python, and knows none of them by name. It is the
// whole of what a frame or a page of others needs; what the course's own pages have besides is course/page.js.
import { Python } from "./python/python.js";
import { tools } from "./python/tools.js";
import { levelHeadings } from "./page/headings.js";
import { markOutdated } from "./page/outdated.js";
import { awaitOwnFonts } from "./page/own-fonts.js";
import { openPresenting } from "./page/present.js";
import { watchPrint } from "./page/print.js";
import { watchScrollers } from "./page/scrollers.js";
import { look, watchLook } from "./page/tokens.js";
import { Ledger } from "./results/ledger.js";
import { openTicks } from "./results/ticks.js";
import { WidgetView } from "./widget/widget.js";

/** @type {Map<string, Promise<Response>>} */
const fragments = new Map();

/** What is known of the tasks on this page; whoever keeps results or passes them on listens to it. */
export const ledger = new Ledger();

/** @type {PromiseWithResolvers<void>} */
const supplied = Promise.withResolvers();

/** Settles once the page has all that its widgets need; until then nothing else is to be fetched. */
export const isSupplied = supplied.promise;

/** The widget's form, from its file, for places that the build has not filled. @param {string} name */
async function fetchFragment(name) {
  if (!/^[a-z0-9-]+$/.test(name)) throw new Error(`"${name}" is not the name of a widget`);
  const url = new URL(`../widgets/${name}.html`, import.meta.url);
  const asked = fragments.get(name) ?? fetch(url);
  fragments.set(name, asked);
  const response = (await asked).clone();
  if (!response.ok) throw new Error(`there is no widget called "${name}"`);
  return response.text();
}

/**
 * An id for a widget that has none: its name and the first free number, as the build gives.
 * @param {string} name
 */
function freeId(name) {
  let number = 1;
  while (document.getElementById(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

/** @param {HTMLElement} root */
async function fill(root) {
  const { widget = "" } = root.dataset;
  root.id ||= freeId(widget);
  if (!root.querySelector("form")) root.innerHTML = (await fetchFragment(widget)).replaceAll("$id", root.id);
  levelHeadings(root);
}

async function openWidgets() {
  const roots = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-widget]"))];
  if (!roots.length) {
    supplied.resolve();
    return watchScrollers(document);
  }
  const python = new Python(tools);
  tellState(python);
  python.addEventListener("ready", () => supplied.resolve());
  const views = await Promise.all(
    roots.map(async (root) => {
      try {
        await fill(root);
        return new WidgetView(root, python, ledger);
      } catch (error) {
        const { message } = /** @type {Error} */ (error);
        root.dataset.state = "failed";
        root.append(
          Object.assign(document.createElement("p"), {
            textContent: `This widget cannot be shown: ${message}.`,
          }),
        );
        return null;
      }
    }),
  );
  watchScrollers(document);
  const open = new Set(views.filter((view) => view !== null));
  python.addEventListener("fonts", () => open.forEach((view) => view.relook({ ...look(), fonts: true })));
  watchLook((news) => open.forEach((view) => view.relook(news)));
  closeWhatLeaves(open);
  if (document.documentElement.dataset.start === "seen") seen(roots).then(() => python.start());
  else python.start();
}

/**
 * How Python stands, and what it was started from, for styles and for whoever wonders.
 * @param {Python} python
 */
function tellState(python) {
  const { dataset } = document.documentElement;
  for (const state of ["loading", "ready", "failed"])
    python.addEventListener(state, () => (dataset.python = state));
  python.addEventListener("started", (event) => {
    dataset.startedFrom = /** @type {CustomEvent} */ (event).detail.from;
  });
}

/**
 * Wait until a widget is on the screen, or nearly: frames far down a page should cost nothing.
 * @type {(roots: Element[]) => Promise<void>}
 */
function seen(roots) {
  return new Promise((go) => {
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watch.disconnect();
        go();
      },
      { rootMargin: "300px" },
    );
    for (const root of roots) watch.observe(root);
  });
}

/** A widget that is taken off the page gives back what it holds. @param {Set<WidgetView>} open */
function closeWhatLeaves(open) {
  new MutationObserver(() => {
    for (const view of open)
      if (!view.root.isConnected) {
        view.close();
        open.delete(view);
      }
  }).observe(document.body, { childList: true, subtree: true });
}

document.documentElement.dataset.python = "idle";
markOutdated();
awaitOwnFonts();
openTicks(ledger);
watchPrint();

/** Settles when every widget's form stands on the page. */
export const filled = openWidgets();
filled.then(openPresenting);
