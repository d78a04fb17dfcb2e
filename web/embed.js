// For any page with frames of the course in it: gives each the height that its content has.
// <script src="…/embed.js" async></script>
//
// A frame may be led elsewhere, and then has no say any more. Mostly the browser vouches for the
// sender's origin. A sandboxed frame has none: the first page in it gets a line of its own, which
// ends with that page, and whoever comes after it is not heard.
(() => {
  const LEAST = 100;
  const MOST = 10000;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const home = new URL(".", script.src); // frames from elsewhere are none of ours
  const lines = new WeakMap(); // of a frame without an origin: the address whose page has the line

  const frames = () =>
    [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(home.href));

  /** @param {HTMLIFrameElement} frame */
  const hasNoOrigin = (frame) =>
    window.origin === "null" ||
    (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin"));

  /**
   * What a host's border takes away, where its style sheet counts it into the height.
   * @param {HTMLElement} frame
   */
  const border = (frame) =>
    getComputedStyle(frame).boxSizing === "border-box" ? frame.offsetHeight - frame.clientHeight : 0;

  /** @type {(frame: HTMLElement, height: unknown) => void} */
  function fit(frame, height) {
    if (typeof height !== "number" || !(height >= LEAST && height <= MOST)) return;
    frame.style.height = `${Math.ceil(height) + border(frame)}px`;
  }

  /** @param {HTMLIFrameElement} frame */
  function giveLine(frame) {
    if (lines.get(frame) === frame.src) return;
    const { port1, port2 } = new MessageChannel();
    lines.set(frame, frame.src);
    port1.onmessage = ({ data }) => fit(frame, data);
    frame.contentWindow?.postMessage({ context: "glassbox", action: "tell" }, "*", [port2]);
  }

  addEventListener("message", ({ source, origin, data }) => {
    const frame = frames().find(({ contentWindow }) => contentWindow === source);
    const { context, height } = Object(data);
    if (!frame || context !== "glassbox") return;
    if (hasNoOrigin(frame)) {
      if (origin === "null") giveLine(frame);
    } else if (origin === home.origin) fit(frame, height);
  });
  for (const frame of frames())
    frame.contentWindow?.postMessage({ context: "glassbox", action: "tell" }, "*");
})();
