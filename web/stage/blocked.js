// A classic script for the one case in which no module of ours can speak: the stage itself is
// blocked or missing (a page opened as a file, a sandboxed frame on a host without CORS headers, a
// browser without modules). Then the widgets say so.
(function () {
  var words =
    "This part cannot start, because the browser may not load the scripts of this page. " +
    "Open the page through a web server (not as a file); in a sandboxed frame, the host must " +
    "allow it (allow-same-origin, or the header Access-Control-Allow-Origin).";

  function say() {
    var lines = document.querySelectorAll('[data-widget] [data-part="status"]');
    for (var i = 0; i < lines.length; i += 1) lines[i].textContent = words;
  }

  addEventListener(
    "error",
    function (event) {
      var source = (event.target && event.target.src) || "";
      if (!/\/stage\/stage\.js$/.test(source)) return;
      if (document.readyState === "loading") addEventListener("DOMContentLoaded", say);
      else say();
    },
    true,
  );
  if (!("noModule" in document.createElement("script"))) addEventListener("DOMContentLoaded", say);
})();
