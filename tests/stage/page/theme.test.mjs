// The theme: what counts as one, and what stands on the page before its first picture.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { themeOf } from "../../../web/stage/page/theme.js";

const PAINT = readFileSync(new URL("../../../web/stage/paint.js", import.meta.url), "utf8");

/**
 * What paint.js leaves on <html>, with this in the browser's storage.
 * @param {Record<string, string>} stored
 */
function painted(stored) {
  /** @type {Record<string, string>} */
  const dataset = {};
  const localStorage = { getItem: (/** @type {string} */ key) => stored[key] ?? null };
  runInNewContext(PAINT, { document: { documentElement: { dataset } }, localStorage });
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
    document: { documentElement: { dataset } },
    get localStorage() {
      throw new Error("The operation is insecure.");
    },
  };
  runInNewContext(PAINT, context);
  assert.deepEqual(dataset, {});
});
