// The index in memory: which words stand where, and which words are forms of one another.

import { unescaped } from "./text.js";
import { letterBits } from "./typing_errors.js";
import { wordsOf } from "./words.js";

// How much a word counts by where it stands; a word of running text counts by how often it stands there.
const TITLE = 1;
const NAME = 1.2; // another name of the same record: code, abbreviation
export const ALSO = 0.8; // its names in other languages, its synonyms
const HEADING = 0.55; // of a part of a page
export const OF_PAGE = 0.3; // the page's title, for its parts
const RELATED = 0.45; // a term or question that leads here

/**
 * An index of the entries of one language; `language` as from languages/index.js.
 *
 * `weights` are those of the kinds of pages and records, 1 for others. `collected` are the kinds whose records are
 * parts of one page: each is found by itself.
 */
export class Index {
  constructor(docs, language, { weights = {}, collected = [] } = {}) {
    this.language = language;
    this.weights = weights;
    this._collected = new Set(collected);
    this.entries = [];
    this.pages = new Map(); // path: { path, title, kind, collected, entries }
    this.words = new Map(); // word: { places, strong, often, stems, bits, isRead: by readers of a page }
    this.names = new Map(); // whole name: Map of entry numbers to whether it is a name in this language
    this.forms = new Map(); // stem: [[word, whether it is the word's surest stem]]
    for (const doc of docs) this._add(doc, docs);
    for (const [word, held] of this.words) this._relate(word, held);
    this.sorted = [...this.words.keys()].sort();
    const words = this.entries.reduce((sum, entry) => sum + entry.length, 0);
    this.usualLength = words / this.entries.length || 1;
  }

  /** Words that begin with `start`, but not `start` itself. */
  *beginningWith(start) {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle] <= start) low = middle + 1;
      else high = middle;
    }
    for (; low < this.sorted.length && this.sorted[low].startsWith(start); low += 1) yield this.sorted[low];
  }

  /** Stems of any word, on the site or not, the surest first; stop words have none. */
  stemsOf(word) {
    if (this.isStopWord(word)) return [];
    return this.words.has(word) ? this.words.get(word).stems : this.language.stems(word);
  }

  isStopWord(word) {
    return this.language.stopWords.has(word);
  }

  _add(doc, docs) {
    const [path, anchor = ""] = doc.location.split("#");
    const title = unescaped(doc.title);
    let page = this.pages.get(path);
    if (!page) {
      page = { path, title, kind: doc.kind || "", collected: false, entries: [] };
      this.pages.set(path, page);
    }
    const isRecord = anchor === "" || Boolean(doc.kind);
    const entry = {
      number: this.entries.length, location: doc.location, anchor, page, title, isRecord,
      kind: doc.kind || page.kind, body: unescaped(doc.text), length: 0,
    };
    if (anchor && this._collected.has(entry.kind)) page.collected = true;
    this.entries.push(entry);
    page.entries.push(entry);
    const same = (doc.same || []).map((number) => docs[number]);
    const names = inOne([doc, ...same].map((one) => one.names || []));
    const also = [...inOne([doc, ...same].map((one) => one.also || [])), ...(doc.other ? [doc.other] : [])];
    entry.names = [title, ...(isRecord ? [...names, ...also] : [])].map(wordsOf);
    if (isRecord) {
      entry.names.forEach((name, place) => this._name(name.join(" "), entry.number, place <= names.length));
    }
    const leading = (doc.led_from || []).map((number) => docs[number]);
    const related = inOne(leading.map((one) => [unescaped(one.title), ...(one.also || [])]));
    this._collect(entry, names, also, doc.summary ? [doc.summary, ...related] : related);
  }

  _name(whole, number, own) {
    const held = this.names.get(whole) || new Map();
    if (!held.get(number)) held.set(number, own);
    this.names.set(whole, held);
  }

  _collect(entry, names, also, related) {
    const strong = new Map();
    const raise = (text, weight) => {
      for (const word of wordsOf(text)) if (!(strong.get(word) >= weight)) strong.set(word, weight);
    };
    raise(entry.title, entry.isRecord ? TITLE : HEADING);
    for (const name of names) raise(name, NAME);
    for (const name of also) raise(name, entry.isRecord ? ALSO : HEADING);
    for (const words of related) raise(words, RELATED);
    if (!entry.isRecord) raise(entry.page.title, OF_PAGE);
    const body = wordsOf(entry.body);
    entry.length = body.length;
    const often = new Map();
    for (const word of body) often.set(word, (often.get(word) || 0) + 1);
    for (const [word, weight] of strong) this._place(word, entry.number, weight, often.get(word) || 0);
    for (const [word, count] of often) if (!strong.has(word)) this._place(word, entry.number, 0, count);
  }

  _place(word, number, strong, often) {
    let held = this.words.get(word);
    if (!held) {
      held = { places: [], strong: [], often: [], stems: [], bits: letterBits(word), isRead: false };
      this.words.set(word, held);
    }
    held.places.push(number);
    held.strong.push(strong);
    held.often.push(often);
    if (often > 0 || strong === TITLE) held.isRead = true;
  }

  _relate(word, held) {
    if (this.isStopWord(word)) return;
    held.stems = this.language.stems(word);
    held.stems.forEach((stem, place) => {
      const forms = this.forms.get(stem);
      if (forms) forms.push([word, place === 0]);
      else this.forms.set(stem, [[word, place === 0]]);
    });
  }
}

function inOne(lists) {
  return [].concat(...lists);
}
