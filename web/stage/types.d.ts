// The shapes that modules of the stage share. For the type checker alone: the build leaves it out.

/** The value of a control: a number, true or false, or a text. An address has texts only. */
export type Value = string | number | boolean;

/** Settings of a widget by their names. */
export type Settings = Record<string, Value>;

/** A control of a form, as far as the stage asks: its `type` and `matches` tell what it has of this. */
export interface Control extends HTMLElement {
  add(option: HTMLOptionElement): void;
  checked: boolean;
  defaultChecked: boolean;
  defaultValue: string;
  disabled: boolean;
  form: HTMLFormElement | null;
  labels: NodeListOf<HTMLLabelElement> | null;
  max: string;
  maxLength: number;
  min: string;
  name: string;
  options: HTMLOptionsCollection;
  step: string;
  type: string;
  value: string;
  valueAsNumber: number;
}

/** See `find` in dom.js. */
export type Find = <E extends Element = HTMLElement>(root: ParentNode, selector: string) => E;

/** See `targetOf` in dom.js. */
export type TargetOf = <E extends Element = HTMLElement>(event: Event) => E;

// --- what a widget and its Python tell each other -------------------------------------------------

/** A press, a drag, or the pointer passing by, in pixels of the picture `part`. */
export interface Pointer {
  part: string | undefined;
  phase: "down" | "move" | "up" | "hover" | "leave";
  x: number;
  y: number;
}

/** A key on the picture `part`, or that the focus came or went. */
export interface Key {
  part: string | undefined;
  key: string;
  shift: boolean;
}

/** A text that the reader handed over under a name, or the problem with it. */
export interface HandedText {
  name: string | undefined;
  text?: string;
  problem?: string;
}

/** A canvas by its part: width, height and device pixels for each of ours. */
export type PictureSizes = Record<string, number[]>;

/** How the reader wants pictures to look. */
export interface Look {
  tokens: Record<string, string>;
  still: boolean;
}

/** News for Python of which the newest counts. */
export interface Newest extends Partial<Look> {
  share?: boolean;
  look?: boolean;
  fonts?: boolean;
  recall?: number;
  elapsed?: number;
  sizes?: PictureSizes;
}

/** One piece of news for Python. */
export interface News extends Newest {
  pointer?: Pointer;
  key?: Key;
  action?: string;
  text?: HandedText;
  moved?: Settings;
}

/** What the reader does, as far as Undo asks: a control moves, or a picture is pointed at. */
export interface Deed {
  moves?: boolean;
  points?: boolean;
}

/** All that one turn tells Python. */
export interface Letter extends Newest {
  deed: Deed | null;
  moved: Settings;
  pointers: Pointer[];
  keys: Key[];
  actions: string[];
  texts: HandedText[];
}

/** A message to Python; one with a `turn` is answered by a message with the same number. */
export interface Message {
  type: string;
  id?: string;
  turn?: number;
  [name: string]: unknown;
}

/** A file that Python made. */
export interface Download {
  name: string;
  content: BlobPart;
  type: string;
}

/** What Python changes on the page. */
export interface Patch {
  text?: Record<string, string>;
  rows?: Record<string, string[][]>;
  attributes?: Record<string, Record<string, unknown>>;
  options?: Record<string, [value: string, label: string][]>;
  choices?: Record<string, { choices: [value: string, label: string][]; value: string }>;
  values?: Settings;
  items?: Record<string, Item[]>;
  focus?: string;
}

/** What a part of an item shows: a text, or attributes and with them perhaps a `text`. */
export type Shown = string | ({ text?: string } & Record<string, unknown>);

/** An item of a list: its key, and what its parts show. */
export type Item = [key: string, parts: Record<string, Shown>];

/** What a control takes: the ends and the step of its number, or its choices. */
export type Limits = { low: number; high: number; step?: number } | { choices: string[] };

/** A message from Python to a widget: a patch, or why there is none. */
export interface Answer extends Patch {
  type: string;
  id: string;
  turn: number;
  running?: boolean;
  status?: string;
  results?: Result[];
  download?: Download;
  message?: string;
  detail?: string;
}

