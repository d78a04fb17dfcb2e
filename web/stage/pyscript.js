// What this course knows about PyScript, on the page and in its worker.

/**
 * PyScript runs Python code of its own in each worker, a tenth of the time of a start: a library
 * for pages, which our Python does not use. The page puts this mark at that code's end, and the
 * interpreter leaves out the code that ends so.
 */
export const NOT_NEEDED = "# Glassbox does without the code above.";

/** On the page: PyScript's module. */
export function loadPyScript() {
  leaveOutExtras();
  return import("../runtime/pyscript/core.js");
}

/** PyScript's terminal, editor and the like are not used here. It is ready sooner without them. */
function leaveOutExtras() {
  const extras = ["deprecations-manager", "donkey", "py-editor", "py-game", "py-terminal"];
  const content = JSON.stringify({ plugins: extras.map((name) => `!${name}`) });
  for (const name of ["py-config", "mpy-config"]) {
    if (document.querySelector(name)) continue; // ours of before, or the page's own
    const config = Object.assign(document.createElement(name), { textContent: content });
    config.setAttribute("type", "json");
    document.head.append(config);
  }
}
