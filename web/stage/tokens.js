// The design's colours as the canvases need them: resolved to plain rgb(), and watched.

/** Names of the colour tokens in css/tokens.css; Python draws with these names and no other. */
export const TOKENS = [
  "bg", "surface", "ink", "muted", "line", "a", "b", "a-soft", "b-soft", "live", "good", "bad",
];

/** Each token's present colour, as the browser resolves it: {ink: "rgb(22, 32, 43)", …}. */
export function resolveTokens() {
  const probe = document.body.appendChild(document.createElement("span"));
  probe.hidden = true;
  const resolved = {};
  for (const name of TOKENS) {
    probe.style.color = `var(--${name})`;
    resolved[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return resolved;
}

/** Call `react` whenever the colours may have changed: dark mode, forced colours. */
export function watchTokens(react) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"])
    matchMedia(query).addEventListener("change", () => react(resolveTokens()));
}
