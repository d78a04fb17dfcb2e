// The theme beside the record of progress: kept only with it, gone with it, harmless to old pages.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { read } from "../../../web/stage/results/record.js";

/** @type {Map<string, string>} */
const stored = new Map();
Object.assign(globalThis, {
  addEventListener: () => {},
  localStorage: {
    getItem: (/** @type {string} */ key) => stored.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ text) => stored.set(key, text),
    removeItem: (/** @type {string} */ key) => stored.delete(key),
  },
});
const { Keeping, KEY } = await import("../../../web/stage/results/keeping.js");

beforeEach(() => stored.clear());

test("a theme is kept only where progress is kept", () => {
  const keeping = new Keeping();
  keeping.keepTheme("dark");
  assert.deepEqual([keeping.theme, stored.size], ["", 0]);
  keeping.start();
  keeping.keepTheme("dark");
  assert.equal(keeping.theme, "dark");
  keeping.stop();
  keeping.keepTheme("light");
  assert.equal(keeping.theme, "dark");
});

test("the record itself stays as an earlier version of the course reads it", () => {
  const keeping = new Keeping();
  keeping.start();
  const before = stored.get(KEY);
  keeping.keepTheme("dark");
  assert.equal(stored.get(KEY), before);
  assert.deepEqual({ ...read(before ?? "").lessons }, {});
});

test("as the device is no entry at all", () => {
  const keeping = new Keeping();
  keeping.start();
  keeping.keepTheme("light");
  keeping.keepTheme("");
  assert.deepEqual([...stored.keys()], [KEY]);
});

test("what is deleted is deleted with the theme", () => {
  const keeping = new Keeping();
  keeping.start();
  keeping.keepTheme("dark");
  keeping.remove();
  assert.deepEqual([keeping.theme, stored.size], ["", 0]);
});

test("a deletion is taken back with the theme, also where nothing was being added", () => {
  const keeping = new Keeping();
  keeping.start();
  keeping.keepTheme("dark");
  keeping.stop();
  const before = new Map(stored);
  const deleted = keeping.remove();
  keeping.giveBack(deleted);
  assert.deepEqual(stored, before);
});

test("what was stored since a deletion stays", () => {
  const keeping = new Keeping();
  keeping.start();
  keeping.keepTheme("dark");
  const deleted = keeping.remove();
  keeping.start();
  keeping.giveBack(deleted);
  assert.equal(keeping.theme, "");
});

test("a theme that an old page has left behind counts for nothing", () => {
  stored.set("glassbox-theme", "dark");
  assert.equal(new Keeping().theme, "");
});
