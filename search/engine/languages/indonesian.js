// Indonesian for search: Snowball's stem, other readings of a word, spellings, stop words, numerals.

import { snowballIndonesian } from "./snowball_indonesian.js";
import { EVERYDAY_INDONESIAN, OLDER_SPELLINGS, WHOLE_WORDS } from "./indonesian_words.js";

const BEGINS_WITH_VOWEL = /^[aeiou]/;
// Prefixes that can stand before meN- and peN-: dipengaruhi, berpendidikan, keterpaduan.
const FIRST_PREFIX = "(?:di|ke|ber|ter|se)?";
const ENDS_ON_MEN = new RegExp(`^${FIRST_PREFIX}[mp]en[^gy]`);
const ENDS_ON_MENG = new RegExp(`^${FIRST_PREFIX}[mp]eng`);
const ENDS_ON_MEM = new RegExp(`^${FIRST_PREFIX}[mp]em[aeiou]`);
// Endings of loan words that make one family: koordinasi, koordinator, koordinatif.
const LOAN_ENDING = /(?:isasi|asi|ator|atif|isir|ir|as)$/;
const LOAN_ADJECTIVE = /(?:is|ik|if)$/;

// Prefixes with the letter that they took the place of: mem-akai, pakai.
const PREFIXES = [
  ...["", "di", "ter", "ber", "ke", "se", "per", "pe", "pem", "pen", "peng", "me", "mem", "men", "meng",
    "menge", "penge", "memper", "diper", "keber", "keter", "dike"].map((prefix) => [prefix, ""]),
  ...[["mem", "p"], ["men", "t"], ["meny", "s"], ["meng", "k"]].flatMap(([prefix, letter]) =>
    [prefix, prefix.replace("m", "p")].map((form) => [form, letter])),
];
const SUFFIXES = ["", "nya", "lah", "kah", "pun", "an", "kan", "i", "annya", "kannya", "inya"];

/**
 * Stems of a folded word, the surest first. Snowball has no dictionary, so it cannot know which letter meN- and
 * peN- took the place of (menetapkan: tetap), nor that some words only look as if they had an affix (kelola).
 * The other readings are tried too; the index keeps those that other words attest.
 */
export function indonesianStems(word) {
  const spelled = OLDER_SPELLINGS.get(word) ?? word;
  const whole = wholeWordIn(spelled);
  if (whole) return [whole, ...loanFamilies(whole)];
  const stem = snowballIndonesian(spelled);
  const stems = /^(?:di|me|ter).*si$/.test(spelled) && stem.endsWith("si") ? [stem, stem.slice(0, -1)] : [stem]; // menugasi: tugas
  const found = new Set(stems.flatMap((one) => [one, ...readings(spelled, one)]).map((reading) => OLDER_SPELLINGS.get(reading) ?? reading));
  for (const reading of [...found]) for (const family of loanFamilies(reading)) found.add(family);
  return [...found].filter((reading) => reading.length > 2);
}

/** What is left of a word when a prefix and a suffix are taken off, whichever could be there. */
export function* possibleRoots(word) {
  for (const [prefix, restored] of PREFIXES) {
    if (!word.startsWith(prefix)) continue;
    const rest = restored + word.slice(prefix.length);
    for (const suffix of SUFFIXES) {
      if (rest.endsWith(suffix) && rest.length > suffix.length + 2) yield rest.slice(0, rest.length - suffix.length);
    }
  }
}

/** The root among those that only look affixed from which a word is made; undefined where there is none. */
function wholeWordIn(word) {
  for (const root of possibleRoots(word)) if (WHOLE_WORDS.has(root)) return root;
  return undefined;
}

