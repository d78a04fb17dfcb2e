// What a reader's words find: pure, without a page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { count, everything, search, wordsOf } from "../../../web/stage/page/matching.js";

const GROUPS = [
  {
    name: "Lessons",
    one: "lesson",
    entries: [
      {
        title: "Layers",
        address: "./layers.html",
        text: "Follow a naïve gradient through a network.",
        headings: /** @type {[string, string][]} */ ([
          ["One neuron more", ""],
          ["Depth, with neurons", "depth"],
        ]),
      },
      { title: "The artificial neuron", address: "./neuron.html", text: "Weights w₁ and a bias." },
      {
        title: "Gradient descent",
        address: "./descent.html",
        text: "A ball on a landscape.",
        words: "ball momentum weights",
      },
    ],
  },
  {
    name: "Tools",
    one: "tool",
    entries: [
      {
        title: "What does one do?",
        address: "./neuron.html#neuron-1",
        text: "A sum.",
        place: "The artificial neuron",
      },
    ],
  },
];

/** @type {(query: string) => string[]} */
const titles = (query) => search(GROUPS, query).flatMap(({ hits }) => hits.map(({ title }) => title));

test("words are compared without capitals, accents, signs and small figures", () => {
  assert.deepEqual(wordsOf("Naïve, the W₁—x²!"), ["naive", "the", "w1", "x2"]);
});

test("a word of the text is found, after those of titles, headings and summaries", () => {
  assert.deepEqual(titles("moment"), ["Gradient descent"]);
  assert.deepEqual(titles("weights"), ["The artificial neuron", "Gradient descent"]);
});

test("the group with the best of all comes first", () => {
  const [first, second] = search(GROUPS, "one do");
  assert.deepEqual([first.name, second?.name], ["Tools", undefined]);
  const ball = [
    { name: "Lessons", one: "lesson", entries: [{ ...GROUPS[0].entries[2] }] },
    { name: "Tools", one: "tool", entries: [{ title: "A ball", address: "./a.html", text: "" }] },
  ];
  assert.deepEqual(
    search(ball, "ball").map(({ name }) => name),
    ["Tools", "Lessons"],
  );
});

test("the beginning of a word is enough, and its middle is not", () => {
  assert.deepEqual(titles("GRAD desc"), ["Gradient descent"]);
  assert.deepEqual(titles("adient"), []);
  assert.deepEqual(titles("naive"), ["Layers"]);
  assert.deepEqual(titles("w1"), ["The artificial neuron"]);
});

test("every word must be met, each in any place", () => {
  assert.deepEqual(titles("layers gradient depth"), ["Layers"]);
  assert.deepEqual(titles("layers landscape"), []);
});

test("a title comes before a heading, that before the text", () => {
  assert.deepEqual(titles("neuron"), ["The artificial neuron", "Layers", "What does one do?"]);
  assert.deepEqual(titles("gradient"), ["Gradient descent", "Layers"]);
});

test("a whole word comes before the beginning of one", () => {
  const groups = [
    {
      name: "G",
      one: "g",
      entries: ["Neurons", "Neuron"].map((title) => ({ title, address: "./a.html", text: "" })),
    },
  ];
  assert.deepEqual(
    search(groups, "neuron")[0].hits.map(({ title }) => title),
    ["Neuron", "Neurons"],
  );
});

test("what is found in a section leads there, if it can be linked to, and names it", () => {
  const [{ hits }] = search(GROUPS, "depth");
  assert.deepEqual(hits, [{ title: "Layers", address: "./layers.html#depth", about: "Depth, with neurons" }]);
  assert.deepEqual(search(GROUPS, "more")[0].hits[0].address, "./layers.html");
});

test("what the title has needs no section", () => {
  const [{ hits }] = search(GROUPS, "layers");
  assert.deepEqual(hits, [
    { title: "Layers", address: "./layers.html", about: "Follow a naïve gradient through a network." },
  ]);
});

test("a tool tells where it stands", () => {
  assert.deepEqual(search(GROUPS, "sum")[0].hits[0], {
    title: "What does one do?",
    address: "./neuron.html#neuron-1",
    about: "The artificial neuron",
  });
});

test("no word, or signs alone, find nothing", () => {
  for (const query of ["", "   ", "…?!"]) assert.deepEqual(search(GROUPS, query), []);
});

test("what was found is counted in words", () => {
  assert.equal(count(search(GROUPS, "neuron")), "Found: 2 lessons, 1 tool.");
  assert.equal(count([]), "");
});

test("everything of a group is listed in its order", () => {
  const { name, hits } = everything(GROUPS[0]);
  assert.deepEqual(
    [name, ...hits.map(({ title }) => title)],
    ["Lessons", "Layers", "The artificial neuron", "Gradient descent"],
  );
});
