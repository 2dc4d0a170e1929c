// Ticks out of the page and back in: a file to save, and what becomes of a file's ticks in this edition.

import { MOST, parsed } from "./file.js";
import { carried, doneAt, emptyRecord, merged } from "./record.js";

/** What a file that a reader chose holds: see `parsed`; `why` is also reading, where it cannot be read. */
export async function received(file, handbook) {
  try {
    return file.size > MOST ? { why: "size" } : parsed(await new Response(file).text(), handbook);
  } catch (error) {
    return { why: "reading" };
  }
}

/** Hand a text to the reader as a file; works for pages from a disk too. */
export function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/**
 * What a file's lists come to: `count` ticks hold, `changed` are of texts that others have taken the place of,
 * `unknown` are of texts or lists that are no more, `unticked` are the reader's own that the file unticks later.
 * `merge` puts them into a store's lists, `restore` takes them out again. `current` maps the name
 * of every list to its versions; no tick is taken to be later than `now`.
 */
export function taken(theirs, mine, current, now) {
  const told = { count: 0, changed: 0, unknown: 0, unticked: 0 };
  const results = new Map();
  for (const [name, record] of theirs) {
    const ticked = [...record.marks.keys()].filter((version) => doneAt(record, version)).length;
    const versions = current.get(name);
    if (!versions) {
      told.unknown += ticked;
      continue;
    }
    for (const mark of record.marks.values()) if (mark.at > now) mark.at = now;
    const { record: fitted, gone } = carried(record, versions);
    const own = mine.get(name) || emptyRecord();
    // What this list never had must not fill the place where ticks are kept.
    for (const version of fitted.marks.keys()) {
      if (!versions.includes(version) && !own.marks.has(version)) fitted.marks.delete(version);
    }
    const result = merged(own, fitted, versions);
    told.count += versions.filter((version) => doneAt(record, version) && doneAt(result, version)).length;
    told.unticked += versions.filter((version) => doneAt(own, version) && !doneAt(result, version)).length;
    told.changed += [...fitted.was.keys()].filter((version) => result.was.has(version)).length;
    told.unknown += gone;
    results.set(name, { fitted, versions });
  }
  const merge = (lists) => {
    for (const [name, { fitted, versions }] of results) {
      lists.set(name, merged(lists.get(name) || emptyRecord(), fitted, versions));
    }
  };
  const restore = (lists) => {
    for (const name of results.keys()) {
      if (mine.has(name)) lists.set(name, mine.get(name));
      else lists.delete(name);
    }
  };
  return Object.assign(told, { merge, restore });
}

/** Every list of the handbook today, by name. */
export async function currentLists(address) {
  const held = await fromScript(address, "handbookLists");
  return new Map(Object.entries(held).map(([name, versions]) => [name, versions.split(" ")]));
}

/** What a script of the site gives the variable `name`; a script, since pages from a disk load nothing else. */
export function fromScript(address, name) {
  return new Promise((resolve, reject) => {
    if (window[name]) {
      resolve(window[name]);
      return;
    }
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", () => resolve(window[name]));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}
