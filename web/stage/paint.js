// A classic script, before anything is painted: a theme that is kept holds from the first picture on,
// and the header has room for the reader's progress. It reads what stage/results/keeping.js writes. Who
// comes from another page of the course has its fonts (stage/page/own-fonts.js).
(() => {
  const { dataset } = document.documentElement;
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (document.referrer.startsWith(new URL("../", src).href)) dataset.fonts = "";
  try {
    const record = localStorage.getItem("glassbox-progress");
    const theme = localStorage.getItem("glassbox-theme") ?? "";
    if (record === null) return; // nothing is kept
    if (record.includes('"keeping":true')) dataset.kept = "";
    if (["light", "dark"].includes(theme)) dataset.theme = theme;
  } catch {
    // The browser does not let us read: the page looks as the device does.
  }
})();