function* readings(word, stem) {
  if (BEGINS_WITH_VOWEL.test(stem)) {
    if (ENDS_ON_MEN.test(word)) yield* [`t${stem}`, `n${stem}`]; // menetapkan: tetap; menilai: nilai
    if (ENDS_ON_MENG.test(word)) yield `k${stem}`; // mengelola: kelola
    if (/^(?:memp|dip|p|keb|b)er/.test(word)) yield `r${stem}`; // perencanaan: rencana
  }
  const spoken = /^(ng|ny|n|m)(?=[aeiou])/.exec(word)?.[1]; // as it is said: ngajak: ajak; nyusun: susun
  if (spoken === "ng") yield* [snowballIndonesian(word.slice(2)), snowballIndonesian(`k${word.slice(2)}`)];
  if (spoken === "ny") yield snowballIndonesian(`s${word.slice(2)}`);
  if (/^(?:di|ter)?[mp]enge[^aeiou]/.test(word)) yield snowballIndonesian(word.replace(/^(?:di|ter)?[mp]enge/, "")); // mengesahkan: sah
  if (stem.startsWith("p") && ENDS_ON_MEM.test(word)) yield `m${stem.slice(1)}`; // pemukiman: mukim
  if (stem.startsWith("m") && /pem/.test(word)) yield `p${stem.slice(1)}`; // kepemimpinan: pimpin
  if (/^(?:di|mem[bpf]|keter|keber|seke)/.test(word)) yield snowballIndonesian(stem); // dipercepat: cepat
  if (/^se[^aeiou]/.test(word) && word.length > 6) yield snowballIndonesian(word.slice(2)); // sekabupaten: kabupaten
  if (/(?:lah|kah|pun)$/.test(word)) yield snowballIndonesian(`${word}nya`); // mengolah: olah
  if (/(?:lah|kah|pun|ku|mu|nya)$/.test(word)) yield word;
  const doubled = /^(.{3,})an$/.exec(stem);
  if (doubled && /^(?:ke|pe|per|ber)/.test(word)) yield doubled[1]; // perangkatan
  if (stem.length > 4 && stem.endsWith("k")) yield stem.slice(0, -1); // penilaikan
  if (/kan$/.test(word) && /^(?:ke|pe)/.test(word)) yield snowballIndonesian(word.slice(0, -2)); // pendidikan: didik
}

function* loanFamilies(stem) {
  if (stem.length > 6 && LOAN_ENDING.test(stem)) yield stem.replace(LOAN_ENDING, "");
  if (stem.length > 5 && LOAN_ADJECTIVE.test(stem)) yield stem.replace(LOAN_ADJECTIVE, "");
  if (stem.length > 5 && /[gnmrk]i$/.test(stem)) yield stem.slice(0, -1); // strategi: strategis
}

export const INDONESIAN = {
  stems: indonesianStems,
  possibleRoots,
  stopWords: new Set(
    `ada adalah adakah agar akan anda apa apakah apabila atas atau bagaimana bagaimanakah bagi bahwa belum berapa
    bila bilamana bisa bisakah boleh bolehkah buat cara dalam dan dapat dapatkah dari darimana demi dengan di dia dimana dong
    guna hal hanya harus haruskah hingga ia ialah ini itu jadi jangan jika juga kah kalau kalo kami kamu kapan kapankah karena ke kemana kenapa
    kepada kita kok lagi lain-lain lalu lebih maka mana mau melalui mengapa menurut mereka merupakan mungkin namun nanti nih oleh pada paling
    para per perlu perlukah pernah pula pun saat saja sajakah sambil sampai sangat saya sebagai sebelum sebuah secara sedang sehingga
    sejak selain seluruh semua sendiri seorang seperti serta setelah setiap siapa siapakah suatu sudah supaya tak tapi telah
    tentang terhadap tersebut tetapi tiap tidak tidakkah toh untuk yaitu yakni yang ya
    aja bgmn dah deh dgn gak ga gimana gmn kasih kek klo kpd krn nggak ngga enggak sih sdh sudahkah tdk tuh udah utk yg`.split(/\s+/),
  ),
  everyday: EVERYDAY_INDONESIAN,
  numbers: new Map(Object.entries({
    satu: "1", dua: "2", tiga: "3", empat: "4", lima: "5", enam: "6", tujuh: "7", delapan: "8", sembilan: "9",
    sepuluh: "10",
  })),
  ordinals: new Map(Object.entries({
    pertama: "1", kedua: "2", ketiga: "3", keempat: "4", kelima: "5", keenam: "6", ketujuh: "7",
  })),
};
