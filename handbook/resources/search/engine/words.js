// Words of a text: what is compared, and where it stands.

import { LETTER, MARK } from "./letters.js";

const WORD = new RegExp(`[${LETTER}${MARK}]+(?:['’ʼ][${LETTER}${MARK}]+)*`, "gu");
const APOSTROPHES = /['’ʼ]/g;
const MARKS = new RegExp(`[${MARK}]+`, "gu");
const PLAIN_WORD = /^[a-z0-9]+$/;

/** A word in the form that is compared: small letters, no accents, no apostrophes, no English possessive. */
export function folded(word) {
  const small = word.toLowerCase();
  if (PLAIN_WORD.test(small)) return small;
  return small.replace(/['’ʼ]s$/, "").replace(APOSTROPHES, "").normalize("NFD").replace(MARKS, "");
}

/** The words of a text in order, folded. */
export function wordsOf(text) {
  const found = [];
  for (const word of text.match(WORD) || []) {
    const bare = folded(word);
    if (bare) found.push(bare);
  }
  return found;
}

/** The words of a text with their places: [{ word, start, end }]. */
export function placedWords(text) {
  let end = 0;
  return (text.match(WORD) || []).map((word) => {
    const start = text.indexOf(word, end);
    end = start + word.length;
    return { word: folded(word), start, end };
  });
}
