// Material's search dialog with our engine: loaded when search is first wanted, it loads Material's script.

import { fromDisk } from "../engine/loading.js";
import { FAILED, HELD, KIND, loadScript, loadStyle, RESULT, SETUP, started } from "./engine.js";
import { keepFocus } from "./focus.js";
import { hints } from "./hints.js";
import { fromRoot, held, inside, root } from "./inside.js";
import { chooser } from "./kinds.js";
import { provide } from "./material.js";

const READY = 1; // a message that Material's script knows: it may show answers
const PATIENCE = 10000; // milliseconds without an index after which readers are told
const dialog = document.querySelector("[data-md-component=search]");
const toggle = document.getElementById("__search");
const box = dialog.querySelector("[data-md-component=search-query]");

let running = null; // the engine
let isThere = false; // its index
let isStarted = false; // Material's script
let wanted = ""; // kind of record
let latest = null; // answer

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
}, () => {
  if (isThere && isStarted) choose(wanted); // answered like the last query
  else location.reload();
});
keepFocus(dialog, toggle, box, document.querySelector(".hb-search"));

/** Whether the reader is among the results, which Material's script makes anew for each answer. */
function isAmongResults(element) {
  return dialog.querySelector(".md-search-result__list").contains(element);
}

/** Keep an answer that only adds to the one before from Material's script until the reader has left the results. */
function holdBack(event) {
  event.stopImmediatePropagation();
  const leave = ({ relatedTarget }) => {
    if (isAmongResults(relatedTarget)) return;
    dialog.removeEventListener("focusout", leave);
    if (latest === event.data) running.dispatchEvent(new MessageEvent("message", { data: event.data }));
  };
  dialog.addEventListener("focusout", leave);
}

/** Tell Material's script, once both it and the engine are ready, to ask and to show answers. */
function tellReady() {
  if (isThere && isStarted) running.dispatchEvent(new MessageEvent("message", { data: { type: READY } }));
}

function listen() {
  let isAdding = false;
  running.addEventListener("error", () => beside.fail());
  running.addEventListener("message", (event) => {
    const { type, data } = event.data;
    if (type === HELD) {
      isThere = true;
      tellReady();
      if (wanted) running.postMessage({ type: KIND, data: wanted });
    } else if (type === FAILED) {
      beside.fail();
    } else if (type === RESULT) {
      latest = event.data;
      if (isAdding && isAmongResults(document.activeElement)) holdBack(event);
      isAdding = data.more;
      if (data.more) setTimeout(() => sayCount(data.total)); // Material's script counts those that it was told of
      kinds.count(data.counts, data.query.trim() !== "");
      beside.show(data);
    }
  });
}

function sayCount(number) {
  const words = held.translations["search.result.other"].replace("#", number);
  dialog.querySelector(".md-search-result__meta").textContent = words;
}

/**
 * Give Material's script, which is about to start a worker, the engine that runs already. The index that the script
 * has for it is empty; it only tells that the script is ready itself.
 */
function handOver() {
  const NativeWorker = window.Worker;
  window.Worker = function Worker() {
    window.Worker = NativeWorker;
    const post = running.postMessage.bind(running);
    running.postMessage = (message) => {
      if (message.type !== SETUP) {
        post(message);
        return;
      }
      isStarted = true;
      tellReady();
    };
    return running;
  };
}

async function start() {
  setTimeout(() => {
    if (!(isThere && isStarted) && (!fromDisk || toggle.checked)) beside.fail();
  }, PATIENCE);
  try {
    const style = loadStyle(fromRoot(held.style));
    const engine = await started(fromRoot(held.worker), root);
    running = engine.running;
    listen(); // before it says anything
    await style;
    buttons.hidden = false;
    handOver();
    provide();
    await Promise.all([loadScript(fromRoot(held.material)), engine.setUp]);
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
