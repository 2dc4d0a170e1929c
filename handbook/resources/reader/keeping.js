/* Keeping the texts of this language on the device, to be read without a line: loaded long after the page. The worker
   (service_worker.js) fetches and serves them; this asks the reader, tells how it stands, and removes them again. */

const MOST_UNASKED = 1500000; // bytes that are sent; before more, readers are asked
const given = window.handbookKeeping; // words, and the addresses that depend on the build
const script = document.currentScript;
const root = new URL("../../", script.src).href; // of this language
const scope = new URL(given.up || "./", root).href; // of the site
const stores = `handbook 1 ${scope} `; // as in service_worker.js
const wishKey = `handbook.${given.handbook}.keep`; // "yes" once asked for, "no" once removed
const sparing = Boolean(navigator.connection && navigator.connection.saveData);
const here = location.href.replace(/[?#].*/, "");
const block = element("div", "hb-keeping");
const status = element("p", "");
const act = element("button", "");

let offer = null; // version and sizes of what the site has; null without a line
let isPacked = false; // whether its host compresses what it sends
let removed = false;

function element(tag, kind, text = "") {
  const made = document.createElement(tag);
  if (kind) made.className = kind;
  if (tag === "button") made.type = "button";
  made.textContent = text;
  return made;
}

function headLink(rel, address) {
  const made = document.createElement("link");
  made.rel = rel;
  made.href = new URL(address, root).href;
  document.head.append(made);
}

function wish(value) {
  try {
    if (value) localStorage.setItem(wishKey, value);
    return localStorage.getItem(wishKey);
  } catch (error) {
    return "no"; // where nothing may be stored, nothing is kept unasked
  }
}

/** Say something below the page, or on the page of downloads, with a button that does `done`. */
function say(name, values, button, done) {
  const fill = (text) => text.replace(/\{(\w+)\}/g, (found, key) => (key in values ? values[key] : found));
  status.textContent = fill(given.words[name]);
  act.hidden = !button;
  act.textContent = button ? fill(given.words[button]) : "";
  act.onclick = () => {
    status.setAttribute("role", "status"); // from here on the reader waits for what is said
    done();
  };
  if (block.isConnected) return;
  block.append(status, act);
  const shelf = document.querySelector(".hb-keep-here");
  if (shelf) shelf.append(element("h2", "", given.words.title), element("p", "", given.words.hint));
  (shelf || document.querySelector(".hb-footer .md-footer-meta__inner")).append(block);
}

/** What is sent of the texts. */
function sent() { return isPacked ? offer.packed : offer.whole; }

function propose(name) {
  say(name, { sent: sent().words }, "keep", () => {
    wish("yes");
    keep();
  });
}

/** Tell how far the worker is: `done` of `all` files, of which some may have `failed`. */
function show({ complete, full, failed, done, all, size }) {
  const ended = failed || done === all;
  const name = (complete && "kept") || (full && "full") || (ended && "part") || "keeping";
  const share = Math.floor((100 * done) / all);
  say(name, { size, share, sent: offer ? sent().words : size }, "remove", remove);
}

async function update(only = "") {
  await navigator.serviceWorker.register(`${scope}service-worker.js`, { scope });
  (await navigator.serviceWorker.ready).active.postMessage({ root, only });
}

function keep() {
  removed = false;
  show({ done: 0, all: 1 });
  return update();
}

/** Remove the texts of every language, and the worker. */
async function clear() {
  const names = (await caches.keys()).filter((name) => name.startsWith(stores));
  await Promise.all(names.map((name) => caches.delete(name)));
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration && registration.scope === scope) await registration.unregister();
}

async function remove() {
  wish("no");
  removed = true;
  await clear();
  if (offer) propose("removed");
  else say("removed", {}, "", null);
}

/** This page is older than what is kept now. */
function tell() {
  const bar = element("div", "hb-updated");
  const [reload, close] = [element("button", "", given.words.reload), element("button", "", given.words.close)];
  reload.onclick = () => location.reload();
  close.onclick = () => bar.remove();
  const words = element("span", "");
  words.setAttribute("role", "status");
  bar.append(words, reload, close);
  document.body.append(bar);
  setTimeout(() => { words.textContent = given.words.updated; }, 50); // after it is there, so that it is read aloud
}

async function start() {
  headLink("manifest", given.manifest); // here, since browsers refuse it with an error where a page is opened from a disk
  headLink("stylesheet", given.style);
  const found = await caches.match(`${root}kept-files.json`, { cacheName: `${stores}${root}` });
  const held = found && await found.json();
  const answer = await fetch(`${root}kept.json`, { cache: "no-cache" }).catch(() => null);
  if (answer && (answer.status === 404 || answer.status === 410)) return clear(); // the site has ceased to offer it
  offer = answer && answer.ok ? await answer.json() : null;
  const again = await fetch(script.src, { cache: "force-cache" }); // is here already
  isPacked = again.headers.has("content-encoding");
  const spared = sparing && wish() !== "yes";
  if (held) show(Object.assign({ done: 0, all: 1, failed: !offer || spared }, held));
  if (!offer) return null;
  if (!held) return sparing || wish() === "no" || sent().bytes > MOST_UNASKED ? propose("offer") : keep();
  return held.version === offer.version ? null : update(spared ? here : "");
}

navigator.serviceWorker.addEventListener("message", ({ data }) => {
  if (removed || data.root !== root) return;
  show(data);
  if (data.changed.includes(here) && !document.querySelector(".hb-updated")) tell();
});
start().catch(() => block.remove()); // a browser that stores nothing
script.ran = true; // handbook.js looks for it
