// What a widget has to tell Python: the deeds one by one, the newest of everything else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Outbox } from "../../web/stage/widget/outbox.js";

/** @type {(phase: "down" | "move" | "up" | "hover", x: number) => {pointer: import("../../web/stage/types.d.ts").Pointer}} */
const at = (phase, x) => ({ pointer: { part: "map", phase, x, y: 0 } });

test("a new outbox has nothing to tell", () => {
  const box = new Outbox();
  assert.ok(box.isEmpty);
  assert.ok(!box.hasDeed);
  assert.deepEqual(box.moved, {});
});

test("each deed travels by itself and in its order", () => {
  const box = new Outbox();
  box.begin({ moves: true });
  box.add({ moved: { w1: 1 } });
  box.begin();
  box.add({ action: "train" });
  const [first, second] = [box.take(), box.take()];
  assert.deepEqual([first.deed, first.moved, first.actions], [{ moves: true }, { w1: 1 }, []]);
  assert.deepEqual([second.deed, second.moved, second.actions], [{}, {}, ["train"]]);
  assert.ok(box.isEmpty);
});

test("news that comes before a deed is told before it", () => {
  const box = new Outbox();
  box.add({ elapsed: 16 });
  box.begin();
  box.add({ action: "step" });
  assert.equal(box.take().deed, null);
  assert.deepEqual(box.take().actions, ["step"]);
});

test("of what a control was moved to, only the newest is told", () => {
  const box = new Outbox();
  box.begin({ moves: true });
  for (const w1 of [0.1, 0.2, 0.3]) box.add({ moved: { w1 } });
  box.add({ moved: { b: 1 } });
  assert.deepEqual(box.moved, { w1: 0.3, b: 1 });
  assert.deepEqual(box.take().moved, { w1: 0.3, b: 1 });
});

test("a move of the pointer replaces the move before it, and a press replaces nothing", () => {
  const box = new Outbox();
  for (const news of [
    at("hover", 1),
    at("hover", 2),
    at("down", 3),
    at("move", 4),
    at("move", 5),
    at("up", 6),
  ])
    box.add(news);
  const told = box.take().pointers.map(({ phase, x }) => [phase, x]);
  assert.deepEqual(told, [
    ["hover", 2],
    ["down", 3],
    ["move", 5],
    ["up", 6],
  ]);
});

test("what was pressed, typed and handed over is told in full", () => {
  const box = new Outbox();
  for (const key of ["ArrowLeft", "ArrowLeft"]) box.add({ key: { part: "map", key, shift: false } });
  box.add({ text: { name: "table", text: "1,2" } });
  const { keys, texts } = box.take();
  assert.equal(keys.length, 2);
  assert.deepEqual(texts, [{ name: "table", text: "1,2" }]);
});

test("deeds that are dropped leave the size of the pictures", () => {
  const box = new Outbox();
  box.add({ sizes: { map: [300, 200, 1] } });
  box.begin();
  box.add({ action: "train", moved: { w1: 1 } });
  box.dropDeeds();
  assert.ok(!box.hasDeed);
  const { sizes, actions, moved } = box.take();
  assert.deepEqual([sizes, actions, moved], [{ map: [300, 200, 1] }, [], {}]);
  assert.ok(box.isEmpty);
});

test("only the deed that came last is taken back", () => {
  const box = new Outbox();
  box.begin({ moves: true });
  box.add({ moved: { w1: 1 } });
  box.begin({ moves: true });
  box.add({ moved: { b: 2 }, sizes: { map: [1, 1, 1] } });
  box.dropDeed();
  assert.ok(box.hasDeed);
  assert.deepEqual(box.moved, { w1: 1 });
  assert.deepEqual(box.take().moved, { w1: 1 });
  const rest = box.take();
  assert.deepEqual([rest.deed, rest.sizes], [null, { map: [1, 1, 1] }]);
});
