// The theme: what counts as one, and what stands on the page before its first picture.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { themeOf, wear } from "../../../web/stage/page/theme.js";

const PAINT = readFileSync(new URL("../../../web/stage/paint.js", import.meta.url), "utf8");

const currentScript = { src: "https://example.org/course/stage/paint.js" };

/**
 * What paint.js leaves on <html>, with this in the browser's storage and this page before.
 * @param {Record<string, string>} stored
 * @param {string} [referrer]
 */
function painted(stored, referrer = "") {
  /** @type {Record<string, string>} */
  const dataset = {};
  const localStorage = { getItem: (/** @type {string} */ key) => stored[key] ?? null };
  const document = { documentElement: { dataset }, referrer, currentScript };
  runInNewContext(PAINT, { document, URL, localStorage });
  return { ...dataset };
}

const ON = '{"schema":"glassbox-progress","version":2,"keeping":true,"lessons":{}}';
const PAUSED = '{"schema":"glassbox-progress","version":2,"lessons":{}}';

test("light and dark are themes, and nothing else is one", () => {
  assert.deepEqual(["light", "dark", "", "blue", null, undefined].map(themeOf), [
    "light",
    "dark",
    "",
    "",
    "",
    "",
  ]);
});

test("before the first picture the page has the theme that is kept, and room for the progress", () => {
  assert.deepEqual(painted({ "glassbox-progress": ON, "glassbox-theme": "dark" }), {
    kept: "",
    theme: "dark",
  });
  assert.deepEqual(painted({ "glassbox-progress": PAUSED, "glassbox-theme": "light" }), { theme: "light" });
  assert.deepEqual(painted({ "glassbox-progress": ON, "glassbox-theme": "url(x)" }), { kept: "" });
});

test("where no progress is kept the page is as the device, whatever else is stored", () => {
  assert.deepEqual(painted({ "glassbox-theme": "dark" }), {});
  assert.deepEqual(painted({}), {});
});

test("where the storage may not be read the page goes on", () => {
  /** @type {Record<string, string>} */
  const dataset = {};
  const context = {
    document: { documentElement: { dataset }, referrer: "", currentScript },
    URL,
    get localStorage() {
      throw new Error("The operation is insecure.");
    },
  };
  runInNewContext(PAINT, context);
  assert.deepEqual(dataset, {});
});

test("who comes from another page of the course has its fonts from the first picture", () => {
  assert.deepEqual(painted({}, "https://example.org/course/neuron.html"), { fonts: "" });
  assert.deepEqual(painted({}, "https://example.org/course/"), { fonts: "" });
  for (const other of [
    "https://example.org/",
    "https://example.org/courses/neuron.html",
    "https://example.org.evil.test/course/",
    "https://elsewhere.test/course/",
    "",
  ])
    assert.deepEqual(painted({}, other), {});
});

test("the colours of the browser's bars follow the theme, however many there are and in which order", () => {
  const own = ["dark", "light", "dark", "light"];
  const metas = own.map((scheme) => ({ media: `(prefers-color-scheme: ${scheme})`, dataset: {} }));
  const before = metas.map(({ media }) => media);
  const querySelectorAll = (/** @type {string} */ selector) => (selector.startsWith("meta") ? metas : []);
  Object.assign(globalThis, { document: { documentElement: { dataset: {} }, querySelectorAll } });
  wear("light");
  assert.deepEqual(
    metas.map(({ media }) => media),
    ["not all", "all", "not all", "all"],
  );
  wear("dark");
  wear("");
  assert.deepEqual(
    metas.map(({ media }) => media),
    before,
  );
});
