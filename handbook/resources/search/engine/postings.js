// Where one word stands, as the build writes it (search_postings.py).

import { unpacked } from "./coding.js";

// How much a word counts by where it stands; a word of running text counts by how often it stands there.
export const OF_PAGE = 0.3; // in the title of the page, for its parts
const RELATED = 0.45; // in a term or question that leads to the entry
const HEADING = 0.55; // in the heading of a part of a page
export const ALSO = 0.8; // in the record's names in other languages, its synonyms
const TITLE = 1;
const NAME = 1.2; // in another name of the same record: code, abbreviation
const WEIGHTS = [OF_PAGE, RELATED, HEADING, ALSO, TITLE, NAME];

/** The entries of a word: { places, strong, often, isRead }, three lists in the order of entries. */
export function posting(written) {
  const [text, strong = ""] = written.split(" ");
  const texts = inText(unpacked(text));
  const found = { places: [], strong: [], often: [], isRead: texts.length > 0 };
  const add = (place, weight, often) => {
    found.places.push(place);
    found.strong.push(weight);
    found.often.push(often);
  };
  let next = 0;
  let sum = 0;
  for (const step of unpacked(strong)) {
    sum += step;
    const entry = Math.floor(sum / WEIGHTS.length);
    const weight = WEIGHTS[sum % WEIGHTS.length];
    if (weight === TITLE) found.isRead = true;
    for (; next < texts.length && texts[next][0] < entry; next += 1) add(texts[next][0], 0, texts[next][1]);
    const both = next < texts.length && texts[next][0] === entry;
    add(entry, weight, both ? texts[next][1] : 0);
    if (both) next += 1;
  }
  for (; next < texts.length; next += 1) add(texts[next][0], 0, texts[next][1]);
  return found;
}

/**
 * The names of records in which a word stands: [{ number, order, length, own, positions }], `order` counting the
 * record's names, `own` whether it is one in this language, `positions` where in the name the word stands.
 */
export function named(written) {
  const numbers = unpacked(written.split(" ")[2] || "");
  const found = [];
  let number = -1;
  for (let i = 0; i < numbers.length;) {
    number += numbers[i] + 1;
    for (i += 1; numbers[i] !== 0;) {
      const [order, size] = [numbers[i], numbers[i + 1]];
      const positions = [];
      for (i += 2; numbers[i] % 2; i += 1) positions.push((numbers[i] - 1) / 2);
      positions.push(numbers[i] / 2);
      i += 1;
      found.push({ number, order, length: Math.floor(size / 2), own: size % 2 === 1, positions });
    }
    i += 1;
  }
  return found;
}

/** Each entry and how often the word stands in it: a step of nothing is the same entry once more. */
function inText(steps) {
  const found = [];
  let entry = -1;
  for (const step of steps) {
    entry += step;
    if (step) found.push([entry, 1]);
    else found[found.length - 1][1] += 1;
  }
  return found;
}
