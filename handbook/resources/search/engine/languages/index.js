// The languages that search knows; any other is searched by whole words, beginnings and typing errors.

import { ENGLISH } from "./english.js";
import { INDONESIAN } from "./indonesian.js";

const KNOWN = new Map([["id", INDONESIAN], ["en", ENGLISH]]);
const ANY_LANGUAGE = {
  stems: () => [], possibleRoots: () => [], stopWords: new Set(), everyday: new Map(), numbers: new Map(),
  ordinals: new Map(),
};

/** What search knows of a language, by its code. */
export function languageOf(code) {
  return KNOWN.get(code) || ANY_LANGUAGE;
}
