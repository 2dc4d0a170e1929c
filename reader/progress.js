// How far lists are: of this page, and of other pages that this one names with their lists in `data-lists`.

import { doneCount, emptyRecord } from "./record.js";
import { element, say } from "./words.js";

/** How far the lists are that an attribute names: `t/b3#steps abcdef ghijkl; t/b3#evidence mnopqr`. */
export function progressOf(written, lists) {
  const total = { done: 0, all: 0 };
  for (const part of written.split("; ").filter(Boolean)) {
    const [name, ...versions] = part.split(" ");
    total.done += doneCount(lists.get(name) ?? emptyRecord(), versions);
    total.all += versions.length;
  }
  return total;
}

/** “2/7” for the eye, “2 of 7 ticked” for the ear, with a bar where there is room. */
export function showProgress(place, { done, all }, { bar = false } = {}) {
  const short = element("span", "", `${done}/${all}`);
  short.setAttribute("aria-hidden", "true");
  const told = [short, element("span", "hb-hidden", say("count", { done, all }))];
  if (bar) {
    const line = Object.assign(element("progress", ""), { value: done, max: all || 1 });
    line.setAttribute("aria-hidden", "true");
    told.unshift(line);
  }
  place.replaceChildren(...told);
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