// --- Python ---------------------------------------------------------------------------------------

/** A message from where Python lives: how booting goes, or Python's own. */
export type Heard =
  | { type: "progress"; stage: string; turn?: undefined }
  | { type: "broken"; reason: string; turn?: undefined }
  | { type: "started"; from: "snapshot" | "files"; turn?: undefined }
  | { type: "fonts"; turn?: undefined }
  | { type?: "message" | "error" | "missing" | "patch"; turn?: number };

/** How far booting has come when a stage of it begins, and what the reader is told. */
export type Stage = [fraction: number, text: string];

export type Hear = (data: any) => void;
export type Fail = (reason: string) => void;

/** What messages to Python go through. */
export interface Port {
  post(message: Message, transfer?: Transferable[]): void;
}

/** The way to a Python, see python.js. */
export type Way = (hear: Hear, fail: Fail, signal: AbortSignal) => Promise<Port>;

/** The scope of a worker, where a module runs both there and on the page. */
export interface WorkerScope {
  name: string;
  postMessage(message: unknown, transfer?: Transferable[]): void;
}

/** A side module of NumPy: its file, its path in Python, and where it lies in a file that it shares. */
export type Library = [file: string, path: string, start?: number, length?: number];

/** The list of the snapshot's parts, which the build writes. */
export interface QuickList {
  key: string;
  lock: string;
  shared: string;
  libraries: Library[];
}

/** What every start needs, by name. */
export interface Parts {
  python: WebAssembly.Module;
  libraries: WebAssembly.Module[];
  memory: ArrayBuffer;
}

/** Pieces of a memory, in bytes. */
export type Pieces = [start: number, length: number][];

/** What a snapshot says of itself. */
export interface Head {
  about: { key: string };
  shape: string;
  fickle: Pieces;
  size: number;
  pieces: Pieces;
  objects: unknown;
  table: number;
  slots: number[];
  handles: [handle: number, name: string][];
  files: [path: string, length: number][];
}

export interface Snapshot {
  head: Head;
  memory: Uint8Array<ArrayBuffer>;
  files: Uint8Array<ArrayBuffer>;
}

/** A Python that has not begun, for comparison. */
export interface Unborn {
  memory: Uint32Array;
  fickle: Pieces;
  shape: string;
}

/** Pyodide as far as the course uses it. */
export interface Pyodide {
  FS: {
    writeFile(path: string, content: Uint8Array | string, options?: { canOwn: boolean }): void;
    readFile(path: string): Uint8Array<ArrayBuffer>;
    mkdirTree(path: string): void;
  };
  loadedPackages: Record<string, string>;
  runPython(code: string, options?: object): unknown;
  runPythonAsync(code: string): Promise<unknown>;
  registerJsModule(name: string, module: object): void;
  pyimport(name: string): any;
  unpackArchive(archive: ArrayBuffer | Uint8Array, kind: string, options: { extractDir: string }): void;
  setStdout(options: { batched: Write }): void;
  setStderr(options: { batched: Write }): void;
  _module: PythonModule;
  _api: { serializeHiwireState(): unknown };
}

export type Write = (text: string) => void;

/** Pyodide's `loadPyodide`, and the maker of its WebAssembly module. */
export type LoadPyodide = (options: object) => Promise<Pyodide>;
export type Factory = (settings: ModuleSettings) => Promise<PythonModule>;

export interface ModuleSettings {
  preRun: ((python: PythonModule) => void)[];
}

interface SideModule {
  name: string;
  refcount: number;
  global: boolean;
  exports: unknown;
}

