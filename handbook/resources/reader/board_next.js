// What comes next on the progress board: the first items that are not ticked yet.

import { doneAt, doneCount, emptyRecord } from "./record.js";
import { element } from "./words.js";

/**
 * Lists with the places of their first items that are not ticked, `most` in all: those of the stage at the address
 * `stage`, else of the first list that is begun. `lists` are {name, versions}, `held` maps names to records.
 */
export function openItems(lists, held, stage, most) {
  const recordOf = (list) => held.get(list.name) || emptyRecord();
  const firstOf = (some) => {
    const found = [];
    let left = most;
    for (const list of some) {
      const record = recordOf(list);
      const open = [...list.versions.keys()].filter((index) => !doneAt(record, list.versions[index])).slice(0, left);
      if (open.length) found.push({ list, open });
      left -= open.length;
    }
    return found;
  };
  const own = firstOf(lists.filter(({ name }) => stage && name.startsWith(`${stage}#`)));
  return own.length ? own : firstOf(lists.filter((list) => doneCount(recordOf(list), list.versions))).slice(0, 1);
}

/** Show them, each list with a link to its place; `texts` has the items of each list by its name. */
export function showOpen(place, found, pages, texts) {
  place.textContent = "";
  for (const { list, open } of found) {
    const head = element("p", "");
    const page = pages.find((one) => one.lists.includes(list));
    head.append(page.link.cloneNode(true), " · ", list.link.cloneNode(true));
    const items = element("ul", "");
    for (const index of open) items.append(element("li", "", (texts[list.name] || [])[index] || ""));
    place.append(head, items);
  }
}
