// Starts Python exactly as the course does (its own brain, port and interpreter). Only main.py is
// another: the test serves unit.py in its place.
import { Brain } from "../a/course/stage/brain.js";

const show = (text) => (document.getElementById("state").textContent = text);

const brain = new Brain();
const waiting = [];

brain.addEventListener("progress", ({ detail }) => show(detail.text));
brain.addEventListener("message", ({ detail }) => {
  if (detail.type === "outcome") show(detail.text);
  if (detail.type === "report") waiting.shift()?.resolve(detail.json);
});

/** Resolves when Python listens. */
window.ready = new Promise((resolve, reject) => {
  brain.addEventListener("ready", () => resolve());
  brain.addEventListener("failed", ({ detail }) => reject(new Error(detail.reason)));
});

/** Run pytest in the worker with these arguments; resolves to its report as JSON text. */
window.runPytest = (...arguments_) =>
  new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    brain.addEventListener("failed", ({ detail }) => reject(new Error(detail.reason)), { once: true });
    const archive = new URL("unit.zip", location.href).href;
    brain.post({ type: "run", archive, arguments: arguments_ });
  });

brain.start();
