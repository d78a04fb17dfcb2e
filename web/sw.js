// The service worker: keeps the whole course on the reader's device, so that every page works
// without a network. A version is kept as a whole or not at all: each file is checked against its
// sha256, and a version of which one file fails is thrown away, with the one before left as it was.
// A new version waits until the reader asks for it; pages opened before that go on with theirs.
// Longer than other files: a service worker that works is one file.
importScripts("./offline-files.js"); // sets self.SITE: {version, files: {path: [bytes, sha256]}}

const { version, files } = self.SITE;
const PREFIX = `glassbox ${registration.scope} `;
const NAME = PREFIX + version;
const AT_ONCE = 4; // downloads
const OLD_PAGES = "old-pages"; // in the cache of the active version alone: see `oldPages`
/** @type {ClientQueryOptions} */
const EVERYBODY = { includeUncontrolled: true, type: "all" }; // Python's worker is a client of its own

/** @type {Record<string, string>} */
const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  py: "text/plain; charset=utf-8",
  json: "application/json",
  webmanifest: "application/manifest+json",
  svg: "image/svg+xml",
  png: "image/png",
  zip: "application/zip",
  wasm: "application/wasm",
  woff2: "font/woff2",
};

/** @param {string} path */
const address = (path) => new URL(path, registration.scope).href;
/** @param {string} path */
const typeOf = (path) => TYPES[path.split(".").pop() ?? ""] ?? "application/octet-stream";
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

/**
 * Tell every page of the course, those too that no service worker serves yet. Workers need no news.
 * @param {object} message
 */
async function tell(message) {
  for (const client of await clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
}

/** @param {ArrayBuffer} content */
async function sha256(content) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The bytes of an answer if they have this hash, else null; what the answer says of itself is not a proof.
 * @param {Response | undefined} response
 * @param {string} hash
 */
async function bytesOf(response, hash) {
  const content = response?.ok ? await response.arrayBuffer() : null;
  return content && (await sha256(content)) === hash ? content : null;
}

/**
 * The file of this version: out of an older cache if it has not changed, else from the host.
 * @param {string} path
 * @param {string} hash
 * @param {Cache[]} older
 */
async function obtain(path, hash, older) {
  let content = null;
  for (const cache of older) content ??= await bytesOf(await cache.match(address(path)), hash);
  content ??= await bytesOf(
    await fetch(address(path), { cache: "no-cache", credentials: "same-origin" }),
    hash,
  );
  if (!content) throw new Error(`${path} is not the file of this version`);
  return new Response(content, { headers: { "Content-Type": typeOf(path) } });
}

async function keepAll() {
  const older = await Promise.all(
    (await ours()).filter((name) => name !== NAME).map((name) => caches.open(name)),
  );
  const cache = await caches.open(NAME);
  const waiting = Object.entries(files);
  const total = waiting.reduce((sum, [, [size]]) => sum + size, 0);
  let done = 0;
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [path, [size, hash]] = next;
      await cache.put(address(path), await obtain(path, hash, older));
      done += size;
      await tell({ type: "glassbox:offline", done, total });
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } catch (error) {
    waiting.length = 0;
    await caches.delete(NAME);
    await tell({ type: "glassbox:offline", failed: /** @type {Error} */ (error).message });
    throw error;
  }
}

/**
 * Keep everything once more. A reader who has what is kept removed and then changes their mind, in
 * a page that this worker serves, gets this worker back from the browser, and with it no `install`.
 * @param {MessagePort} port
 */
async function keepAgain(port) {
  await keepAll().catch(() => null); // the pages were told what failed
  await tellWhole(port);
}

/**
 * Whether every file of this version is here: the reader may have removed them, browsers too.
 * @param {MessagePort} port
 */
async function tellWhole(port) {
  const cache = (await caches.has(NAME)) && (await caches.open(NAME));
  const kept = new Set(cache ? (await cache.keys()).map(({ url }) => url) : []);
  port.postMessage(Object.keys(files).every((path) => kept.has(address(path))));
}

