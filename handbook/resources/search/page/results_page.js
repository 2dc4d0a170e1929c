// The search page: the query stands in its address, so that a search can be linked.

import { FAILED, HELD, KIND, QUERY, RESULT, started } from "./engine.js";
import { hints } from "./hints.js";
import { fromRoot, held, inside, root } from "./inside.js";
import { chooser } from "./kinds.js";
import { row } from "./rows.js";

const PAUSE = 150; // milliseconds without typing after which is searched
const PATIENCE = 10000; // milliseconds without an index after which readers are told
const page = document.querySelector(".hb-search-page");
const form = page.querySelector("form");
const box = form.elements.q;
const count = page.querySelector(".found-count");
const list = page.querySelector(".found");

let running = null;
let isReady = false;
let pause = 0;

const [buttons, before, after] = inside();
after.append(document.querySelector(".md-search [data-hint=failed]").cloneNode(true));
before.querySelector('[data-hint="link"]').remove();
form.after(buttons, before);
count.after(after);

function choose(kind) {
  if (running) running.postMessage({ type: KIND, data: kind });
  remember();
}

const kinds = chooser(buttons, choose);
const beside = hints(page, (query) => {
  box.value = query;
  box.focus();
  search();
}, () => {
  kinds.set("");
  choose("");
}, () => {
  if (isReady) search();
  else location.reload();
});

function asked() {
  const { searchParams } = new URL(location.href);
  return { query: searchParams.get("q") || "", kind: searchParams.get("kind") || "" };
}

function chosenKind() {
  return buttons.querySelector("[aria-pressed=true]").dataset.kind;
}

/** Keep the address in step with what is shown. */
function remember() {
  const address = new URL(location.href);
  const kind = chosenKind();
  for (const [name, value] of [["q", box.value.trim()], ["kind", kind]]) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  try {
    history.replaceState(history.state, "", address.href);
  } catch (error) {
    // browsers let no page from a disk change its address
  }
}

function search() {
  clearTimeout(pause);
  remember();
  if (running) running.postMessage({ type: QUERY, data: box.value });
}

function show(data) {
  const asks = data.query.trim() !== "";
  const words = held.translations;
  const number = data.total;
  if (!asks) count.textContent = words["search.result.placeholder"];
  else if (number === 0) count.textContent = words["search.result.none"];
  else if (number === 1) count.textContent = words["search.result.one"];
  else count.textContent = words["search.result.other"].replace("#", number);
  list.textContent = "";
  list.append(...data.items.map((items) => row(items, root)));
  kinds.count(data.counts, asks);
  beside.show(data);
}

async function start() {
  const { query, kind } = asked();
  box.value = query;
  kinds.set(kind);
  setTimeout(() => {
    if (!isReady) beside.fail();
  }, PATIENCE);
  try {
    const { running: engine, setUp } = await started(fromRoot(held.worker), root);
    running = engine;
    running.addEventListener("error", () => beside.fail());
    running.addEventListener("message", ({ data: { type, data } }) => {
      if (type === HELD) {
        isReady = true;
        if (chosenKind()) running.postMessage({ type: KIND, data: chosenKind() });
        running.postMessage({ type: QUERY, data: box.value });
      }
      else if (type === RESULT) show(data);
      else if (type === FAILED) beside.fail();
    });
    await setUp;
  } catch (error) {
    beside.fail();
  }
}

page.querySelector(".hb-searching").hidden = false;
page.classList.remove("hb-failed"); // it came late
form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
box.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, PAUSE);
});
start();
document.currentScript.ran = true; // handbook.js looks for it
