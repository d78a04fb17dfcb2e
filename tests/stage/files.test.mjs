// Files of a reader: read in whatever way their program wrote them, or refused in words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decode, LARGEST, readChosen } from "../../web/stage/widget/files.js";

const TEXT = "größe;weite;art\r1,5;2;groß\r-1;0;klein\r";

/** Text as two bytes for each sign. @type {(text: string, order: "le" | "be") => number[]} */
const utf16 = (text, order) =>
  [...text].flatMap((sign) => {
    const code = sign.charCodeAt(0);
    const pair = [code & 0xff, code >> 8];
    return order === "le" ? pair : pair.reverse();
  });

const WAYS = {
  "UTF-8": [...new TextEncoder().encode(TEXT)],
  "UTF-8 with a mark": [0xef, 0xbb, 0xbf, ...new TextEncoder().encode(TEXT)],
  "UTF-16 with a mark, low byte first": [0xff, 0xfe, ...utf16(TEXT, "le")],
  "UTF-16 with a mark, high byte first": [0xfe, 0xff, ...utf16(TEXT, "be")],
  "UTF-16 without a mark, low byte first": utf16(TEXT, "le"),
  "UTF-16 without a mark, high byte first": utf16(TEXT, "be"),
  "the old code of Western Europe": [...TEXT].map((sign) => sign.charCodeAt(0)),
};

for (const [way, bytes] of Object.entries(WAYS))
  test(`a file in ${way} is read`, () => assert.equal(decode(new Uint8Array(bytes)), TEXT));

/** @type {["le" | "be", number[]][]} */
const MARKS = [
  ["le", [0xff, 0xfe]],
  ["be", [0xfe, 0xff]],
];
for (const [order, mark] of MARKS)
  test(`a mark tells UTF-16 (${order}) where no letter is Western`, () =>
    assert.equal(decode(new Uint8Array([...mark, ...utf16("άλφα;ώρα", order)])), "άλφα;ώρα"));

test("an empty file is an empty text", () => assert.equal(decode(new Uint8Array(0)), ""));

/** @param {File[]} files */
const input = (...files) =>
  /** @type {HTMLInputElement} */ (/** @type {unknown} */ ({ files, value: "C:\\fakepath" }));

test("without a chosen file there is nothing to read", async () => {
  assert.equal(await readChosen(input()), null);
});

test("the same file may be chosen again", async () => {
  const chooser = input(new File(["1,2,a"], "table.csv"));
  assert.equal(await readChosen(chooser), "1,2,a");
  assert.equal(chooser.value, "");
});

test("a file too large is refused with its size, which is never rounded down to the limit", async () => {
  const words = /^table\.csv has 1\.01 MB, and 1 MB is the most\.$/;
  const file = new File([new Uint8Array(LARGEST + 1)], "table.csv");
  await assert.rejects(readChosen(input(file)), { message: words });
  assert.equal((await readChosen(input(new File(["x".repeat(LARGEST)], "table.csv"))))?.length, LARGEST);
});
