// From what was typed to words of the index: the same word, its forms, beginnings, compounds, typing errors.

import { countBits, distance, forgiven, letterBits } from "./typing_errors.js";
import { wordsOf } from "./words.js";

const MOST_WORDS = 24; // of a query; what follows is left out
const LONGEST_WORD = 60; // letters of a word that are compared
const MOST_BEGINNINGS = 60;

// How much a word of the index counts by the way it was reached.
const SAME = 1;
const FORM = 0.8; // a form of the word, by the surest stem of both
const READING = 0.7; // by a stem that is the surest of one only
const FAMILY = 0.5; // by a stem that is the surest of neither
const BEGINNING = 0.6; // times the share of the word that was typed
const EVERYDAY = 0.5; // what a handbook says for a word of everyday speech
const HALF_TYPED = 0.6; // times, for what a word may become
const ERROR = 0.55;
const OTHER_START = 0.6; // times, since few people mistype the first letter

const ROMAN = new Map(Object.entries({ i: "1", ii: "2", iii: "3", iv: "4", v: "5", vi: "6", vii: "7", viii: "8" }));

/**
 * What a query asks for: [{ word, reached: Map of words of the index to weights, guessed }], one for each of its
 * words. `guessed` is the word that a word with a typing error was taken for.
 */
export function asked(query, index) {
  const typed = wordsOf(query).slice(0, MOST_WORDS).map((word) => word.slice(0, LONGEST_WORD));
  const told = typed.filter((word) => !index.isStopWord(word));
  const words = told.length ? told : typed;
  const found = [];
  for (let i = 0; i < words.length; i += 1) {
    const joined = i + 1 < words.length ? words[i] + words[i + 1] : "";
    if (joined && index.words.has(joined) && !(index.words.has(words[i]) && words[i].length > 2)) {
      found.push(reach(joined, index, false)); // b 3, mem orandum
      i += 1;
      continue;
    }
    const last = i === words.length - 1;
    let reached = partsOf(words[i], index, standTogether).map((part, _, { length }) =>
      reach(part, index, last && length === 1));
    if (reached.length === 1 && !reached[0].reached.size) {
      reached = partsOf(words[i], index, () => true).map((part) => reach(part, index, false)); // fundraising
    }
    addNumber(words[i], words[i - 1], typed, index, reached[0].reached);
    found.push(...reached);
    if (joined && index.words.has(joined)) found[found.length - 1].reached.set(joined, SAME); // wali kota: walikota
  }
  const seen = new Set();
  return found.filter(({ word }) => !seen.has(word) && seen.add(word));
}

/** The parts of a word written together that the site writes apart: tanggungjawab, diserahterimakan, tahap3. */
function partsOf(word, index, fit) {
  if (index.words.has(word) || word.length < 4) return [word];
  const numbered = /^(\p{L}{3,})(\d+)$/u.exec(word);
  if (numbered && index.words.has(numbered[1])) return [numbered[1], numbered[2]];
  for (const whole of [word, ...index.stemsOf(word)]) {
    for (let i = whole.length - 3; i >= 3; i -= 1) {
      const [first, second] = [whole.slice(0, i), whole.slice(i)];
      if (index.words.has(first) && index.words.has(second) && fit(first, second, index)) return [first, second];
    }
  }
  return [word];
}

function standTogether(first, second, index) {
  const apart = new RegExp(`(?:^|[^\\p{L}\\p{N}])${first}[\\s/-]+${second}(?:$|[^\\p{L}\\p{N}])`, "iu");
  const places = new Set(index.words.get(second).places);
  return index.words.get(first).places.some((number) => {
    const entry = index.entries[number];
    return places.has(number) && (apart.test(entry.title) || apart.test(entry.body));
  });
}

/** The words of the index that a word leads to. `unfinished` where the reader may still be typing it. */
function reach(word, index, unfinished) {
  const reached = new Map();
  const add = (other, weight) => {
    if (!(reached.get(other) >= weight)) reached.set(other, weight);
  };
  if (index.words.has(word)) add(word, SAME);
  addForms(word, index, add, 1);
  addEveryday(word, index, add);
  if (!reached.size) addPossibleRoots(word, index, add);
  const known = reached.size > 0;
  if (word.length > 1 && (unfinished || !known)) addBeginnings(word, index, add, known);
  let guessed = null;
  if (!reached.size) guessed = addNearest(word, index, add);
  if (!reached.size && unfinished) addHalfTyped(word, index, add);
  if (!reached.size) addLongerStems(word, index, add);
  return { word, reached, guessed };
}

