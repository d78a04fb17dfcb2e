// Starts Python exactly as the course does (its own way to Python). Only main.py is
// another: the test serves unit.py in its place.
import { Python } from "../a/course/stage/python/python.js";
import { tools } from "../a/course/stage/python/tools.js";

const show = (text) => (document.getElementById("state").textContent = text);

const python = new Python(tools);

python.addEventListener("progress", ({ detail }) => show(detail.text));
python.addEventListener("message", ({ detail }) => {
  if (detail.type === "begun") show(detail.text);
  if (detail.type === "report") window.report = detail.json;
});

python.addEventListener("failed", ({ detail }) => {
  window.report = JSON.stringify({ failed: { "the worker": detail.reason } });
});

/** Resolves when Python listens. */
window.ready = new Promise((resolve, reject) => {
  python.addEventListener("ready", () => resolve());
  python.addEventListener("failed", ({ detail }) => reject(new Error(detail.reason)));
});

/** Run pytest in the worker with these arguments; its report is then `window.report`, as JSON text. */
window.runPytest = (...arguments_) => {
  const archive = new URL("unit.zip", location.href).href;
  window.report = "";
  python.post({ type: "run", archive, arguments: arguments_ });
};

python.start();
