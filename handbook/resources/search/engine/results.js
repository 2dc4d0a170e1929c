// Results in the form that Material's dialog shows: pages, each with its parts.

import { excerpt, highlighted } from "./excerpt.js";
import { nearestWords } from "./nearest.js";
import { asked } from "./query.js";
import { ranked, weighed } from "./ranking.js";

const MOST_PAGES = 30;
const WORTH_LISTING = 0.05; // share of the first page's score that a page needs to be listed
const MOST_PARTS = 6; // of one page
export const SHOWN_PARTS = 2; // without unfolding
const WORTH_SHOWING = 0.18; // share of the page's best score that a part needs to be shown
const MOST_TERMS = 8; // words that are marked on the page that a result leads to
const MARKED_FROM = 0.25; // weight from which a word is near enough to what was typed to be marked
const MOST_SUGGESTIONS = 5;
const STEP = 0.01; // by which scores differ that must not be equal; Material rounds to it

/**
 * What answers a query, without texts: `pages` in order; `counts` of pages or records by kind, whatever `kind` is
 * asked for; `guesses` as [[typed, taken for]]; `suggestions` of words where nothing was found.
 */
export function found(query, index, kind) {
  const words = asked(query, index);
  const weights = weighed(query, words, index);
  const every = listed(ranked(weights, () => true));
  return {
    words,
    pages: kind ? listed(ranked(weights, (entry) => entry.kind === kind)) : every,
    counts: counted(every),
    guesses: words.filter(({ guessed }) => guessed).map(({ word, guessed }) => [word, guessed]),
    suggestions: every.length ? [] : suggested(words, index),
  };
}

/** The first pages that were found, each with its best parts, as Material's dialog takes them. */
export function items({ words, pages }, index, mostPages = MOST_PAGES, mostParts = MOST_PARTS) {
  const sought = soughtWords(words);
  const chosen = pages.slice(0, mostPages).map((one) => Object.assign({ parts: bestParts(one, mostParts) }, one));
  index.needTexts([].concat(...chosen.map(({ page, parts }) => [page.entries[0].number, ...parts.map(numberOf)])));
  return chosen.map((one) => item(one, words, (entry, score, missing) =>
    rendered(index.textOf(entry.number), score, sought, missing)));
}

function listed(pages) {
  const least = pages.length ? pages[0].score * WORTH_LISTING : 0;
  return pages.slice(0, MOST_PAGES).filter(({ score }) => score >= least);
}

/** Every word that is near enough to a word of the query to be marked. */
function soughtWords(words) {
  const sought = new Set();
  for (const { reached } of words) {
    for (const [word, weight] of reached) if (weight >= MARKED_FROM) sought.add(word);
  }
  return sought;
}

function bestParts({ entries }, most) {
  return entries
    .filter(({ entry, own }) => entry.anchored && own)
    .sort((a, b) => b.score - a.score || a.entry.number - b.entry.number)
    .slice(0, most);
}

function numberOf({ entry }) {
  return entry.number;
}

/** A page with its parts. Material folds away what scores less than the first of the list. */
function item({ page, score, met, entries, parts }, words, render) {
  const missing = words.filter((_, place) => !met[place]);
  const partFirst = parts.length > 0 && parts[0] === entries[0];
  const best = entries[0].score;
  const shown = parts.map((part, place) => {
    const high = place < SHOWN_PARTS && part.score >= best * WORTH_SHOWING;
    return render(part.entry, high ? score : Math.max(0, score - STEP * (2 + place)), missing);
  });
  // Enter opens what scores highest: the part, where it is the part that was looked for.
  const head = render(page.entries[0], partFirst ? Math.max(0, score - STEP) : score, missing);
  return partFirst ? [...shown, head] : [head, ...shown];
}

function rendered(told, score, sought, missing) {
  const marked = new Set();
  const title = highlighted(told.title, sought, marked);
  const text = excerpt(told.body, sought, marked);
  const terms = {};
  for (const word of [...marked].slice(0, MOST_TERMS)) terms[word] = true;
  for (const { word } of missing) terms[word] = false;
  return { location: told.location, title, text, score, terms };
}

/** How many pages of each kind are found, and of all kinds below ""; of collected kinds, how many records. */
function counted(pages) {
  const counts = pages.length ? { "": pages.length } : {};
  for (const { page, entries } of pages) {
    const kinds = page.collected ? entries.map(({ entry }) => entry.kind) : [page.kind];
    for (const kind of kinds) counts[kind] = (counts[kind] || 0) + 1;
  }
  return counts;
}

/** Words of the site that may have been meant, nearest first. */
function suggested(words, index) {
  const found = new Set();
  // What stands on no page is there to be found by, such as a wrong spelling, and not to be offered.
  const offer = (word) => {
    if (index.isRead(word) && !index.isStopWord(word)) found.add(word);
  };
  for (const { word } of words) {
    const length = Math.max(3, Math.ceil(word.length / 2));
    for (const [other] of nearestWords(word, index, Math.min(4, length - 1))) offer(other);
    for (let start = word.slice(0, -1); start.length > 2 && found.size < MOST_SUGGESTIONS; start = start.slice(0, -1)) {
      for (const other of index.beginningWith(start)) offer(other);
    }
  }
  return [...found].slice(0, MOST_SUGGESTIONS);
}
