// What a result shows of a text: the words that were found, marked, and the stretch that holds most of them.

import { escaped } from "./text.js";
import { placedWords } from "./words.js";

const EXCERPT_LENGTH = 200; // letters of an excerpt
const LETTERS_BEFORE = 50; // letters before the first mark

/** A text as HTML with the words in `sought` (folded) marked; the marked words go into `marked`. */
export function highlighted(text, sought, marked) {
  return markedUp(text, placesIn(text).filter(({ word }) => sought.has(word)), marked);
}

/** The stretch of a text with most of the words in `sought`, as HTML. */
export function excerpt(text, sought, marked) {
  const hits = placesIn(text).filter(({ word }) => sought.has(word));
  const start = beginning(text, bestStart(hits));
  const end = start + EXCERPT_LENGTH < text.length ? lastSpace(text, start + EXCERPT_LENGTH) : text.length;
  const inside = hits
    .filter((hit) => hit.start >= start && hit.end <= end)
    .map((hit) => ({ word: hit.word, start: hit.start - start, end: hit.end - start }));
  const shown = markedUp(text.slice(start, end), inside, marked);
  return `${start ? "… " : ""}${shown}${end < text.length ? " …" : ""}`;
}

// Texts that were shown lately; while a reader types, most are shown again.
const MOST_REMEMBERED = 3000;
const remembered = new Map();

function placesIn(text) {
  let places = remembered.get(text);
  if (!places) {
    places = placedWords(text);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(text, places);
  }
  return places;
}

function markedUp(text, hits, marked) {
  let html = "";
  let done = 0;
  for (const { start, end } of hits) {
    const word = text.slice(start, end);
    marked.add(word);
    html += `${escaped(text.slice(done, start))}<mark data-md-highlight>${escaped(word)}</mark>`;
    done = end;
  }
  return html + escaped(text.slice(done));
}

/** Where the stretch with most different words begins. */
function bestStart(hits) {
  let best = 0;
  let most = 0;
  hits.forEach(({ start }, first) => {
    const words = new Set();
    const end = start + EXCERPT_LENGTH - LETTERS_BEFORE;
    for (let i = first; i < hits.length && hits[i].end <= end; i += 1) words.add(hits[i].word);
    if (words.size > most) {
      most = words.size;
      best = start;
    }
  });
  return best;
}

function beginning(text, hit) {
  return hit <= LETTERS_BEFORE ? 0 : text.indexOf(" ", hit - LETTERS_BEFORE) + 1;
}

function lastSpace(text, end) {
  const space = text.lastIndexOf(" ", end);
  return space > end - EXCERPT_LENGTH / 2 ? space : end;
}
