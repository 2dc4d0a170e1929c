// On 404.html, whose links start at the root of the host: where the site stands below a path that it was not built
// for, it has no styles. Then the folders above the address that was asked for are tried, and the links mended.

const built = document.currentScript.dataset.root; // where the site stands as it was built

function wayFrom(folder, address) {
  return folder + address.slice(built.length);
}

function mend(folder) {
  for (const name of ["href", "src", "action", "data-up"]) {
    for (const one of document.querySelectorAll(`[${name}^="${built}"]`)) {
      const way = wayFrom(folder, one.getAttribute(name));
      if (one.tagName !== "SCRIPT") {
        one.setAttribute(name, way);
        continue;
      }
      const script = document.createElement("script"); // one that could not be loaded is not tried again
      script.src = way;
      one.replaceWith(script);
    }
  }
}

function tryFolders(folders, sheet) {
  if (!folders.length) return;
  const [folder, ...others] = folders;
  fetch(wayFrom(folder, sheet)).then(
    (answer) => (answer.ok ? mend(folder) : tryFolders(others, sheet)),
    () => {} // no line
  );
}

function look() {
  if (getComputedStyle(document.body).getPropertyValue("--hb-line")) return;
  const parts = location.pathname.split("/").slice(1, 9);
  const folders = parts.map((part, index) => `/${parts.slice(0, index).map((each) => `${each}/`).join("")}`);
  const sheet = document.querySelector('link[rel="stylesheet"]').getAttribute("href");
  tryFolders(folders.filter((folder) => folder !== built), sheet);
}

addEventListener("load", look);
