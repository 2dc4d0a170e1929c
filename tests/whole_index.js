// An index made of all entries at once, in the browser, with nothing written, cut or loaded: what the engine's own,
// which holds the same in parts, is held against. ENGINE stands for the address of the engine's modules.

import { letterBits } from "ENGINE/typing_errors.js";
import { wordsOf } from "ENGINE/words.js";

const PLACES = { title: 1, name: 1.2, also: 0.8, heading: 0.55, page: 0.3, related: 0.45 };

export class WholeIndex {
  constructor(docs, language, { weights = {}, collected = [] } = {}) {
    Object.assign(this, { language, weights, entries: [], pages: new Map(), words: new Map(), forms: new Map() });
    for (const doc of docs) this._add(doc, docs, new Set(collected));
    this.sorted = [...this.words.keys()].sort();
    for (const word of this.sorted) {
      this.words.get(word).places.sort((a, b) => a[0] - b[0]);
      this.stemsOf(word).forEach((stem, place) => {
        this.forms.set(stem, [...(this.forms.get(stem) || []), [word, place === 0]]);
      });
    }
    this.usualLength = this.entries.reduce((sum, { length }) => sum + length, 0) / this.entries.length || 1;
  }

  has(word) { return this.words.has(word); }
  isStopWord(word) { return this.language.stopWords.has(word); }
  stemsOf(word) { return this.isStopWord(word) ? [] : this.language.stems(word); }
  formsOf(stem) { return this.forms.get(stem) || []; }
  beginningWith(start) { return this.sorted.filter((word) => word.startsWith(start) && word !== start); }
  likely() { return this.sorted.map((word) => [word, letterBits(word)]); }
  countOf(word) { return this.words.get(word).places.length; }
  isRead(word) { return this.words.get(word).isRead; }
  namesWith(word) { return this.words.get(word).names; }
  lengthOf(number) { return this.entries[number].length; }
  textOf(number) { return this.entries[number]; }
  needWords() {}
  needLengths() {}
  needTexts() {}

  postingOf(word) {
    const { places } = this.words.get(word);
    return { places: places.map(([n]) => n), strong: places.map(([, s]) => s), often: places.map(([,, o]) => o) };
  }

  _add(doc, docs, collected) {
    const { location, title, text: body, kind: own = "", names = [], also = [], summary = "" } = doc;
    const [path, anchor = ""] = location.split("#");
    if (!this.pages.has(path)) this.pages.set(path, { title, kind: own, collected: false, entries: [] });
    const page = this.pages.get(path);
    const number = this.entries.length;
    const isRecord = anchor === "" || own !== "";
    const entry = { number, page, location, title, body, isRecord, anchored: anchor !== "", kind: own || page.kind };
    if (entry.anchored && collected.has(entry.kind)) page.collected = true;
    this.entries.push(entry);
    page.entries.push(entry);
    const same = (doc.same || []).map((other) => docs[other]);
    const leading = (doc.led_from || []).map((other) => docs[other]);
    const allNames = [...names, ...same.flatMap((one) => one.names || [])];
    const allAlso = [...also, ...same.flatMap((one) => one.also || [])];
    if (doc.other && !also.length) allAlso.push(doc.other);
    const held = new Map();
    const count = (text, add) => wordsOf(text).forEach((word) => {
      if (!held.has(word)) held.set(word, [0, 0]);
      add(held.get(word));
    });
    const raise = (text, place) => count(text, (one) => { one[0] = Math.max(one[0], PLACES[place]); });
    raise(title, isRecord ? "title" : "heading");
    for (const name of allNames) raise(name, "name");
    for (const name of allAlso) raise(name, isRecord ? "also" : "heading");
    for (const text of [summary, ...leading.flatMap((one) => [one.title, ...(one.also || [])])]) raise(text, "related");
    if (!isRecord) raise(page.title, "page");
    count(body, (one) => { one[1] += 1; });
    entry.length = wordsOf(body).length;
    held.forEach(([strong, often], word) => {
      const known = this.words.get(word) || { places: [], names: [], isRead: false };
      known.places.push([number, strong, often]);
      if (often > 0 || strong === PLACES.title) known.isRead = true;
      this.words.set(word, known);
    });
    if (!isRecord) return;
    [title, ...allNames, ...allAlso].map(wordsOf).forEach((name, order) => new Set(name).forEach((word) => {
      const positions = name.flatMap((other, place) => (other === word ? [place] : []));
      this.words.get(word).names.push({ number, order, length: name.length, own: order <= allNames.length, positions });
    }));
  }
}
