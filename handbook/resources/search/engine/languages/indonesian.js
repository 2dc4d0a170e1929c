// Indonesian for search: Snowball's stem, other readings of a word, spellings, stop words, numerals.

import { snowballIndonesian } from "./snowball_indonesian.js";
import { EVERYDAY_INDONESIAN, OLDER_SPELLINGS, STOP_WORDS_INDONESIAN, WHOLE_WORDS } from "./indonesian_words.js";

const SHORTEST_STEM = 3;

// Affixes that a word may have, with the letter that a nasal took the place of: mem-akai, pakai.
const PLAIN_PREFIXES = [
  "", "di", "ter", "ber", "ke", "se", "per", "pe", "pem", "pen", "peng", "penge", "me", "mem", "men", "meng", "menge",
  "memper", "diper", "keber", "keter", "dike",
];
const NASAL_PREFIXES = [
  ["mem", "p"], ["pem", "p"], ["men", "t"], ["pen", "t"], ["meny", "s"], ["peny", "s"], ["meng", "k"], ["peng", "k"],
];
const PREFIXES = [...PLAIN_PREFIXES.map((prefix) => [prefix, ""]), ...NASAL_PREFIXES];
const SUFFIXES = ["", "nya", "lah", "kah", "pun", "an", "kan", "i", "annya", "kannya", "inya"];

// Prefixes that can stand before meN- and peN-: dipengaruhi, berpendidikan, keterpaduan.
const BEFORE_NASAL = "(?:di|ke|ber|ter|se)?";
const MEN = new RegExp(`^${BEFORE_NASAL}[mp]en[^gy]`);
const MENG = new RegExp(`^${BEFORE_NASAL}[mp]eng`);
const MEM = new RegExp(`^${BEFORE_NASAL}[mp]em[aeiou]`);
const PER = /^(?:memp|dip|p|keb|b)er/;
const TWO_PREFIXES = /^(?:di|mem[bpf]|keter|keber|seke)/;
const PARTICLE = /(?:lah|kah|pun)$/;
const POSSESSIVE = /(?:ku|mu|nya)$/;
const BEGINS_WITH_VOWEL = /^[aeiou]/;

// Endings of loan words that make one family: koordinasi, koordinator, mengoordinir; strategi, strategis.
const LOAN_NOUN = /(?:isasi|asi|ator|atif|isir|ir|as)$/;
const LOAN_ADJECTIVE = /(?:is|ik|if)$/;
const LOAN_WITH_I = /[gnmrk]i$/;

/**
 * Stems of a folded word, the surest first. Snowball has no dictionary, so it cannot know which letter meN- and
 * peN- took the place of (menetapkan: tetap), nor that some words only look as if they had an affix (kelola). What
 * it may be besides follows; a stem that no other word has finds nothing, and so does no harm.
 */
export function indonesianStems(word) {
  const spelled = OLDER_SPELLINGS.get(word) || word;
  const whole = wholeWordIn(spelled);
  if (whole) return [whole, ...loanFamilies(whole)];
  const stem = snowballIndonesian(spelled);
  const found = new Set([stem, ...readings(spelled, stem)].map((reading) => OLDER_SPELLINGS.get(reading) || reading));
  for (const reading of [...found]) for (const family of loanFamilies(reading)) found.add(family);
  return [...found].filter((reading) => reading.length >= SHORTEST_STEM);
}

/** What is left of a word when a prefix and a suffix are taken off, whichever could be there. */
export function* possibleRoots(word) {
  for (const [prefix, restored] of PREFIXES) {
    if (!word.startsWith(prefix)) continue;
    const rest = restored + word.slice(prefix.length);
    for (const suffix of SUFFIXES) {
      const length = rest.length - suffix.length;
      if (length >= SHORTEST_STEM && rest.endsWith(suffix)) yield rest.slice(0, length);
    }
  }
}

/** The root among those that only look affixed from which a word is made; undefined where there is none. */
function wholeWordIn(word) {
  for (const root of possibleRoots(word)) if (WHOLE_WORDS.has(root)) return root;
  return undefined;
}

/** What a word may be besides its stem; each line names a word that it is for. */
function* readings(word, stem) {
  yield* nasalReadings(word, stem);
  // Snowball takes no -i from s: menugasi, tugas.
  if (stem.endsWith("si") && /^(?:di|me|ter)/.test(word)) {
    yield stem.slice(0, -1);
    yield* nasalReadings(word, stem.slice(0, -1));
  }
  yield* spokenReadings(word);
  if (TWO_PREFIXES.test(word)) yield snowballIndonesian(stem); // dipercepat: cepat
  if (/^se[^aeiou]/.test(word)) yield snowballIndonesian(word.slice(2)); // sekabupaten: kabupaten
  // What looks like a particle or a possessive may be a part of the root: mengolah, olah; bangku.
  if (PARTICLE.test(word)) yield snowballIndonesian(`${word}nya`);
  if (PARTICLE.test(word) || POSSESSIVE.test(word)) yield word;
  if (/^[kp]e.*kan$/.test(word)) yield snowballIndonesian(word.slice(0, -2)); // kebijakan: bijak
}

/** Letters that meN-, peN- and per- may have taken the place of. */
function* nasalReadings(word, stem) {
  if (BEGINS_WITH_VOWEL.test(stem)) {
    if (MEN.test(word)) yield* [`t${stem}`, `n${stem}`]; // menetapkan: tetap; menanami: tanam
    if (MENG.test(word)) yield `k${stem}`; // mengurangi: kurang
    if (PER.test(word)) yield `r${stem}`; // perencanaan: rencana
  }
  if (stem.startsWith("p") && MEM.test(word)) yield `m${stem.slice(1)}`; // memasukkan: masuk
  if (stem.startsWith("m") && word.includes("pem")) yield `p${stem.slice(1)}`; // kepemimpinan: pimpin
}

/** Verbs as they are said, without me-: ngajak, ngumpulkan, nyusun. */
function* spokenReadings(word) {
  if (/^ng[aeiou]/.test(word)) yield* [word.slice(2), `k${word.slice(2)}`].map(snowballIndonesian);
  if (/^ny[aeiou]/.test(word)) yield snowballIndonesian(`s${word.slice(2)}`);
}

function* loanFamilies(stem) {
  if (stem.length > 6 && LOAN_NOUN.test(stem)) yield stem.replace(LOAN_NOUN, "");
  if (stem.length > 5 && LOAN_ADJECTIVE.test(stem)) yield stem.replace(LOAN_ADJECTIVE, "");
  if (stem.length > 5 && LOAN_WITH_I.test(stem)) yield stem.slice(0, -1);
}

export const INDONESIAN = {
  stems: indonesianStems,
  possibleRoots,
  stopWords: STOP_WORDS_INDONESIAN,
  everyday: EVERYDAY_INDONESIAN,
  numbers: new Map(Object.entries({
    satu: "1", dua: "2", tiga: "3", empat: "4", lima: "5", enam: "6", tujuh: "7", delapan: "8", sembilan: "9",
    sepuluh: "10",
  })),
  ordinals: new Map(Object.entries({
    pertama: "1", kedua: "2", ketiga: "3", keempat: "4", kelima: "5", keenam: "6", ketujuh: "7",
  })),
};
