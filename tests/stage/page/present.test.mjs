// What an address says of presenting: pure, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedFor, askFor } from "../../../web/stage/page/present.js";

const PAGE = "https://example.org/neuron.html";

/** @param {string} rest */
const asked = (rest) => askedFor(new URL(PAGE + rest));

test("an address asks for a widget behind the # or the question mark, and the # wins", () => {
  assert.equal(asked("#present=neuron-1"), "neuron-1");
  assert.equal(asked("?present=neuron-1"), "neuron-1");
  assert.equal(asked("?present=neuron-1#present=gates-1&gates-1.b=1"), "gates-1");
});

test("settings, places and nothing ask for none", () => {
  for (const rest of ["", "#present", "#by-hand", "?widget=neuron", "#neuron-1.present=1", "#present="])
    assert.equal(asked(rest), "");
});

test("asking keeps the settings and whatever else the query says", () => {
  assert.equal(
    askFor(`${PAGE}?widget=neuron#neuron-1.w1=0.4`, "neuron-1"),
    `${PAGE}?widget=neuron#neuron-1.w1=0.4&present=neuron-1`,
  );
});

test("asking for none takes it out of both places, and leaves the rest as it is written", () => {
  assert.equal(askFor(`${PAGE}?present=a-1&x=1#present=b-1`, ""), `${PAGE}?x=1`);
  assert.equal(askFor(`${PAGE}?x=a%20b#neuron-1.b=1`, ""), `${PAGE}?x=a%20b#neuron-1.b=1`);
});

test("a place on the page stays, unless something else is asked for", () => {
  assert.equal(askFor(`${PAGE}#by-hand`, ""), `${PAGE}#by-hand`);
  assert.equal(askFor(`${PAGE}#by-hand`, "neuron-1"), `${PAGE}#present=neuron-1`);
});
