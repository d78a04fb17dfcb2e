// One polite voice per widget: at most one message per pause, and the last is always delivered.

const PAUSE_MS = 500;
const UNHURRIED_MS = 5000; // while something plays: who listens should be able to follow

/** A function that shows text in a live region, no more often than its pauses allow. */
export function speaker(region) {
  let last = -Infinity;
  let timer = null;
  let next = "";
  const deliver = () => {
    timer = null;
    last = performance.now();
    if (region.textContent !== next) region.textContent = next;
  };
  return (text, { unhurried = false } = {}) => {
    next = text;
    clearTimeout(timer);
    const wait = last + (unhurried ? UNHURRIED_MS : PAUSE_MS) - performance.now();
    if (wait <= 0) deliver();
    else timer = setTimeout(deliver, wait);
  };
}
