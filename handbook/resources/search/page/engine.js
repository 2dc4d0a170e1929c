// The search engine as the page speaks to it: a worker, or the same script on the page where there is none.

import { fromDisk, loadHead } from "../engine/loading.js";

export const SETUP = 0;
export const QUERY = 2;
export const RESULT = 3;
export const KIND = 4;
export const FAILED = 5;
export const HELD = 6;

/** Load a script of the site; rejected where it cannot be loaded. */
export function loadScript(address) {
  return new Promise((loaded, failed) => {
    const element = document.createElement("script");
    element.src = address;
    element.onload = loaded;
    element.onerror = () => failed(new Error(`${address} cannot be loaded`));
    document.head.append(element);
  });
}

/** Load a style sheet of the site before what it is for is shown; without it, that is shown all the same. */
export function loadStyle(address) {
  return new Promise((done) => {
    const element = document.createElement("link");
    element.rel = "stylesheet";
    element.onload = element.onerror = done;
    element.href = address;
    document.head.append(element);
  });
}

/**
 * An engine with the interface of a Worker, asked for together with the head of its index. `base` is the address
 * below which the site of this language stands.
 */
export async function started(address, base) {
  const folder = new URL("search/", base).href;
  const head = loadHead(folder);
  let running;
  if (fromDisk) { // browsers allow no workers there
    await Promise.all([head, loadScript(address)]);
    running = onPage();
  } else {
    running = new Worker(address);
  }
  const post = running.postMessage.bind(running); // the dialog's script puts another in its place
  const setUp = head.then((content) => post({ type: SETUP, data: { head: content, folder } }));
  return { running, setUp };
}

/** The engine on the page itself; it answers a moment later, as a worker does. */
function onPage() {
  const made = document.createDocumentFragment(); // takes listeners; older browsers construct no EventTarget
  const answer = window.handbookSearch((message) => {
    made.dispatchEvent(new MessageEvent("message", { data: message }));
  });
  made.postMessage = (message) => {
    setTimeout(() => answer(message));
  };
  return made;
}
