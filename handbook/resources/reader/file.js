// Ticks as text, the same on the device and in files that readers save: written, and read with nothing taken on trust.

export const MOST = 1000000; // characters
const FORMAT = "handbook-ticks";
const VERSION = 1;
const MOST_LISTS = 2000;
const MOST_ITEMS = 500; // of one list, over all its versions
const NAME = /^[a-z0-9]+(?:[-./][a-z0-9]+)*#[a-z0-9]+(?:-[a-z0-9]+)*$/;
const TEXT_VERSION = /^[a-z2-7]{6}(?:-[1-9]\d{0,2})?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const EDITION = /^[^\u0000-\u001F!-+:-@\[-^`{-\u009F\u2000-\u206F]{0,40}$/u; // no marks but . , _ / -

class Refusal extends Error {}

/** The text for lists: a Map from names to records. */
export function written(lists, handbook, edition, saved) {
  const told = {};
  for (const [name, record] of lists) {
    const [done, undone] = [{}, {}];
    for (const [version, mark] of foremost(record)) (mark.done ? done : undone)[version] = mark.at;
    const was = {};
    for (const [version, at] of record.was) was[version] = at;
    told[name] = { seen: record.seen, done, undone, was };
  }
  return JSON.stringify({ format: FORMAT, version: VERSION, handbook, edition, saved, lists: told }, null, 1);
}

/** The marks that are worth keeping where there are more than can be read again: of today's texts, then the latest. */
function foremost({ marks, seen }) {
  if (marks.size <= MOST_ITEMS) return marks;
  const now = new Set(seen);
  const rank = ([version, mark]) => `${now.has(version) ? 1 : 0} ${mark.at}`;
  return [...marks].sort((a, b) => (rank(a) < rank(b) ? 1 : -1)).slice(0, MOST_ITEMS);
}

/**
 * What a text holds, as {lists, edition}; or {why}: size, json, format, version, handbook or shape. It never throws.
 */
export function parsed(text, handbook) {
  try {
    if (text.length > MOST) throw new Refusal("size");
    const data = fromJson(text);
    if (!isObject(data) || data.format !== FORMAT) throw new Refusal("format");
    if (Number.isInteger(data.version) && data.version > VERSION) throw new Refusal("version");
    if (typeof data.handbook === "string" && data.handbook !== handbook) throw new Refusal("handbook");
    need(hasOnly(data, ["format", "version", "handbook", "edition", "saved", "lists"]));
    need(data.version === VERSION && data.handbook === handbook);
    need(typeof data.edition === "string" && EDITION.test(data.edition));
    need(isTime(data.saved) && isObject(data.lists));
    const names = Object.keys(data.lists);
    need(names.length <= MOST_LISTS && names.every((name) => name.length <= 200 && NAME.test(name)));
    return { lists: new Map(names.map((name) => [name, recordFrom(data.lists[name])])), edition: data.edition };
  } catch (error) {
    return { why: error instanceof Refusal ? error.message : "shape" };
  }
}

function fromJson(text) {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new Refusal("json");
  }
}

function recordFrom(held) {
  need(isObject(held) && hasOnly(held, ["seen", "done", "undone", "was"]));
  need(Array.isArray(held.seen) && held.seen.length <= MOST_ITEMS && held.seen.every(isVersion));
  need(new Set(held.seen).size === held.seen.length);
  const marks = new Map();
  for (const done of [true, false]) {
    for (const [version, at] of times(held[done ? "done" : "undone"])) {
      need(!marks.has(version));
      marks.set(version, { at, done });
    }
  }
  return { seen: [...held.seen], marks, was: new Map(times(held.was)) };
}

function times(held) {
  need(isObject(held));
  const found = Object.entries(held);
  need(found.length <= MOST_ITEMS && found.every(([version, at]) => isVersion(version) && isTime(at)));
  return found;
}

function isVersion(value) {
  return typeof value === "string" && TEXT_VERSION.test(value);
}

/** Whether it is a moment that exists: 30 February has the form of one. */
function isTime(value) {
  if (typeof value !== "string" || !TIME.test(value)) return false;
  const moment = new Date(value);
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === value;
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function hasOnly(held, names) {
  const keys = Object.keys(held);
  return keys.length === names.length && names.every((name) => keys.includes(name));
}

function need(holds) {
  if (!holds) throw new Refusal("shape");
}
