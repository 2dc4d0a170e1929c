// English for search: Snowball's stem, the families that it keeps apart, stop words, numerals.

import { snowballEnglish } from "./snowball_english.js";

// What Snowball leaves apart: adviser and advisory, strategy and strategic, finance and financial, advocacy.
const FAMILY_ENDING = /(?:atori|ori|ator|or|ari|aci|atur|ist|al|i)$/;

/** Stems of a folded word, the surest first. */
export function englishStems(word) {
  const stem = snowballEnglish(word);
  const found = [stem];
  const family = stem.replace(FAMILY_ENDING, "");
  if (family !== stem && family.length > 3) found.push(family);
  return found.filter((reading) => reading.length > 2);
}

// What is typed, and what a handbook is more likely to say.
const EVERYDAY_ENGLISH = new Map(Object.entries({
  cash: ["funding"], cost: ["funding", "budget"], money: ["funding", "funds", "budget"], pay: ["funding", "cost"],
  donor: ["funder", "funding", "grant"], boss: ["head"], council: ["dprd"], toilet: ["latrine"],
  proposal: ["request"], survey: ["study"], government: ["region"], rule: ["regulation", "decree"],
  write: ["draft", "prepare"], track: ["monitor"], buy: ["procure"], people: ["residents", "members"],
}));

export const ENGLISH = {
  stems: englishStems,
  possibleRoots: () => [],
  stopWords: new Set(
    `a about after all also am an and any are as at be because been before being but by can cannot could did do does
    doing during each for from get give had has have having he her him his how however i if in into is it its just
    may me might more most must my no nor not of off on once only or other our out over own per shall she should so
    some such than that the their them then there these they this those through to too under until up upon us very
    was we were what when where whether which while who whom whose why will with within without would you your`.split(/\s+/),
  ),
  everyday: EVERYDAY_ENGLISH,
  numbers: new Map(Object.entries({
    one: "1", two: "2", three: "3", four: "4", five: "5", six: "6", seven: "7", eight: "8", nine: "9", ten: "10",
  })),
  ordinals: new Map(Object.entries({
    first: "1", second: "2", third: "3", fourth: "4", fifth: "5", sixth: "6", seventh: "7",
  })),
};
