// A widget's voice under a clock of our own: never too often, and the last word is always said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { speaker } from "../../web/stage/widget/speaker.js";
import { Clock } from "./clock.mjs";

/** A line of a live region: what it said, when, and whether it was heard. @param {Clock} clock */
function line(clock) {
  /** @type {Map<string, string>} */
  const attributes = new Map();
  const start = clock.now;
  /** @type {{time: number, text: string, live: boolean}[]} */
  const said = [];
  let now = "";
  const element = {
    get textContent() {
      return now;
    },
    set textContent(text) {
      now = text;
      said.push({ time: clock.now - start, text, live: attributes.get("aria-live") !== "off" });
    },
    getAttribute: (/** @type {string} */ name) => attributes.get(name) ?? null,
    setAttribute: (/** @type {string} */ name, /** @type {string} */ value) => attributes.set(name, value),
    removeAttribute: (/** @type {string} */ name) => attributes.delete(name),
  };
  return { element: /** @type {Element} */ (/** @type {unknown} */ (element)), said };
}

/**
 * What is said while texts come `every` so many ms, and after.
 * @type {(clock: Clock, every: number, lasting: number, unhurried: boolean) => {time: number, text: string}[]}
 */
function heard(clock, every, lasting, unhurried) {
  const { element, said } = line(clock);
  const speak = speaker(element);
  for (let time = every; time <= lasting; time += every) {
    clock.runFor(every);
    speak(String(time), { unhurried });
  }
  clock.runFor(10_000);
  return said;
}

/** @param {number[]} times */
const pauses = (times) => times.slice(1).map((time, index) => time - times[index]);

for (const [name, every, lasting, unhurried, pause] of /** @type {const} */ ([
  ["dragging", 16, 4000, false, 500],
  ["training", 16, 16_000, true, 5000],
]))
  test(`it pauses between messages and says the last, while ${name}`, (t) => {
    const said = heard(new Clock(t), every, lasting, unhurried);
    const last = said[said.length - 1];
    assert.ok(pauses(said.map(({ time }) => time)).every((wait) => wait >= pause));
    assert.ok(said.length >= Math.floor(lasting / pause));
    assert.equal(last.text, String(Math.floor(lasting / every) * every));
    assert.ok(last.time <= lasting + pause + every);
  });

test("what comes after a pause is said at once", (t) => {
  const said = heard(new Clock(t), 1000, 3000, false);
  assert.deepEqual(
    said.map(({ time, text }) => [time, text]),
    [
      [1000, "1000"],
      [2000, "2000"],
      [3000, "3000"],
    ],
  );
});

test("the line follows what plays, and the voice takes its time", (t) => {
  const clock = new Clock(t);
  const own = line(clock);
  const voice = line(clock);
  const speak = speaker(own.element, voice.element);
  const steps = Array.from({ length: 120 }, (_, index) => String(100 * (index + 1)));
  for (const text of steps) {
    clock.runFor(100);
    speak(text, { unhurried: true });
  }
  clock.runFor(100);
  speak("rest");
  clock.runFor(5000);
  speak("moved");
  clock.runFor(30_000);
  assert.deepEqual(
    own.said.map(({ text }) => text),
    [...steps, "rest", "moved"],
  );
  const aloud = own.said.filter(({ live }) => live).map(({ text }) => text);
  assert.deepEqual(aloud, ["moved"], "who listens hears the voice alone");
  assert.deepEqual(
    voice.said.slice(-2).map(({ text }) => text),
    ["rest", ""],
  );
  const times = voice.said.filter(({ text }) => text && text !== "rest").map(({ time }) => time);
  assert.equal(times.length, 3);
  assert.ok(pauses(times).every((wait) => wait >= 5000));
});
