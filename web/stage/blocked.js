// A classic script for the cases in which no module of ours can speak: the page's modules are
// blocked or missing (a page opened as a file, a sandboxed frame on a host without CORS headers, a
// type that is no JavaScript's), or the browser is too old to read them. Then the page says so: in
// its tools, in the place where one was to appear, or at its beginning.
(function () {
  var words =
    "This part cannot start, because the browser may not load the scripts of this page. " +
    "Open the page through a web server (not as a file); in a sandboxed frame, the host must " +
    "allow it (allow-same-origin, or the header Access-Control-Allow-Origin).";
  var old = "This part cannot start, because this browser is too old for the scripts of this page.";
  var entry = /\/stage\/(stage|frame\/embedded|teachers\/teacher|course\/(page|progress-page))\.js$/;
  var ours = /\/stage\/([\w-]+\/)*[\w-]+\.js$/;

  function places() {
    var found = document.querySelectorAll('[data-widget] [data-part="status"], [data-embed-wait]');
    if (found.length) return found;
    var notice = document.createElement("p");
    var main = /** @type {HTMLElement} */ (document.getElementById("main"));
    notice.className = "notice";
    main.insertBefore(notice, main.firstChild);
    return [notice];
  }

  /** @param {string} reason */
  function say(reason) {
    var lines = places();
    for (var i = 0; i < lines.length; i += 1) lines[i].textContent = reason;
  }

  /** @param {string} reason */
  function sayWhenRead(reason) {
    if (document.readyState === "loading") addEventListener("DOMContentLoaded", say.bind(null, reason));
    else say(reason);
  }

  var hasBegun = function () {
    return document.documentElement.hasAttribute("data-python");
  };

  addEventListener(
    "error",
    function (event) {
      var script = /** @type {Partial<HTMLScriptElement> | null} */ (event.target);
      var source = (script && script.src) || "";
      if (entry.test(source)) sayWhenRead(words);
      else if (ours.test(event.filename || "") && !hasBegun()) sayWhenRead(old);
    },
    true,
  );
  addEventListener("glassbox:blocked", sayWhenRead.bind(null, words)); // what is fetched later is missing
  if (!("noModule" in document.createElement("script"))) sayWhenRead(old);
})();
