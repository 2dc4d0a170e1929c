// Which pages come first: by words in titles and names, by how rare a word is, by how much of the query is met.

import { wordsOf } from "./words.js";

const SATURATION = 1.2; // BM25's k: how soon more of the same word stops counting
const LENGTH_SHARE = 0.6; // BM25's b: how much long texts are held back
const TEXT = 0.7; // most that running text gives a word
const STRONG = 3; // most that title and names give it
const FURTHER = 0.2; // what a word gives again in each further part of a page
const MOST_FURTHER = 4;

// Tasks, stages and roles come before glossary and prose where they are about as good.
const KIND_WEIGHT = {
  tasks: 1.6, roles: 1.45, stages: 1.25, documents: 1.3, partners: 1.05, transition: 1.7, matrix: 1.1, topics: 1,
  overview: 0.8, groups: 0.8, terms: 0.45, prose: 0.6, questions: 0.3, sources: 0.3,
};
const EXACT = 3; // times, where the query is the code, the abbreviation or the whole title of a record
const EXACT_ALSO = 1.5; // times, where it is a synonym or a name in another language
const FULL_TITLE = 0.7; // added share where every word of a name is asked for
const NOT_A_RECORD = 0.6; // times, for a part of a page beside the page itself

/**
 * Pages in order, best first: [{ page, score, entries: [{ entry, score, met }] }], where `met` maps each word of
 * the query to the strength with which the entry meets it. `wanted(entry)` says which entries count.
 */
export function ranked(query, words, index, wanted) {
  const { met, rarity } = meetings(words, index, wanted);
  const exact = index.names.get(wordsOf(query).join(" ")) ?? new Map();
  const pages = new Map();
  for (const [number, strengths] of met) {
    const entry = index.entries[number];
    const score = scoreOf(strengths, shareOf(strengths, rarity), bonus(entry, words, exact));
    const held = pages.get(entry.page);
    const found = { entry, met: strengths, score: entry.isRecord ? score : score * NOT_A_RECORD };
    if (held) held.push(found);
    else pages.set(entry.page, [found]);
  }
  return [...pages]
    .map(([page, entries]) => {
      entries.sort((a, b) => b.score - a.score || a.entry.number - b.entry.number);
      return { page, score: pageScore(page, entries, words, rarity, exact), entries };
    })
    .sort((a, b) => b.score - a.score || a.entries[0].entry.number - b.entries[0].entry.number);
}

/** Entry number: Map of word of the query to strength; and how rare each word is. */
function meetings(words, index, wanted) {
  const met = new Map();
  const rarity = new Map();
  for (const { word, reached } of words) {
    const { strengths, rare } = strengthsOf(reached, index);
    rarity.set(word, rare);
    for (const [number, strength] of strengths) {
      if (!wanted(index.entries[number])) continue;
      const held = met.get(number);
      if (held) held.set(word, strength);
      else met.set(number, new Map([[word, strength]]));
    }
  }
  return { met, rarity };
}

/** Entry number: how strongly it meets one word of the query, by all words that the word leads to. */
function strengthsOf(reached, index) {
  const strong = new Map();
  const often = new Map();
  for (const [other, weight] of reached) {
    const held = index.words.get(other);
    held.places.forEach((number, i) => {
      strong.set(number, Math.max(strong.get(number) ?? 0, held.strong[i] * weight));
      often.set(number, (often.get(number) ?? 0) + held.often[i] * weight);
    });
  }
  const rare = Math.log(1 + (index.entries.length - strong.size + 0.5) / (strong.size + 0.5));
  const strengths = new Map();
  for (const [number, weight] of strong) {
    const count = often.get(number);
    const length = 1 - LENGTH_SHARE + (LENGTH_SHARE * index.entries[number].length) / index.usualLength;
    const text = (count * (SATURATION + 1)) / (count + SATURATION * length);
    strengths.set(number, rare * (STRONG * weight + TEXT * text));
  }
  return { strengths, rare };
}

function scoreOf(strengths, share, times) {
  let sum = 0;
  for (const strength of strengths.values()) sum += strength;
  return sum * (0.25 + 0.75 * share * share) * times;
}

/** How much of the query is met, rare words counting for more. */
function shareOf(strengths, rarity) {
  let met = 0;
  let all = 0;
  for (const [word, rare] of rarity) {
    all += rare;
    if (strengths.has(word)) met += rare;
  }
  return all ? met / all : 0;
}

/** What an entry gains by its names. */
function bonus(entry, words, exact) {
  if (!entry.isRecord) return 1;
  let whole = 1;
  if (exact.has(entry.number)) whole = exact.get(entry.number) ? EXACT : EXACT_ALSO;
  return (1 + FULL_TITLE * titleShare(entry, words)) * whole;
}

/** The share of a title's words that are asked for; the best among the names of a record. */
function titleShare(entry, words) {
  let best = 0;
  for (const name of entry.names) {
    const met = name.filter((word) => words.some(({ reached }) => reached.has(word))).length;
    best = Math.max(best, met / name.length);
  }
  return best;
}

function pageScore(page, entries, words, rarity, exact) {
  const [best] = entries;
  if (page.collected) return best.score * (KIND_WEIGHT[best.entry.anchor ? best.entry.kind : page.kind] ?? 1);
  const all = new Map();
  const counts = new Map();
  for (const { met } of entries) {
    for (const [word, strength] of met) {
      const count = counts.get(word) ?? 0;
      counts.set(word, count + 1);
      const most = Math.max(all.get(word) ?? 0, strength);
      const least = Math.min(all.get(word) ?? 0, strength);
      all.set(word, most + (count <= MOST_FURTHER ? FURTHER * least : 0));
    }
  }
  const together = 0.65 + 0.35 * shareOf(best.met, rarity);
  return scoreOf(all, shareOf(all, rarity), bonus(page.entries[0], words, exact)) * together * (KIND_WEIGHT[page.kind] ?? 1);
}
