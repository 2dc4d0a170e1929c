// The index: which words stand where, which are forms of one another, and what the entries say. It holds the words and
// loads the rest in parts. What needs a part that is not there throws `Missing`, and is done again once it is.

import { unpacked, wordsIn } from "./coding.js";
import { named, posting } from "./postings.js";
import { letterBits } from "./typing_errors.js";

const FIGURES = /^[0-9]+$/;

/** Thrown where parts of an index are needed that are not there yet. */
export class Missing {
  constructor(parts) {
    this.parts = parts;
  }
}

/**
 * An index by its head; `language` as from languages/index.js.
 *
 * The head's `weights` are those of the kinds of pages and records, 1 for others. `collected` are the kinds whose
 * records are parts of one page: each is found by itself.
 */
export class Index {
  constructor(head, language) {
    this.language = language;
    this.weights = head.weights;
    this.usualLength = head.usual || 1;
    this._held = new Map(); // name of a part: what it holds
    this._postings = new Map(); // word: its posting
    this._lengths = head.lengths;
    this._rowsOfLengths = new Map();
    this._textParts = namesIn(head.texts.parts);
    this._textStarts = starts(unpacked(head.texts.counts));
    this._readEntries(head);
    this._readWords(head);
    this._numbers = { starts: head.numbers.starts, parts: namesIn(head.numbers.parts) };
  }

  /** Keep a part that was loaded. */
  hold(name, content) {
    this._held.set(name, content);
  }

  holds(name) {
    return this._held.has(name);
  }

  has(word) {
    return this._words.has(word) || (FIGURES.test(word) && this._figures(word) !== undefined);
  }

  isStopWord(word) {
    return this.language.stopWords.has(word);
  }

  /** Stems of any word, on the site or not, the surest first; stop words have none. */
  stemsOf(word) {
    if (this.isStopWord(word)) return [];
    const held = this._words.get(word);
    return held ? held.stems : this.language.stems(word);
  }

  /** The words that have a stem, each with whether it is their surest. */
  formsOf(stem) {
    const forms = this._forms.get(stem) || [];
    if (!FIGURES.test(stem) || !this.has(stem)) return forms;
    const place = this.stemsOf(stem).indexOf(stem); // a number is a form of itself alone
    return place < 0 ? forms : [[stem, place === 0], ...forms];
  }

  /** Words that begin with `start`, but not `start` itself, in order. */
  *beginningWith(start) {
    const numbers = this._figuresFrom(start);
    let next = 0;
    for (let at = this._after(start); at < this._sorted.length && this._sorted[at].startsWith(start); at += 1) {
      for (; next < numbers.length && numbers[next] < this._sorted[at]; next += 1) yield numbers[next];
      yield this._sorted[at];
    }
    for (; next < numbers.length; next += 1) yield numbers[next];
  }

  /** Every word that may be near to one, with its letters' bits: [[word, bits]]. */
  *likely(word) {
    // A number shares no letter with a word without figures, and so is no likelier than any other word.
    if (/[0-9]/.test(word)) for (const number of this._figuresFrom("")) yield [number, letterBits(number)];
    for (const other of this._sorted) yield [other, this._words.get(other).bits];
  }

  /** In how many entries a word of the index stands. */
  countOf(word) {
    const held = this._words.get(word);
    return held ? held.count : this.postingOf(word).places.length;
  }

  /** Whether readers of the entries themselves see a word, rather than finding them by it only. */
  isRead(word) {
    const held = this._words.get(word);
    return held ? held.isRead : this.postingOf(word).isRead;
  }

  /** See to it that the postings of words are there. */
  needWords(words) {
    this._need([...words].map((word) => this._partOf(word)));
  }

  /** Where a word of the index stands. */
  postingOf(word) {
    if (!this._postings.has(word)) this._postings.set(word, posting(this._written(word)));
    return this._postings.get(word);
  }

  /** In which names of which records a word of the index stands. */
  namesWith(word) {
    return named(this._written(word));
  }

  /** See to it that the lengths of entries are there. */
  needLengths(numbers) {
    const { each, parts } = this._lengths;
    if (!parts) return;
    const rows = new Set();
    for (const number of numbers) rows.add(Math.floor(number / each));
    this._need([...rows].map((row) => namesIn(parts)[row]));
  }

