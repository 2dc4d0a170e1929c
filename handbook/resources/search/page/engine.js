// The search engine as the page speaks to it: a worker, or the same script on the page where there is none.

export const SETUP = 0;
export const READY = 1;
export const QUERY = 2;
export const RESULT = 3;
export const KIND = 4;

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

/** Whether the site was opened from a disk, where browsers allow neither workers nor fetching. */
export const fromDisk = location.protocol === "file:";

/** What has to be there before an engine is started. */
export function prepared(address) {
  return fromDisk ? loadScript(address) : Promise.resolve();
}

/** An engine with the interface of a Worker. */
export function engine(address, NativeWorker) {
  return fromDisk ? onPage() : new NativeWorker(address);
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
