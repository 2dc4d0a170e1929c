// What is known of one list: which texts were seen, which were ticked or unticked and when, which changed since.
// seen: versions in the order last seen. marks: version → {at, done}. was: version → when the text before it was ticked.

import { aligned } from "./versions.js";

export function emptyRecord() {
  return { seen: [], marks: new Map(), was: new Map() };
}

/** When a version was ticked; "" where it is not. */
export function doneAt(record, version) {
  const mark = record.marks.get(version);
  return mark && mark.done ? mark.at : "";
}

export function doneCount(record, versions) {
  return versions.filter((version) => doneAt(record, version)).length;
}

/** The record as it is for the versions that the list has now; `gone` tells how many ticked texts have no heir. */
export function carried(record, now) {
  const { replaced, gone } = aligned(record.seen, now);
  const was = new Map();
  for (const version of now) {
    if (record.marks.has(version)) continue;
    const before = replaced.get(version);
    const at = record.was.get(version) || (doneAt(record, before) || record.was.get(before));
    if (at) was.set(version, at);
  }
  const lost = gone.filter((version) => doneAt(record, version)).length;
  return { record: { seen: [...now], marks: new Map(record.marks), was }, gone: lost };
}

/** The record after its reader has ticked or unticked a text. */
export function marked(record, now, version, done, at) {
  const { record: next } = carried(record, now);
  next.marks.set(version, { at, done });
  next.was.delete(version);
  return next;
}

/** Two records of one list as one, for the versions it has now: of two marks on a text the later one counts. */
export function merged(mine, theirs, now) {
  const [a, b] = [carried(mine, now).record, carried(theirs, now).record];
  for (const [version, mark] of b.marks) {
    const own = a.marks.get(version);
    if (!own || own.at < mark.at) a.marks.set(version, mark);
  }
  for (const [version, at] of b.was) if (!a.was.has(version)) a.was.set(version, at);
  for (const version of a.marks.keys()) a.was.delete(version);
  return a;
}
