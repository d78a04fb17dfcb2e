// Tells the page around a frame how tall its content is, in the words that hosts understand:
// H5P's resizer, Canvas (LTI), iframe-resizer, WordPress, and our own host script `embed.js`.

const LEAST_CHANGE = 2; // pixels; less is rounding, and answering it could go on for ever
const RESIZER = "[iFrameSizer]";

/** What a host of WordPress' kind has put into the address, to know its frame again. */
const secret = () => /[?&#]secret=(\w{1,40})/.exec(location.href)?.[1];

/** The id by which iframe-resizer calls this frame, out of its first message. */
function resizerId(data) {
  if (typeof data !== "string" || !data.startsWith(RESIZER)) return null;
  const id = data.slice(RESIZER.length).split(":", 1)[0];
  return /^[\w.-]{1,100}$/.test(id) ? id : null;
}

/** Tell the height now and whenever it changes; nothing happens in a page that is no frame. */
export function tellHeight() {
  if (window.parent === window) return;
  const say = (message) => window.parent.postMessage(message, "*"); // a height is no secret
  const content = document.documentElement;
  let told = 0;
  let frame = null;

  function tell(event) {
    const height = Math.ceil(content.getBoundingClientRect().height);
    if (Math.abs(height - told) < LEAST_CHANGE && event !== "init") return;
    told = height;
    say({ context: "glassbox", height });
    say({ context: "h5p", action: "resize", scrollHeight: height });
    say(JSON.stringify({ subject: "lti.frameResize", height }));
    if (secret()) say({ message: "height", value: height, secret: secret() });
    if (frame) say(`${RESIZER}${frame}:${height}:${content.clientWidth}:${event}`);
  }

  addEventListener("message", ({ source, data }) => {
    const id = source === window.parent && resizerId(data);
    if (!id) return;
    frame = id;
    tell("init");
  });
  new ResizeObserver(() => tell("size")).observe(content);
  say("[iFrameResizerChild]Ready"); // newer hosts wait for this before they begin
}