/**
 * The pages and workers that run an older version, by their ids, each with the cache it goes on with.
 * @type {Record<string, string | null> | null}
 */
let oldPages = null;

/**
 * What the version of this cache wrote when it took over; null if it never did.
 * @type {(name: string) => Promise<Record<string, string | null> | null>}
 */
async function oldPagesOf(name) {
  const kept = await caches.match(address(OLD_PAGES), { cacheName: name });
  if (!kept) return null;
  const pages = (await kept.json().catch(() => null)) ?? {}; // damaged: the list is one of no pages
  // The first service workers of the course knew one older version only.
  /** @type {[string, string][]} */
  const all = Array.isArray(pages.ids)
    ? pages.ids.map((/** @type {string} */ id) => [id, pages.cache])
    : Object.entries(pages);
  return Object.fromEntries(all.filter(([, cache]) => String(cache).startsWith(PREFIX)));
}

async function readOldPages() {
  const kept = await oldPagesOf(NAME);
  oldPages ??= kept ?? {};
  return oldPages;
}

/**
 * The version that was active, and its old pages. A cache without a list is of a version that was
 * skipped, or of which only a half came; or all was removed and then kept again, and it is the first.
 */
async function activeBefore() {
  const names = (await ours()).filter((name) => name !== NAME);
  const lists = await Promise.all(names.map(oldPagesOf));
  const last = lists.findLastIndex(Boolean);
  return { before: names[Math.max(last, 0)] ?? null, older: lists[last] ?? {} };
}

/** This version takes over; what belongs to pages that are still open stays until they are closed. */
async function takeOver() {
  const open = await clients.matchAll(EVERYBODY);
  const { before, older } = await activeBefore();
  oldPages = Object.fromEntries(open.map(({ id }) => [id, older[id] ?? before]));
  await (await caches.open(NAME)).put(address(OLD_PAGES), new Response(JSON.stringify(oldPages)));
  if (before) await (await caches.open(before)).delete(address(OLD_PAGES));
  await removeUnused();
}

/** Remove every version that no open page uses; not while a newer one comes, or waits to be asked for. */
async function removeUnused() {
  const pages = await readOldPages();
  const open = await clients.matchAll(EVERYBODY);
  const needed = new Set([NAME, ...open.map(({ id }) => pages[id])]);
  const names = await ours(); // before the next line: a version that comes is known before its cache is
  if (registration.installing || registration.waiting) return;
  for (const name of names) if (!needed.has(name)) await caches.delete(name);
}

/** @type {(request: Request, path: string, client: string) => Promise<Response>} */
async function answer(request, path, client) {
  const name = (await readOldPages())[client] ?? NAME;
  const kept = await caches.match(address(path), { cacheName: name }); // makes no cache anew
  return kept ?? fetch(request);
}

/**
 * The path of one of our files that an address means; null for anything else. Our names are plain.
 * @param {string} url
 */
function pathOf(url) {
  if (!url.startsWith(registration.scope)) return null;
  const path = new URL(url).pathname.slice(new URL(registration.scope).pathname.length) || "index.html";
  return Object.hasOwn(files, path) ? path : null;
}

addEventListener("install", (event) => event.waitUntil(keepAll()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => {
  if (event.data === "glassbox:renew") skipWaiting();
  if (event.data === "glassbox:keep") event.waitUntil(keepAgain(event.ports[0]));
  if (event.data === "glassbox:whole") event.waitUntil(tellWhole(event.ports[0]));
});
addEventListener("fetch", (event) => {
  const path = event.request.method === "GET" ? pathOf(event.request.url) : null;
  if (path === null) return;
  const opens = event.request.mode === "navigate"; // then clientId is the page that is left
  event.respondWith(answer(event.request, path, opens ? "" : event.clientId));
  if (opens) event.waitUntil(removeUnused());
});
