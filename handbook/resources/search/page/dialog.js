// Material's search dialog with our engine: loaded when search is first wanted, it loads Material's script.

import { engine, fromDisk, KIND, loadScript, loadStyle, prepared, READY, RESULT, SETUP } from "./engine.js";
import { keepFocus } from "./focus.js";
import { hints } from "./hints.js";
import { fromRoot, held, inside } from "./inside.js";
import { chooser } from "./kinds.js";
import { provide } from "./material.js";

const PATIENCE = 10000; // milliseconds without an index after which readers are told
const dialog = document.querySelector("[data-md-component=search]");
const toggle = document.getElementById("__search");
const box = dialog.querySelector("[data-md-component=search-query]");

let running = null; // the engine, once Material's script has started it
let isReady = false;
let wanted = ""; // kind of record

function choose(kind) {
  wanted = kind;
  if (running) running.postMessage({ type: KIND, data: kind });
  dialog.querySelector(".md-search__scrollwrap").scrollTop = 0;
}

/** Ask for what the box holds, as if it had just been typed. */
function ask() {
  box.focus();
  box.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}

const [buttons, over, under] = inside();
const result = dialog.querySelector(".md-search-result");
buttons.hidden = true; // until their style is there
result.before(buttons, over);
dialog.querySelector("[data-hint=failed]").before(...under.children);
const kinds = chooser(buttons, choose);
const beside = hints(dialog, (query) => {
  box.value = query;
  ask();
}, () => {
  kinds.set("");
  choose("");
  box.focus();
});
keepFocus(dialog, toggle, box, document.querySelector(".hb-search"));

/** Stands in for Worker until Material's script has started its own, which is then ours. */
function holdWorker() {
  const NativeWorker = window.Worker;
  window.Worker = function Worker(address) {
    window.Worker = NativeWorker;
    running = engine(address, NativeWorker);
    const post = running.postMessage.bind(running);
    running.postMessage = (message) => {
      post(message);
      if (message.type === SETUP && wanted) post({ type: KIND, data: wanted });
    };
    running.addEventListener("error", () => beside.fail());
    running.addEventListener("message", ({ data: { type, data } }) => {
      if (type === READY) isReady = true;
      if (type !== RESULT) return;
      kinds.count(data.counts, data.query.trim() !== "");
      beside.show(data);
    });
    return running;
  };
}

async function start() {
  setTimeout(() => {
    if (!isReady && (!fromDisk || toggle.checked)) beside.fail();
  }, PATIENCE);
  try {
    await Promise.all([loadStyle(fromRoot(held.style)), prepared(fromRoot(held.worker))]);
    buttons.hidden = false;
    holdWorker();
    provide();
    await loadScript(fromRoot(held.material));
  } catch (error) {
    beside.fail();
    return;
  }
  if (toggle.checked || document.activeElement === box) {
    box.dispatchEvent(new Event("focus"));
    ask();
  }
}

start();
document.currentScript.ran = true; // handbook.js looks for it
