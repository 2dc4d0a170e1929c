// Files of the index. Each is a script with one call, handbookPart(…): it is fetched and read where that is possible,
// and run on the page where a site was opened from a disk, since browsers fetch nothing there.

const HEAD = "index.js";
export const fromDisk = location.protocol === "file:";

/** What is read before any part. `folder` is the address of the index's folder. */
export function loadHead(folder) {
  return load(folder + HEAD);
}

/** A part, by the name that the head has for it. */
export function loadPart(folder, name) {
  return load(`${folder}part.${name}.js`);
}

async function load(address) {
  if (fromDisk) return run(address);
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const text = await answer.text();
  return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
}

function run(address) {
  return new Promise((loaded, failed) => {
    const element = document.createElement("script");
    let held;
    // Scripts run one after another, each right before it is said to be loaded.
    window.handbookPart = (content) => {
      document.currentScript.held = content;
    };
    element.src = address;
    element.onload = () => {
      held = element.held;
      element.remove();
      if (held === undefined) failed(new Error(`${address} is no part of an index`));
      else loaded(held);
    };
    element.onerror = () => failed(new Error(`${address} cannot be loaded`));
    document.head.append(element);
  });
}
