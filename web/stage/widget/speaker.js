// One polite voice per widget: at most one message per pause, and the last is always delivered.

const PAUSE_MS = 500;
const UNHURRIED_MS = 5000; // while something plays: whoever listens should be able to follow

/** @typedef {(text: string, pace?: {unhurried?: boolean}) => void} Speak */

/**
 * A function that shows text in a live region, no more often than its pauses allow.
 *
 * With a `voice`, a line for listeners inside the same region, the region's own line follows what
 * plays at once and in silence, and the voice speaks in its stead.
 * @param {Element} line
 * @param {Element | null} voice
 * @returns {Speak}
 */
export function speaker(line, voice = null) {
  let last = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let next = "";
  let playing = false;
  const isSilent = () => line.getAttribute("aria-live") === "off";
  const deliver = () => {
    last = performance.now();
    if (voice) put(voice, isSilent() ? next : ""); // what is taken away is not read out
    put(line, next);
  };
  return (text, { unhurried = false } = {}) => {
    next = text;
    if (voice && unhurried) line.setAttribute("aria-live", "off");
    else if (!playing) line.removeAttribute("aria-live"); // the voice has said where it came to rest
    playing = unhurried;
    if (isSilent()) put(line, text);
    clearTimeout(timer);
    const wait = last + (unhurried ? UNHURRIED_MS : PAUSE_MS) - performance.now();
    if (wait <= 0) deliver();
    else timer = setTimeout(deliver, wait);
  };
}

/** @type {(element: Element, text: string) => void} */
function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
