/* Serves the kept texts of a handbook, without a line too, and fetches what has changed in them. Own lines, since
   Workbox fetches everything when it is installed, without asking, and is built with Node. */
const SCOPE = self.registration.scope;
const NAME = `handbook 1 ${SCOPE} `; // of a store, before the root of its language; 1 is the form of what it holds
const FILES = "kept-files.json"; // in a store: hashes of what it holds, and the page for what it does not hold
const TEXTS = /(?:\/[^./]*|\.(?:html|css|js|json|svg|png|ico|woff2))$/; // addresses that may be kept
const AT_ONCE = 2; // files, since the page that is being read comes first
const SAVED_EVERY = 20; // files, so that the next visit goes on with what was begun
const MOST_FAILED = 3; // files: then there is no line, or no room
const TRIES = 3; // while files are not as listed: the site is being changed, or its host changes them
let last = Promise.resolve(); // of the updates, of which one runs at a time

const names = async () => (await caches.keys()).filter((name) => name.startsWith(NAME));
const without = (url) => url.replace(/[?#].*/, ""); // what is asked of a page, or the place on it

async function kept(address) {
  const stores = await Promise.all((await names()).map((name) => caches.open(name)));
  return (await Promise.all(stores.map((store) => store.match(address, { ignoreVary: true })))).find(Boolean);
}

async function answer(request) {
  const found = await kept(without(request.url)).catch(() => null);
  return found || fetch(request).catch(async (error) => {
    const [root] = (await names()).map((name) => name.slice(NAME.length));
    const list = request.mode === "navigate" && root && await kept(root + FILES);
    if (!list) throw error;
    const page = (await list.json()).page.replace("<head>", `<head>\n<base href="${root}">`);
    return new Response(page, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  });
}

async function update({ root, only }) { // `only` one address, for readers who spare data
  const store = await caches.open(NAME + root);
  const before = await store.match(root + FILES);
  const held = before ? await before.json() : { files: {} };
  const list = await (await fetch(root + FILES, { cache: "no-cache" })).json();
  const at = (path) => new URL(path, root).href;
  const differs = (path) => held.files[path] !== list.files[path];
  const queue = Object.keys(list.files).filter((path) => differs(path) && (!only || at(path) === only));
  const state = { root, all: queue.length, done: 0, failed: 0, changed: [] };
  async function save() {
    await store.put(root + FILES, new Response(JSON.stringify(held)));
    const told = Object.assign({ complete: held.complete, size: held.size }, state);
    (await self.clients.matchAll({ includeUncontrolled: true })).forEach((page) => page.postMessage(told));
  }
  async function take(path) {
    const got = await fetch(at(path), { cache: "no-cache", priority: "low" });
    if (!got.ok || got.redirected) throw new Error(`${got.url}: ${got.status}`);
    const digest = await crypto.subtle.digest("SHA-256", await got.clone().arrayBuffer());
    const hash = Array.from(new Uint8Array(digest, 0, 4), (byte) => `0${byte.toString(16)}`.slice(-2)).join("");
    await store.put(at(path), got);
    if (path in held.files && held.files[path] !== hash) state.changed.push(at(path));
    held.files[path] = hash;
    state.done += 1;
    if (state.done % SAVED_EVERY === 0) await save();
  }
  async function work() { // until all is done, there is no line, or the reader has removed what was kept
    while (await caches.has(NAME + root) && queue.length && state.failed < MOST_FAILED) {
      await take(queue.shift()).catch((error) => {
        state.failed += 1;
        state.full = state.full || error.name === "QuotaExceededError";
      });
    }
  }
  Object.assign(held, { page: list.page, size: list.size });
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (!only && state.done === state.all) {
    const gone = Object.keys(held.files).filter((path) => !(path in list.files));
    await Promise.all(gone.map((path) => delete held.files[path] && store.delete(at(path))));
    const tries = Object.keys(list.files).some(differs) ? (held.tries || 0) + 1 : 0;
    Object.assign(held, { complete: true, tries, version: tries % TRIES ? "" : list.version });
  }
  await save();
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  last = last.then(() => update(event.data)).catch(() => null); // without a line there is nothing to do
  event.waitUntil(last);
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(SCOPE) && TEXTS.test(without(url))) event.respondWith(answer(event.request));
});
