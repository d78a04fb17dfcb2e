// Old addresses. A link of the page with `data-moved="neuron-1"` leads where that tool stands now:
// whoever comes with an address that speaks of it, as people have kept or shared it, is led on.

/**
 * Whether an address speaks of a tool: of one of its settings, or of its place on the page.
 * @type {(address: URL, tool: string) => boolean}
 */
export function speaksOf({ search, hash }, tool) {
  const place = hash.slice(1);
  const keys = [...new URLSearchParams(search).keys(), ...new URLSearchParams(place).keys()];
  return place === tool || keys.some((key) => key.startsWith(`${tool}.`));
}

/**
 * Where an old address leads now; null for one that is answered here.
 * @type {(address: URL, moved: {tool: string, href: string}[]) => string | null}
 */
export function newAddress(address, moved) {
  const found = moved.find(({ tool }) => speaksOf(address, tool));
  if (!found) return null;
  const { search, hash } = address;
  return Object.assign(new URL(found.href, address), { search, hash }).href;
}

/** Lead on, now and whenever an old link is followed on the open page. */
export function followMoved() {
  const links = [
    .../** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll("a[data-moved]")),
  ];
  const moved = links.map(({ dataset: { moved: tool = "" }, href }) => ({ tool, href }));
  const follow = () => {
    const address = newAddress(new URL(location.href), moved);
    if (address) location.replace(address);
  };
  follow();
  if (moved.length) addEventListener("hashchange", follow);
}
