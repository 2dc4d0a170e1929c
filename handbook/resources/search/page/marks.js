// Marking on a page the words for which the reader came: Material's results name them in the address.

import { LETTER } from "../engine/letters.js";

const NOT_MARKED = "script, style, mark, nav, .headerlink, .ground";

/** Mark the words that the address names below `h`, and take them out of the address, which is to be shared. */
function markSoughtWords(article) {
  const address = new URL(location.href);
  const words = (address.searchParams.get("h") || "").split(/\s+/).filter(Boolean);
  if (!words.length) return;
  address.searchParams.delete("h");
  try {
    history.replaceState(history.state, "", address.href);
  } catch (error) {
    // browsers let no page from a disk change its address
  }
  const any = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
  const pattern = new RegExp(`(^|[^${LETTER}])(${any})(?![${LETTER}])`, "giu");
  const texts = [];
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest(NOT_MARKED)) texts.push(walker.currentNode);
  for (const text of texts) markIn(text, pattern);
}

function markIn(text, pattern) {
  let rest = text;
  let done = 0;
  const { data } = text;
  for (let match = pattern.exec(data); match; match = pattern.exec(data)) {
    const start = match.index + match[1].length;
    const found = rest.splitText(start - done);
    rest = found.splitText(match[2].length);
    done = start + match[2].length;
    const mark = document.createElement("mark");
    found.replaceWith(mark);
    mark.append(found);
  }
}

const article = document.querySelector("article");
if (article) markSoughtWords(article);
