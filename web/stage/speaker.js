// One polite voice per widget: at most one message per pause, and the last is always delivered.

const PAUSE_MS = 500;

/** A function that shows text in a live region, no more often than every `pause` milliseconds. */
export function speaker(region, pause = PAUSE_MS) {
  let last = -Infinity;
  let timer = null;
  let next = "";
  const deliver = () => {
    timer = null;
    last = performance.now();
    if (region.textContent !== next) region.textContent = next;
  };
  return (text) => {
    next = text;
    const wait = last + pause - performance.now();
    if (wait <= 0 && timer === null) deliver();
    else timer ??= setTimeout(deliver, Math.max(wait, 0));
  };
}
