// The page's patience with Python, under a clock of our own and with a Python that is played.
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Clock } from "./clock.mjs";

/** @import { Hear, Way } from "../../web/stage/types.d.ts" */

const PATIENCE = 8000; // milliseconds

const reload = mock.fn();
/** @type {{dataset: Record<string, string>}} */
const html = { dataset: {} };

// The least of a page that the modules of Python ask for.
Object.assign(globalThis, {
  self: globalThis,
  location: { reload },
  document: { documentElement: html, querySelector: () => null },
  OffscreenCanvas: class {},
  HTMLCanvasElement: class {
    transferControlToOffscreen() {}
  },
});
const { Python } = await import("../../web/stage/python/python.js");

/**
 * A Python that is ready, with its clock, what it has said, and what speaks for it.
 * @type {(t: import("node:test").TestContext) => Promise<any>}
 */
async function ready(t) {
  const clock = new Clock(t);
  /** @type {string[]} */
  const said = [];
  /** @type {Hear} */
  let hear = () => {};
  let die = (/** @type {string} */ _reason) => {};
  const posted = mock.fn();
  /** @type {Way} */
  const way = async (heard, fail) => {
    [hear, die] = [heard, fail];
    return { post: posted };
  };
  const python = new Python(way);
  for (const word of ["silent", "heard"]) python.addEventListener(word, () => said.push(word));
  await python.start();
  const ask = (/** @type {number} */ turn) => python.post({ type: "turn", id: "some", turn });
  const answer = (/** @type {number} */ turn) => hear({ type: "patch", id: "some", turn });
  return { python, clock, said, ask, answer, posted, die: (/** @type {string} */ reason) => die(reason) };
}

test("who does not answer is silent, and then heard again", async (t) => {
  const { clock, said, ask, answer } = await ready(t);
  ask(1);
  clock.runFor(PATIENCE - 1);
  assert.deepEqual(said, []);
  clock.runFor(1);
  assert.deepEqual(said, ["silent"]);
  answer(1);
  clock.runFor(2 * PATIENCE);
  assert.deepEqual(said, ["silent", "heard"]);
});

test("two tools that take turns are answered all the time", async (t) => {
  const { clock, said, ask, answer } = await ready(t);
  ask(1);
  for (let turn = 1; turn <= 10; turn += 1) {
    ask(turn + 1); // the other tool has asked already when an answer comes
    clock.runFor(PATIENCE / 4);
    answer(turn);
  }
  assert.deepEqual(said, []);
  clock.runFor(PATIENCE);
  assert.deepEqual(said, ["silent"], "the last question had no answer");
});

test("who answers one of two and then no more is silent", async (t) => {
  const { clock, said, ask, answer } = await ready(t);
  ask(1);
  ask(2);
  clock.runFor(PATIENCE / 2);
  answer(1);
  clock.runFor(PATIENCE - 1);
  assert.deepEqual(said, []);
  clock.runFor(1);
  assert.deepEqual(said, ["silent"]);
});

test("a Python that has died is told nothing more, and says why", async (t) => {
  const { python, ask, posted, die } = await ready(t);
  const failed = mock.fn();
  python.addEventListener("failed", (/** @type {CustomEvent} */ { detail }) => failed(detail.reason));
  die("out of memory");
  ask(1);
  assert.equal(python.state, "failed");
  assert.deepEqual(
    failed.mock.calls.map((call) => call.arguments),
    [["out of memory"]],
  );
  assert.equal(posted.mock.callCount(), 0);
});

test("one that was stopped is not heard any more", async (t) => {
  const { python, answer, die } = await ready(t);
  const heard = mock.fn();
  python.addEventListener("message", heard);
  python.stop();
  answer(1);
  die("too late");
  assert.equal(python.state, "stopped");
  assert.equal(heard.mock.callCount(), 0);
});

test("a start that fails tells the last line of its reason", async (t) => {
  new Clock(t);
  t.mock.method(console, "info", () => {});
  const python = new Python(async () => {
    throw new Error("Traceback\n  line 1\nZeroDivisionError: division by zero");
  });
  const failed = mock.fn();
  python.addEventListener("failed", (event) => failed(/** @type {CustomEvent} */ (event).detail.reason));
  await python.start();
  assert.deepEqual(
    failed.mock.calls.map((call) => call.arguments),
    [["ZeroDivisionError: division by zero"]],
  );
});

test("a browser that lacks what is needed is told so in words", async (t) => {
  new Clock(t);
  const canvas = /** @type {any} */ (globalThis).OffscreenCanvas;
  t.after(() => Object.assign(globalThis, { OffscreenCanvas: canvas }));
  Object.assign(globalThis, { OffscreenCanvas: undefined });
  const python = new Python(async () => ({ post() {} }));
  const failed = mock.fn();
  python.addEventListener("failed", (event) => failed(/** @type {CustomEvent} */ (event).detail.reason));
  await python.start();
  assert.match(
    failed.mock.calls[0].arguments[0],
    /^this browser lacks OffscreenCanvas, which a current Chrome/,
  );
});