/**
 * The figure for a number in words or Roman figures. Right after a word it names one thing (stage six, tahap VI);
 * before one it counts (six stages).
 */
function addNumber(word, before, typed, index, reached) {
  const { numbers, ordinals } = index.language;
  const follows = before !== undefined && typed[typed.indexOf(word) - 1] === before;
  const figure = ordinals.get(word) ?? (follows ? (numbers.get(word) ?? ROMAN.get(word)) : undefined);
  if (figure && index.words.has(figure)) reached.set(figure, FORM);
}

function addForms(word, index, add, share) {
  index.stemsOf(word).forEach((stem, place) => {
    for (const [form, sure] of index.forms.get(stem) ?? []) {
      const weight = place === 0 && sure ? FORM : place === 0 || sure ? READING : FAMILY;
      add(form, weight * share);
    }
  });
}

/** Words of the index that remain when affixes are taken off, where no stem leads to any. */
function addPossibleRoots(word, index, add) {
  for (const root of index.language.possibleRoots(word)) {
    if (!index.words.has(root) || index.isStopWord(root)) continue;
    add(root, READING);
    addForms(root, index, add, READING);
  }
}

/** Words that begin with a stem of this one, where nothing else is found. */
function addLongerStems(word, index, add) {
  for (const stem of index.stemsOf(word)) if (stem.length > 3) addBeginnings(stem, index, add, true);
}

/** What a handbook says for a word of everyday speech. */
function addEveryday(word, index, add) {
  const { everyday } = index.language;
  const said = [word, ...index.stemsOf(word)].find((form) => everyday.has(form));
  for (const other of everyday.get(said) ?? []) {
    if (index.words.has(other)) add(other, EVERYDAY);
    addForms(other, index, add, EVERYDAY);
  }
}

/** Words that begin like this one; a word that is known already is more likely meant as it stands. */
function addBeginnings(word, index, add, known) {
  let count = 0;
  for (const longer of index.beginningWith(word)) {
    if (index.isStopWord(longer)) continue;
    add(longer, BEGINNING * (known ? 0.5 : 1) * Math.sqrt(word.length / longer.length));
    count += 1;
    if (count === MOST_BEGINNINGS) return;
  }
}

/** Words that this one may be, mistyped, with their forms; the nearest one, or null. */
function addNearest(word, index, add) {
  const nearest = nearestWords(word, index, forgiven(word.length));
  for (const [other, errors] of nearest) {
    const likely = (ERROR / errors) * (other[0] === word[0] ? 1 : OTHER_START);
    add(other, likely);
    addForms(other, index, add, likely * 0.8);
  }
  return nearest.length ? nearest[0][0] : null;
}

/** What a form (pengoordinasia-n) or a word with an error (kordinat-or) may become while it is being typed. */
function addHalfTyped(word, index, add) {
  for (let end = word.length - 1; end > 3 && end > word.length - 4; end -= 1) {
    let found = false;
    addForms(word.slice(0, end), index, (form, weight) => {
      found = true;
      add(form, weight);
    }, HALF_TYPED);
    if (found) return;
  }
  if (word.length < 4) return;
  for (const other of index.sorted) {
    if (other.length <= word.length || other[0] !== word[0] || index.isStopWord(other)) continue;
    const most = word.length < 7 ? 1 : 2;
    const nearest = Math.min(
      distance(word, other.slice(0, word.length), most),
      distance(word, other.slice(0, word.length + 1), most),
    );
    if (nearest <= most) add(other, (HALF_TYPED * ERROR) / Math.max(1, nearest));
  }
}

/** Words of the index nearest to one that is not there: [[word, errors]], those with fewest errors only. */
export function nearestWords(word, index, most) {
  const bits = letterBits(word);
  let least = most;
  let found = [];
  for (const [other, held] of index.words) {
    if (other.length < 3 || Math.abs(other.length - word.length) > least) continue;
    if (countBits(bits ^ held.bits) > 2 * least) continue;
    const errors = distance(word, other, least);
    if (errors > least) continue;
    if (errors < least) found = [];
    least = errors;
    found.push([other, Math.max(1, errors)]);
  }
  const sameStart = ([other]) => (other[0] === word[0] ? 0 : 1);
  const weight = ([other]) => index.words.get(other).places.length;
  return found.sort((a, b) => sameStart(a) - sameStart(b) || weight(b) - weight(a)).slice(0, 8);
}
