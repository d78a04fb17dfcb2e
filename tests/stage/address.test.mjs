// The settings of a widget in the page's address.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Address } from "../../web/stage/form/address.js";
import { Clock } from "./clock.mjs";

const PAGE = "https://example.org/neuron.html";
const DEFAULTS = { w1: 0.8, b: 0.3 };
const anything = () => "";

/** The page's address; a browser's `history` changes it, and says so. */
let place = new URL(PAGE);
let isSandboxed = false;
let told = 0;

beforeEach(() => {
  place = new URL(PAGE);
  [isSandboxed, told] = [false, 0];
  const replaceState = (
    /** @type {unknown} */ _state,
    /** @type {string} */ _title,
    /** @type {string} */ url,
  ) => {
    if (isSandboxed) throw new DOMException("not here", "SecurityError");
    place = new URL(url, place);
  };
  Object.defineProperty(globalThis, "location", { configurable: true, get: () => place });
  Object.assign(globalThis, { history: { state: null, replaceState }, dispatchEvent: () => (told += 1) });
});

test("the settings of a widget stand behind the # under its id", () => {
  place.hash = "#neuron-1.w1=0.4&neuron-2.w1=2&neuron-1.b=1";
  assert.deepEqual(new Address("neuron-1", DEFAULTS).read(anything), {
    values: { w1: "0.4", b: "1" },
    refused: [],
  });
});

test("a link with a question mark works too, and what stands behind the # wins", () => {
  place.search = "?neuron-1.w1=1&neuron-1.b=1";
  place.hash = "#neuron-1.b=2";
  assert.deepEqual(new Address("neuron-1", DEFAULTS).read(anything).values, { w1: "1", b: "2" });
});

test("the name of a place on the page is no setting", () => {
  place.hash = "#neuron-1.w1";
  const address = new Address("neuron-1", DEFAULTS);
  assert.deepEqual(address.read(anything).values, {});
  assert.ok(!address.isMeant());
});

test("what is refused is told and does not count", () => {
  place.hash = "#neuron-1.w1=banana&neuron-1.b=1";
  const objection = (/** @type {string} */ name) => (name === "w1" ? "w1 must be a number" : "");
  assert.deepEqual(new Address("neuron-1", DEFAULTS).read(objection), {
    values: { b: "1" },
    refused: ["w1 must be a number"],
  });
});

test("no more than a thousand settings are read", () => {
  place.hash = `#${"neuron-1.w1=1&".repeat(5000)}`;
  const objection = mock.fn(anything);
  new Address("neuron-1", DEFAULTS).read(objection);
  assert.equal(objection.mock.callCount(), 1000);
});

test("a link that leaves a changed default out means the earlier one", () => {
  const address = new Address("neuron-1", DEFAULTS, { earlier: { b: "0" } });
  place.hash = "#neuron-1.w1=1";
  assert.deepEqual(address.read(anything).values, { b: "0", w1: "1" });
  place.hash = "";
  assert.deepEqual(address.read(anything).values, {});
});

test("only what differs from the defaults is written, a moment later", (t) => {
  const clock = new Clock(t);
  const address = new Address("neuron-1", DEFAULTS);
  place.hash = "#gates-1.gate=or&neuron-1.b=9";
  address.write({ w1: 0.4, b: 0.3 });
  assert.equal(place.hash, "#gates-1.gate=or&neuron-1.b=9");
  clock.runFor(1000);
  assert.equal(place.hash, "#gates-1.gate=or&neuron-1.w1=0.4");
  assert.equal(told, 1);
});

test("of many writes the last one counts, and none after it was cancelled", (t) => {
  const clock = new Clock(t);
  const address = new Address("neuron-1", DEFAULTS);
  for (const w1 of [1, 2, 3]) address.write({ ...DEFAULTS, w1 });
  clock.runFor(1000);
  assert.deepEqual([place.hash, told], ["#neuron-1.w1=3", 1]);
  address.write({ ...DEFAULTS, w1: 2 });
  address.cancel();
  clock.runFor(1000);
  assert.equal(place.hash, "#neuron-1.w1=3");
});

test("what is to be written now is written now", (t) => {
  new Clock(t);
  new Address("neuron-1", DEFAULTS).write({ ...DEFAULTS, w1: 2 }, { now: true });
  assert.equal(place.hash, "#neuron-1.w1=2");
});

test("where all is as it was, no # is left", (t) => {
  new Clock(t);
  place.hash = "#neuron-1.w1=2";
  new Address("neuron-1", DEFAULTS).write(DEFAULTS, { now: true });
  assert.equal(place.href, PAGE);
});

test("a default is written where the question mark asks for something else", (t) => {
  new Clock(t);
  place.search = "?neuron-1.b=1";
  new Address("neuron-1", DEFAULTS).write(DEFAULTS, { now: true });
  assert.equal(place.hash, "#neuron-1.b=0.3");
});

test("a frame that may not change its address goes on without", (t) => {
  new Clock(t);
  isSandboxed = true;
  new Address("neuron-1", DEFAULTS).write({ ...DEFAULTS, w1: 2 }, { now: true });
  assert.equal(place.href, PAGE);
});

test("a link has the settings of its own widget alone", () => {
  place.search = "?lesson=2&gates-1.gate=or";
  place.hash = "#gates-1.gate=or&neuron-1.b=1";
  const link = new URL(new Address("neuron-1", DEFAULTS).link({ w1: 0.4, b: 0.3 }));
  assert.deepEqual([link.search, link.hash], ["?lesson=2", "#neuron-1.w1=0.4"]);
});

test("a link carries of a setting what fits into it", () => {
  const linked = (
    /** @type {string} */ name,
    /** @type {import("../../web/stage/types.d.ts").Value} */ value,
  ) => (name === "own" ? String(value).slice(0, 3) : value);
  const link = new Address("neuron-1", { own: "" }, { linked }).link({ own: "1;2;3;4" });
  assert.equal(new URLSearchParams(new URL(link).hash.slice(1)).get("neuron-1.own"), "1;2");
});

test("a link presents the widget where it is presented, and no other", () => {
  place.hash = "#present=neuron-1&neuron-1.b=1";
  assert.equal(
    new Address("neuron-1", DEFAULTS).link({ w1: 0.8, b: 1 }),
    `${PAGE}#neuron-1.b=1&present=neuron-1`,
  );
  assert.equal(new Address("gates-1", DEFAULTS).link({ w1: 0.8, b: 1 }), `${PAGE}#gates-1.b=1`);
});

test("settings are written beside what is presented", () => {
  place.hash = "#present=neuron-1";
  new Address("neuron-1", DEFAULTS).write({ w1: 0.8, b: 1 }, { now: true });
  assert.equal(place.hash, "#present=neuron-1&neuron-1.b=1");
});
