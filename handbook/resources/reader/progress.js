// How far lists are: of this page, and of other pages that this one names with their lists in `data-lists`.

import { doneCount, emptyRecord } from "./record.js";
import { element, say } from "./words.js";

/** How far the lists are that an attribute names: `t/b3#steps abcdef ghijkl; t/b3#evidence mnopqr`. */
export function progressOf(written, lists) {
  const total = { done: 0, all: 0 };
  for (const part of written.split("; ").filter(Boolean)) {
    const [name, ...versions] = part.split(" ");
    total.done += doneCount(lists.get(name) || emptyRecord(), versions);
    total.all += versions.length;
  }
  return total;
}

/** A bar with “2 of 7 ticked” where there is room; else “2/7” for the eye and the sentence for the ear. */
export function showProgress(place, { done, all }, { bar = false } = {}) {
  const words = say("count", { done, all });
  const seen = bar
    ? Object.assign(element("progress", ""), { value: done, max: all || 1 })
    : element("span", "", `${done}/${all}`);
  seen.setAttribute("aria-hidden", "true"); // the words say the same
  place.textContent = "";
  place.append(seen, element("span", bar ? "" : "hb-hidden", words));
  place.classList.toggle("hb-complete", done === all);
}

/** Marks beside what this page names of others: tasks of a stage, stages and tasks of their overviews. */
export class Marks {
  constructor(root) {
    this.marks = [...root.querySelectorAll("li[data-lists]")].map((line) => {
      const card = line.parentElement.classList.contains("cards");
      const mark = element("span", card ? "hb-mark hb-mark-bar" : "hb-mark");
      if (card) line.append(mark);
      else line.append(" ", mark);
      return { line, mark, bar: card };
    });
  }

  show(lists) {
    for (const { line, mark, bar } of this.marks) showProgress(mark, progressOf(line.dataset.lists, lists), { bar });
  }
}
