// What a query asks for: its words, taken apart or put together as the site writes them.

import { LETTER } from "./letters.js";
import { FORM, reach, SAME } from "./reach.js";
import { wordsOf } from "./words.js";

const MOST_WORDS = 24; // of a query; what follows is left out
const LONGEST_WORD = 60; // letters of a word that are compared
const TEXTS_AT_ONCE = 8; // that are loaded to see whether two words stand together
const NUMBERED = /^(\D{3,})(\d+)$/;
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
    if (joined && index.has(joined) && !(index.has(words[i]) && words[i].length > 2)) {
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
    if (joined && index.has(joined)) found[found.length - 1].reached.set(joined, SAME); // wali kota: walikota
  }
  const seen = new Set();
  return found.filter(({ word }) => !seen.has(word) && seen.add(word));
}

/** The parts of a word written together that the site writes apart: tanggungjawab, diserahterimakan, tahap3. */
function partsOf(word, index, fit) {
  if (index.has(word) || word.length < 4) return [word];
  const numbered = NUMBERED.exec(word);
  if (numbered && index.has(numbered[1])) return [numbered[1], numbered[2]];
  for (const whole of [word, ...index.stemsOf(word)]) {
    for (let i = whole.length - 3; i >= 3; i -= 1) {
      const [first, second] = [whole.slice(0, i), whole.slice(i)];
      if (index.has(first) && index.has(second) && fit(first, second, index)) return [first, second];
    }
  }
  return [word];
}

function standTogether(first, second, index) {
  const apart = new RegExp(`(?:^|[^${LETTER}])${first}[\\s/-]+${second}(?:$|[^${LETTER}])`, "iu");
  index.needWords([first, second]);
  const places = new Set(index.postingOf(second).places);
  const both = index.postingOf(first).places.filter((number) => places.has(number));
  for (let i = 0; i < both.length; i += TEXTS_AT_ONCE) {
    const some = both.slice(i, i + TEXTS_AT_ONCE);
    index.needTexts(some);
    if (some.map((number) => index.textOf(number)).some(({ title, body }) => apart.test(title) || apart.test(body))) {
      return true;
    }
  }
  return false;
}

/**
 * The figure for a number in words or Roman figures. Right after a word it names one thing (stage six, tahap VI);
 * before one it counts (six stages).
 */
function addNumber(word, before, typed, index, reached) {
  const { numbers, ordinals } = index.language;
  const follows = before !== undefined && typed[typed.indexOf(word) - 1] === before;
  const figure = ordinals.get(word) || (follows ? numbers.get(word) || ROMAN.get(word) : undefined);
  if (figure && index.has(figure)) reached.set(figure, FORM);
}
