// From where to where a slider is filled, and in which colour; css/widget/sliders.css draws it. A slider
// that knows both signs is filled from zero in the colour of its sign, any other from its low end in ink.

/** Left of any track: the fill then begins at its very end, under the round cap. */
const BEFORE = -1;

/**
 * What of its way a thumb has gone, from 0 to 1.
 * @type {(value: number, low: number, high: number) => number}
 */
const share = (value, low, high) => (high > low ? Math.min(Math.max((value - low) / (high - low), 0), 1) : 0);

/**
 * The custom properties of a slider. `--zero` is "", where no tick is to be seen.
 * @type {(value: number, low: number, high: number) => Record<"--from" | "--to" | "--zero" | "--tone", string>}
 */
export function fill(value, low, high) {
  const at = share(value, low, high);
  if (low >= 0 || high <= 0)
    return { "--from": String(BEFORE), "--to": String(at), "--zero": "", "--tone": "var(--ink)" };
  const zero = share(0, low, high);
  return {
    "--from": String(Math.min(at, zero)),
    "--to": String(Math.max(at, zero)),
    "--zero": String(zero),
    "--tone": value < 0 ? "var(--b-fill)" : "var(--a-fill)",
  };
}

/** Fill a slider as it stands now. @param {HTMLInputElement} range */
export function paint(range) {
  for (const [name, value] of Object.entries(fill(range.valueAsNumber, Number(range.min), Number(range.max))))
    if (range.style.getPropertyValue(name) !== value) range.style.setProperty(name, value);
}
