// Tells the page around a frame how tall its content is, in the words that hosts understand:
// H5P's resizer, Canvas (LTI), iframe-resizer, WordPress, and our own host script `embed.js`.

const LEAST_CHANGE = 2; // pixels; less is rounding, and answering it could go on for ever
const RESIZER = "[iFrameSizer]";

/** What a host of WordPress' kind has put into the address, to know its frame again. */
const secret = () => /[?&#]secret=(\w{1,40})/.exec(location.href)?.[1];

/** How iframe-resizer greets: with the id by which it calls this frame, a number, and a yes or no. */
const GREETING = /^\[iFrameSizer\]([\w.-]{1,100}):[^:]*:(?:true|false)\b/;

/** @param {unknown} data */
const resizerId = (data) => (typeof data === "string" ? GREETING.exec(data)?.[1] : undefined);

/**
 * Whether `embed.js` asks: it came later than what was said first, or hands over a line of its own.
 * @param {any} data
 */
const isAsked = (data) => data?.context === "glassbox" && data.action === "tell";

/** How tall a page's content is, in whole pixels. @param {Document} page */
export const heightOf = (page) => Math.ceil(page.documentElement.getBoundingClientRect().height);

/** Tell the height now and whenever it changes; nothing happens in a page that is not a frame. */
export function tellHeight() {
  if (window.parent === window) return;
  /** @param {unknown} message */
  const say = (message) => window.parent.postMessage(message, "*"); // a height is not a secret
  const content = document.documentElement;
  let told = 0;
  /** @type {string | null} */
  let frame = null;
  /** @type {MessagePort | null} */
  let line = null; // to `embed.js`, where our origin does not say who we are

  /** @param {string} event */
  function tell(event) {
    const height = heightOf(document);
    if (Math.abs(height - told) < LEAST_CHANGE && event !== "init") return;
    told = height;
    if (line) line.postMessage(height);
    else say({ context: "glassbox", height });
    say({ context: "h5p", action: "resize", scrollHeight: height });
    say(JSON.stringify({ subject: "lti.frameResize", height }));
    if (secret()) say({ message: "height", value: height, secret: secret() });
    if (frame) say(`${RESIZER}${frame}:${height}:${content.clientWidth}:${event}`);
  }

  addEventListener("message", ({ source, data, ports }) => {
    if (source !== window.parent) return;
    if (isAsked(data)) line = ports[0] ?? line;
    const id = resizerId(data);
    frame = id ?? frame;
    if (id || isAsked(data)) tell("init");
  });
  new ResizeObserver(() => tell("size")).observe(content);
  say("[iFrameResizerChild]Ready"); // newer hosts wait for this before they begin
}
