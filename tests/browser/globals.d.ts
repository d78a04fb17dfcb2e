// What the scripts of these tests find on a page, and leave there for Python.

interface Window {
  glassboxChecks: object;
  glassboxDeeds: object;
  glassboxFuzz: object;
  glassboxRanges: object;
}

/** What ranges.js asks of deeds.js. */
declare const glassboxDeeds: { answered(): boolean };

/** One finding of HTML_CodeSniffer. */
interface Finding {
  type: number;
  code: string;
  msg: string;
  element: Element;
}

declare const HTMLCS: {
  ERROR: number;
  process(standard: string, page: Document, done: () => void): void;
  getMessages(): Finding[];
};

/** Types of the stage. These scripts are no modules, so they cannot import any. */
declare namespace Stage {
  type Answer = import("../../web/stage/types.d.ts").Answer;
  type Control = import("../../web/stage/types.d.ts").Control;
  type Message = import("../../web/stage/types.d.ts").Message;
  type Python = import("../../web/stage/python/python.js").Python;
}
