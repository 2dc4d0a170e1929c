// From a word that was typed to words of the index: itself, its forms, beginnings, what it may be mistyped for.

import { nearestWords } from "./nearest.js";
import { distance, forgiven } from "./typing_errors.js";

const MOST_BEGINNINGS = 60;

// How much a word of the index counts by the way it was reached.
export const SAME = 1;
export const FORM = 0.8; // a form of the word, by the surest stem of both
const READING = 0.7; // by a stem that is the surest of one only
const FAMILY = 0.5; // by a stem that is the surest of neither
const BEGINNING = 0.6; // times the share of the word that was typed
const EVERYDAY = 0.5; // what a handbook says for a word of everyday speech
const HALF_TYPED = 0.6; // times, for what a word may become
const ERROR = 0.55;
const OTHER_START = 0.6; // times, since few people mistype the first letter

/** The words of the index that a word leads to. `unfinished` where the reader may still be typing it. */
export function reach(word, index, unfinished) {
  const reached = new Map();
  const add = (other, weight) => {
    if (!(reached.get(other) >= weight)) reached.set(other, weight);
  };
  if (index.has(word)) add(word, SAME);
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

function addForms(word, index, add, share) {
  index.stemsOf(word).forEach((stem, place) => {
    for (const [form, sure] of index.formsOf(stem)) {
      const weight = place === 0 && sure ? FORM : place === 0 || sure ? READING : FAMILY;
      add(form, weight * share);
    }
  });
}

/** Words of the index that remain when affixes are taken off, where no stem leads to any. */
function addPossibleRoots(word, index, add) {
  for (const root of index.language.possibleRoots(word)) {
    if (index.isStopWord(root) || !index.has(root)) continue;
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
  for (const other of everyday.get(said) || []) {
    if (index.has(other)) add(other, EVERYDAY);
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
  const read = nearest.find(([other]) => index.isRead(other)); // not a wrong spelling that finds it too
  return read ? read[0] : null;
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
  for (const other of index.beginningWith(word[0])) {
    if (other.length <= word.length || index.isStopWord(other)) continue;
    const most = word.length < 7 ? 1 : 2;
    const nearest = Math.min(
      distance(word, other.slice(0, word.length), most),
      distance(word, other.slice(0, word.length + 1), most),
    );
    if (nearest <= most) add(other, (HALF_TYPED * ERROR) / Math.max(1, nearest));
  }
}
