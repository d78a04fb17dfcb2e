// For any page with frames of the course in it: gives each the height that its content has.
// <script src="…/embed.js" async></script>
(() => {
  const LEAST = 100;
  const MOST = 10000;
  addEventListener("message", ({ source, data }) => {
    const { context, height } = Object(data);
    if (context !== "glassbox" || !(height >= LEAST && height <= MOST)) return;
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.style.height = `${Math.ceil(height)}px`;
  });
})();
