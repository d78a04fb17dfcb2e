// The design's colours as the canvases need them: resolved to plain rgb(), and watched.

/** Names of the colour tokens in css/tokens.css; Python draws with these names and no other. */
export const TOKENS = [
  "bg",
  "card",
  "sunk",
  "ink",
  "muted",
  "line",
  "hair",
  "a",
  "b",
  "a-fill",
  "b-fill",
  "a-map",
  "b-map",
  "a-soft",
  "b-soft",
  "live",
  "good",
  "bad",
  "mark",
  "mark-ink",
];

/** Each token's present colour, as the browser resolves it: {ink: "rgb(22, 32, 43)", …}. */
function resolveTokens() {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.hidden = true;
  /** @type {Record<string, string>} */
  const resolved = {};
  for (const name of TOKENS) {
    probe.style.color = `var(--${name})`;
    resolved[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return resolved;
}

const STILL = "(prefers-reduced-motion: reduce)";

/**
 * How the reader wants pictures to look: the colours, and whether things should jump, not glide.
 * @type {() => import("../types.d.ts").Look}
 */
export const look = () => ({ tokens: resolveTokens(), still: matchMedia(STILL).matches });

/**
 * Call `react` whenever the look may have changed: the theme, dark mode, forced colours, reduced motion.
 * @param {(news: import("../types.d.ts").Look) => void} react
 */
export function watchLook(react) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)", STILL])
    matchMedia(query).addEventListener("change", () => react(look()));
  new MutationObserver(() => react(look())).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
}
