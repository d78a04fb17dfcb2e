// The snippets for teachers: texts that follow from one state.
import assert from "node:assert/strict";
import { test } from "node:test";
import { embedAddress, hostLine, snippetOf } from "../../web/stage/teachers/snippets.js";

/** @type {import("../../web/stage/types.d.ts").SnippetState} */
const STATE = {
  kind: "frame",
  tool: "neuron",
  title: 'One "neuron" & more',
  pairs: [
    ["w1", "0.4"],
    ["hide", "toolbar"],
  ],
  height: 640,
  styles: ["https://example.org/css/widget.css"],
};

test("an address asks for the tool, and then for its settings and limits", () => {
  const url = new URL(embedAddress("neuron", STATE.pairs));
  assert.ok(url.pathname.endsWith("/embed.html"));
  assert.deepEqual(
    [...url.searchParams],
    [
      ["widget", "neuron"],
      ["w1", "0.4"],
      ["hide", "toolbar"],
    ],
  );
});

test("a link is the address alone", () => {
  assert.equal(snippetOf({ ...STATE, kind: "link" }), embedAddress("neuron", STATE.pairs));
});

test("a frame has the height of its content, and a title that cannot leave its attribute", () => {
  const frame = snippetOf(STATE);
  assert.match(frame, /height: 640px/);
  assert.ok(frame.includes('title="One &#34;neuron&#34; &#38; more"'));
  assert.ok(frame.includes("widget=neuron&#38;w1=0.4"));
});

test("a place brings its styles, its scripts and its settings", () => {
  const place = snippetOf({ ...STATE, kind: "place", pairs: [["text", 'a"><script>']] });
  assert.ok(place.startsWith('<link rel="stylesheet" href="https://example.org/css/widget.css">\n'));
  assert.ok(place.indexOf("stage/stand-ins.js") < place.indexOf("stage/stage.js"));
  assert.ok(place.endsWith('<div data-widget="neuron" data-text="a&#34;&#62;&#60;script&#62;"></div>'));
});

test("one line gives all frames of a page their height", () => {
  assert.match(hostLine(), /^<script src="[^"]+\/embed\.js" async><\/script>$/);
});
