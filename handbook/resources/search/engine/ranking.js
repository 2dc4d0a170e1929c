// Which pages come first: by words in titles and names, by how rare a word is, by how much of the query is met.

import { nameShares, wholeNames } from "./names.js";
import { ALSO, OF_PAGE } from "./postings.js";
import { wordsOf } from "./words.js";

const SATURATION = 1.2; // BM25's k: how soon more of the same word stops counting
const LENGTH_SHARE = 0.6; // BM25's b: how much long texts are held back
const TEXT = 0.7; // most that running text gives a word
const STRONG = 3; // most that title and names give it
const FURTHER = 0.2; // what a word gives again in each further part of a page
const MOST_FURTHER = 4;
const MOST_CANDIDATES = 150; // pages that are weighed whole, by their best entries

const EXACT = 3; // times, where the query is the code, the abbreviation or the whole title of a record
const EXACT_ALSO = 1.5; // times, where it is a synonym or a name in another language
const FULL_TITLE = 0.7; // added share where every word of a name is asked for
const NOT_A_RECORD = 0.6; // times, for a part of a page beside the page itself

// By what an entry meets a word.
const NOT_MET = 0;
const BY_PAGE = 1; // only by the title of its page
const BY_TEXT = 2;
const BY_NAME = 3;

/** How the entries of an index meet the words of a query; `ranked` makes lists of it. */
export function weighed(query, words, index) {
  const reached = [].concat(...words.map((one) => [...one.reached.keys()]));
  index.needWords(reached);
  const meetings = words.map((one) => meetingsOf(one.reached, index));
  const total = meetings.reduce((sum, { rare }) => sum + rare, 0) || 1;
  const rarity = meetings.map(({ rare }) => rare / total);
  const names = { exact: wholeNames(wordsOf(query), index), shares: nameShares(new Set(reached), index) };
  return Object.assign({ index, meetings, rarity, names }, together(meetings, rarity, index.entries.length));
}

/**
 * Pages in order, best first: [{ page, score, met, entries: [{ entry, score, share, own }] }], the best entry of a
 * page first. `met` holds for each word of the query how strongly the page meets it, `share` how much of the query an
 * entry meets, `own` whether it does so by more than the title of its page. `wanted(entry)` says which entries count.
 */
export function ranked(weights, wanted) {
  return [...foundByPage(weights, wanted)]
    .sort(([, a], [, b]) => b[0].score - a[0].score)
    .slice(0, MOST_CANDIDATES)
    .map(([page, entries]) => Object.assign({ page, entries }, pageScore(page, entries, weights)))
    .sort((a, b) => b.score - a.score || a.entries[0].entry.number - b.entries[0].entry.number);
}

/** Map of pages to their entries that meet any word, the best first. */
function foundByPage({ index, names, strengths, shares, own, touched }, wanted) {
  const pages = new Map();
  for (const number of touched) {
    const entry = index.entries[number];
    if (!wanted(entry)) continue;
    const met = heldBack(strengths[number], shares[number]);
    const score = met * (own[number] === BY_NAME ? bonus(entry, names) : 1) * (entry.isRecord ? 1 : NOT_A_RECORD);
    const found = { entry, score, share: shares[number], own: own[number] > BY_PAGE };
    const held = pages.get(entry.page);
    if (!held) pages.set(entry.page, [found]);
    else if (held[0].score < score) held.unshift(found);
    else held.push(found);
  }
  return pages;
}

/** How strongly each entry meets all words, what share of the query it meets, and by what; in order of entries. */
function together(meetings, rarity, size) {
  const [strengths, shares, own] = [new Float64Array(size), new Float64Array(size), new Uint8Array(size)];
  const touched = [];
  meetings.forEach((meeting, word) => {
    for (const number of meeting.touched) {
      if (own[number] === NOT_MET) touched.push(number);
      strengths[number] += meeting.strengths[number];
      shares[number] += rarity[word];
      if (meeting.own[number] > own[number]) own[number] = meeting.own[number];
    }
  });
  return { strengths, shares, own, touched: touched.sort((a, b) => a - b) };
}

/** How strongly each entry meets one word of the query, and by what; and how rare the word is. */
function meetingsOf(reached, index) {
  const size = index.entries.length;
  const [strong, often, strengths] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
  const own = new Uint8Array(size);
  const touched = [];
  for (const [other, weight] of reached) {
    const held = index.postingOf(other);
    for (let i = 0; i < held.places.length; i += 1) {
      const number = held.places[i];
      if (own[number] === NOT_MET) touched.push(number);
      if (held.strong[i] * weight > strong[number]) strong[number] = held.strong[i] * weight;
      often[number] += held.often[i] * weight;
      let by = BY_PAGE;
      if (held.strong[i] >= ALSO) by = BY_NAME;
      else if (held.often[i] || held.strong[i] > OF_PAGE) by = BY_TEXT;
      if (by > own[number]) own[number] = by;
    }
  }
  index.needLengths(touched);
  const rare = Math.log(1 + (size - touched.length + 0.5) / (touched.length + 0.5));
  for (const number of touched) {
    const count = often[number];
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * index.lengthOf(number)) / index.usualLength;
    const text = (count * (SATURATION + 1)) / (count + SATURATION * length);
    strengths[number] = rare * (STRONG * strong[number] + TEXT * text);
  }
  return { strengths, own, rare, touched };
}

/** What is met in sum, held back by the share of the query that is not; rare words are a greater share. */
function heldBack(strength, share) {
  return strength * (0.25 + 0.75 * share * share);
}

/** What an entry gains by its names. */
function bonus(entry, { exact, shares }) {
  if (!entry.isRecord) return 1;
  let whole = 1;
  if (exact.has(entry.number)) whole = exact.get(entry.number) ? EXACT : EXACT_ALSO;
  return (1 + FULL_TITLE * (shares.get(entry.number) || 0)) * whole;
}

function pageScore(page, entries, { index, meetings, rarity, names }) {
  const [best] = entries;
  const met = meetings.map(({ strengths }) => {
    const [most, ...further] = entries.map(({ entry }) => strengths[entry.number]).sort((a, b) => b - a);
    return further.slice(0, MOST_FURTHER).reduce((sum, strength) => sum + FURTHER * strength, most);
  });
  if (page.collected) {
    return { met, score: best.score * (index.weights[best.entry.anchored ? best.entry.kind : page.kind] || 1) };
  }
  const inOneEntry = 0.65 + 0.35 * best.share;
  const strength = met.reduce((sum, one) => sum + one, 0);
  const share = met.reduce((sum, one, word) => sum + (one ? rarity[word] : 0), 0);
  const whole = heldBack(strength, share) * bonus(page.entries[0], names);
  return { met, score: whole * inOneEntry * (index.weights[page.kind] || 1) };
}