/** The private members of Pyodide's module that snapshot.js knows. */
export interface PythonModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  HEAPU32: Uint32Array<ArrayBuffer>;
  HEAP32: Int32Array<ArrayBuffer>;
  wasmTable: WebAssembly.Table;
  freeTableIndexes: number[];
  LDSO: { loadedLibsByHandle: Record<string, SideModule>; loadedLibsByName: Record<string, SideModule> };
  API: { config: { BUILD_ID: string }; restoreSnapshot?: () => unknown };
  __PyRuntime: number;
  __PyEM_EMSCRIPTEN_TRAMPOLINE_OFFSET: number;
  _emscripten_get_sbrk_ptr(): number;
  _malloc(size: number): number;
  _free(place: number): void;
  addRunDependency(name: string): void;
  removeRunDependency(name: string): void;
  growMemory(size: number): void;
  newDSO(path: string, handle: undefined, state: string): SideModule;
  loadWebAssemblyModule(module: WebAssembly.Module, flags: object, path: string, scope: object): unknown;
}

// --- search ---------------------------------------------------------------------------------------

/** Something that can be found; see scripts/finding/search.py. */
export interface SearchEntry {
  title: string;
  address: string;
  text: string;
  headings?: [title: string, anchor: string][];
  /** All words of its text, in small letters. */
  words?: string;
  /** Where it stands, if it is no page of its own. */
  place?: string;
}

/** Entries of one kind, with what one of them is called. */
export interface SearchGroup {
  name: string;
  one: string;
  entries: SearchEntry[];
}

/** What was found: where it leads, and a line about it. */
export interface SearchHit {
  title: string;
  address: string;
  about: string;
}

export interface SearchHits {
  name: string;
  one: string;
  hits: SearchHit[];
}

// --- the page for teachers ------------------------------------------------------------------------

/** Something of a tool that can be taken from its readers. */
export interface Offer {
  name: string;
  words: string;
  fixable: boolean;
  control?: Element;
}

export type Pair = [name: string, value: string];

/** All that a snippet follows from. */
export interface SnippetState {
  kind: "link" | "frame" | "place";
  tool: string;
  title: string;
  pairs: Pair[];
  height: number;
  styles: string[];
}

// --- results and progress -------------------------------------------------------------------------

/** What was got, of what could be got. */
export type Score = [got: number, of: number];

/** One try at a task. */
export interface Try {
  answer: string | null;
  score: Score | null;
}

/** What is known of a task, see results/entry.js. */
export interface Entry extends Try {
  kind: string;
  done: boolean;
  tries: number;
  first: Try | null;
}

/** The same with the task's name. */
export type Known = Entry & { task: string };

/** What came of a task; and the same in full. */
export type Result = { task: string; kind: string; done: boolean } & Partial<Try>;
export type Report = Required<Result>;

/** A change of the ledger, see results/ledger.js. */
export interface Change {
  entry: Known;
  before: Known | undefined;
  report: Report | null;
}

declare module "./results/ledger.js" {
  interface Ledger {
    addEventListener(
      type: "change",
      listener: ((event: CustomEvent<Change>) => void) | EventListenerObject | null,
    ): void;
    addEventListener(type: "forgotten", listener: () => void): void;
  }
}

/** A lesson's part of the record. */
export interface LessonRecord {
  results: Record<string, Entry>;
}

export type Lessons = Record<string, LessonRecord>;

/** The record of a reader's progress, see record.js. */
export interface ProgressRecord {
  keeping: boolean;
  lessons: Lessons;
}

/** How things stand with it on this device, see keeping.js. */
export interface Standing {
  state: "off" | "on" | "paused" | "blocked" | "unreadable";
  text: string | null;
  record: ProgressRecord;
  words: string;
}

/** How many results of each kind there are. */
export type Sizes = Record<"answers" | "predictions" | "goals" | "exercises" | "others", number>;

/** The facts of a question: its choices, and the right one. */
export interface Question {
  choices: string[];
  right: string | undefined;
}

/** The tasks of a lesson. */
export interface Tasks {
  questions: Record<string, Question>;
  predictions: Record<string, string[]>;
  goals: string[];
}

export type Count = [done: number, all: number];

/** What a reader has done of a lesson. */
export interface Tally {
  questions: Count;
  predictions: Count;
  goals: Count;
  state: "" | "opened" | "begun" | "finished";
}