  /** How many words an entry has. */
  lengthOf(number) {
    const { each, parts, held } = this._lengths;
    const row = Math.floor(number / each);
    if (!this._rowsOfLengths.has(row)) {
      this._rowsOfLengths.set(row, unpacked(parts ? this._held.get(namesIn(parts)[row]) : held));
    }
    return this._rowsOfLengths.get(row)[number % each];
  }

  /** See to it that what entries say is there. */
  needTexts(numbers) {
    this._need(numbers.map((number) => this._textParts[this._textPart(number)]));
  }

  /** What an entry says: { location, title, body }. */
  textOf(number) {
    const part = this._textPart(number);
    this._need([this._textParts[part]]);
    const [location, title, body] = this._held.get(this._textParts[part])[number - this._textStarts[part]];
    return { location, title, body };
  }

  _need(parts) {
    const missing = [...new Set(parts)].filter((name) => !this._held.has(name));
    if (missing.length) throw new Missing(missing);
  }

  _partOf(word) {
    const held = this._words.get(word);
    return held ? this._parts[held.part] : this._numbers.parts[atOrBefore(this._numbers.starts, word)];
  }

  /** What a part holds of a word of the index. */
  _written(word) {
    const part = this._partOf(word);
    this._need([part]);
    const held = this._words.get(word);
    return this._held.get(part)[held ? held.place : word];
  }

  _textPart(number) {
    return atOrBefore(this._textStarts, number);
  }

  /** What the index holds of a number; undefined where it does not have it. */
  _figures(word) {
    const place = atOrBefore(this._numbers.starts, word);
    if (place < 0) return undefined;
    this._need([this._numbers.parts[place]]);
    return this._held.get(this._numbers.parts[place])[word];
  }

  /** The numbers that begin with `start`, but not `start` itself, in order. */
  _figuresFrom(start) {
    if (start && !FIGURES.test(start)) return [];
    const { starts: first, parts } = this._numbers;
    const from = Math.max(0, atOrBefore(first, start));
    let to = from;
    while (to < parts.length && (to === from || first[to].startsWith(start))) to += 1;
    const names = parts.slice(from, to);
    this._need(names);
    const found = [];
    for (const name of names) {
      for (const number of Object.keys(this._held.get(name))) {
        if (number.startsWith(start) && number !== start) found.push(number);
      }
    }
    return found.sort();
  }

  _after(start) {
    return atOrBefore(this._sorted, start) + 1;
  }

  _readEntries({ sorts, entries, collected }) {
    const own = new Set(collected);
    this.pages = [];
    this.entries = unpacked(entries).map((sort, number) => {
      const [startsPage, anchored, kind] = sorts[sort];
      if (startsPage) this.pages.push({ kind, collected: false, entries: [] });
      const page = this.pages[this.pages.length - 1];
      const isRecord = !anchored || kind !== "";
      const entry = { number, page, isRecord, anchored: Boolean(anchored), kind: kind || page.kind };
      if (anchored && own.has(entry.kind)) page.collected = true;
      page.entries.push(entry);
      return entry;
    });
  }

  _readWords({ words, counts, places, parts }) {
    this._sorted = wordsIn(words);
    this._parts = namesIn(parts);
    this._words = new Map();
    this._forms = new Map(); // stem: [[word, whether it is the word's surest stem]]
    const [told, part] = [unpacked(counts), unpacked(places)];
    const held = this._parts.map(() => 0); // how many words of a part were met: it holds them in this order
    this._sorted.forEach((word, i) => {
      const stems = this.isStopWord(word) ? [] : this.language.stems(word);
      const place = held[part[i]];
      held[part[i]] += 1;
      this._words.set(word, {
        part: part[i], place, count: Math.floor(told[i] / 2), isRead: told[i] % 2 === 1, stems, bits: letterBits(word),
      });
      stems.forEach((stem, order) => {
        const forms = this._forms.get(stem);
        if (forms) forms.push([word, order === 0]);
        else this._forms.set(stem, [[word, order === 0]]);
      });
    });
  }
}

const LETTERS_OF_NAME = 12; // of a part

function namesIn(text) {
  const names = [];
  for (let i = 0; i < text.length; i += LETTERS_OF_NAME) names.push(text.slice(i, i + LETTERS_OF_NAME));
  return names;
}

/** The place at which each of several runs begins. */
function starts(counts) {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum - count;
  });
}

/** The place of the last of sorted values that is not above `value`; -1 where there is none. */
function atOrBefore(values, value) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
