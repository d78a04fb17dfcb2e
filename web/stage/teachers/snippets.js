// The three kinds of snippet. Each is a function of one state: nothing else decides what it says.
/** @import { Pair, SnippetState } from "../types.d.ts" */

/** @param {string} path */
const address = (path) => new URL(`../../${path}`, import.meta.url).href;
/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * The address that shows a tool alone; `pairs` are its settings and limits as [name, value].
 * @type {(tool: string, pairs: Pair[]) => string}
 */
export const embedAddress = (tool, pairs) =>
  `${address("embed.html")}?${new URLSearchParams([["widget", tool], ...pairs])}`;

/** @type {Record<SnippetState["kind"], (state: SnippetState) => string>} */
const KINDS = {
  link: ({ tool, pairs }) => embedAddress(tool, pairs),
  frame: ({ tool, title, pairs, height }) =>
    `<iframe src="${escaped(embedAddress(tool, pairs))}" title="${escaped(title)}" ` +
    `loading="lazy" allow="clipboard-write; fullscreen" style="width: 100%; height: ${height}px; border: 0"></iframe>`,
  place: ({ tool, pairs, styles }) =>
    styles.map((style) => `<link rel="stylesheet" href="${style}">\n`).join("") +
    `<script src="${address("stage/stand-ins.js")}"></script>\n` +
    `<script type="module" src="${address("stage/stage.js")}"></script>\n` +
    `<div data-widget="${tool}"${pairs.map(([name, value]) => ` data-${name}="${escaped(value)}"`).join("")}></div>`,
};

/**
 * A tool as text to be pasted as it is.
 * @param {SnippetState} state the `kind` ("link", "frame" or "place"), the `tool` and its `title`, its settings and
 *   limits as `pairs`, the `height` of its content in pixels, and the `styles` it needs
 */
export const snippetOf = (state) => KINDS[state.kind](state);

/** The line that gives all frames of the course in a page their height. */
export const hostLine = () => `<script src="${address("embed.js")}" async></script>`;
