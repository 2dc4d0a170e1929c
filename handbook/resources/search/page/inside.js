// What is known of search on this site, and what is shown inside its dialog and on its page: the buttons that narrow it
// down to a kind, the hints over the results and those under them.

export const held = window.handbookSearch;
export const root = new URL("../../", document.currentScript.src).href; // of this language

/** An address that is written as seen from the root. */
export function fromRoot(address) {
  return new URL(address, root).href;
}

/** The three parts, made anew; links in them lead on from every page. */
export function inside() {
  const made = document.createElement("template");
  made.innerHTML = held.inside;
  for (const link of made.content.querySelectorAll("a")) {
    link.href = fromRoot(link.getAttribute("href"));
    if (link.dataset.search) link.dataset.search = link.href;
  }
  return [...made.content.children];
}
