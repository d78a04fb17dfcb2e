// Old addresses: whoever comes with one of a tool that has moved is led on, with all it says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { newAddress, speaksOf } from "../../../web/stage/page/moved.js";

const MOVED = [{ tool: "neuron-1", href: "https://a.test/course/neuron.html" }];
/** @param {string} rest */
const address = (rest) => new URL(`https://a.test/course/index.html${rest}`);

test("an address that sets the tool up is led on with all of its settings", () => {
  const settings = "neuron-1.w1=0.4&neuron-1.activation=tanh";
  for (const sign of ["#", "?"])
    assert.equal(
      newAddress(address(sign + settings), MOVED),
      `https://a.test/course/neuron.html${sign}${settings}`,
    );
});

test("so is one that only names its place", () => {
  assert.equal(newAddress(address("#neuron-1"), MOVED), "https://a.test/course/neuron.html#neuron-1");
});

test("an address of the page itself, or of another tool, is answered here", () => {
  for (const rest of ["", "#main", "#hero-1.x1=2", "?a=neuron-1", "#neuron-12.w1=1", "#x=neuron-1.w1"])
    assert.equal(newAddress(address(rest), MOVED), null, rest);
});

test("a tool is not taken for one whose name begins alike", () => {
  assert.equal(speaksOf(address("#neuron-1x.w=1"), "neuron-1"), false);
});
