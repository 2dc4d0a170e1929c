// Snowball's stemmer for English (english.sbl, "Porter2", M. F. Porter). It claims to give what Snowball 3
// gives, word for word; tests hold it against the PyPI package `snowballstemmer`.

const IRREGULAR = new Map(Object.entries({
  skis: "ski", skies: "sky", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli",
  singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias",
  andes: "andes",
}));
const V = "[aeiouy]";
const FIRST_REGION = /^(?:arsen|commun|emerg|gener|inter|later|organ|past|univers)/;
const AFTER_SYLLABLE = new RegExp(`^[^aeiouy]*${V}+[^aeiouy]`);
const SHORT_SYLLABLE = /(?:[^aeiouy][aeiouy][^aeiouywxY]|^[aeiouy][^aeiouy]|past)$/;

// Longest first, as Snowball tries them.
const STEP_2 = longestFirst({
  tional: "tion", enci: "ence", anci: "ance", abli: "able", entli: "ent", izer: "ize", ization: "ize",
  ational: "ate", ation: "ate", ator: "ate", alism: "al", aliti: "al", alli: "al", fulness: "ful",
  ousli: "ous", ousness: "ous", iveness: "ive", iviti: "ive", biliti: "ble", bli: "ble", ogi: "og",
  ogist: "og", fulli: "ful", lessli: "less", li: "",
});
const STEP_3 = longestFirst({
  tional: "tion", ational: "ate", alize: "al", icate: "ic", iciti: "ic", ical: "ic", ful: "", ness: "",
  ative: "",
});
const STEP_4 = longestFirst({
  al: "", ance: "", ence: "", er: "", ic: "", able: "", ible: "", ant: "", ement: "", ment: "", ent: "", ism: "",
  ate: "", iti: "", ous: "", ive: "", ize: "", ion: "",
});

function longestFirst(endings) {
  return Object.entries(endings).sort(([a], [b]) => b.length - a.length);
}

/** The stem of a word in small letters. */
export function snowballEnglish(word) {
  if (IRREGULAR.has(word)) return IRREGULAR.get(word);
  if (word.length < 3) return word;
  const marked = markConsonantY(word.replace(/^'/, ""));
  const first = afterFirst(marked);
  const regions = { first, second: first + afterSyllable(marked.slice(first)) };
  let stem = withoutPlural(marked);
  stem = withoutPastOrParticiple(stem, regions);
  stem = stem.replace(/(.[^aeiouy])[yY]$/, "$1i");
  stem = replaceEnding(stem, STEP_2, (ending, start) => start >= regions.first && fitsStep2(stem, ending, start));
  stem = replaceEnding(stem, STEP_3, (ending, start) =>
    start >= (ending === "ative" ? regions.second : regions.first));
  stem = replaceEnding(stem, STEP_4, (ending, start) =>
    start >= regions.second && (ending !== "ion" || /[st]$/.test(stem.slice(0, start))));
  return withoutFinalLetter(stem, regions).replace(/Y/g, "y");
}

/** A y at the start or after a vowel is a consonant, written Y from here on. */
function markConsonantY(word) {
  let marked = word.replace(/^y/, "Y");
  for (let i = 1; i < marked.length; i += 1) {
    if (marked[i] === "y" && /[aeiouy]/.test(marked[i - 1])) marked = `${marked.slice(0, i)}Y${marked.slice(i + 1)}`;
  }
  return marked;
}

/** Where the first region begins: after the first consonant that follows a vowel. */
function afterFirst(word) {
  const known = FIRST_REGION.exec(word);
  return known ? known[0].length : afterSyllable(word);
}

function afterSyllable(word) {
  const found = AFTER_SYLLABLE.exec(word);
  return found ? found[0].length : word.length;
}

function withoutPlural(word) {
  const stem = word.replace(/(?:'s'|'s|')$/, "");
  if (stem.endsWith("sses")) return stem.slice(0, -2);
  if (/ie[ds]$/.test(stem)) return stem.slice(0, stem.length > 4 ? -2 : -1);
  if (/(?:ss|us)$/.test(stem)) return stem;
  return stem.endsWith("s") && /[aeiouy].+s$/.test(stem) ? stem.slice(0, -1) : stem;
}

function withoutPastOrParticiple(word, regions) {
  const eed = /eed(?:ly)?$/.exec(word);
  if (eed) {
    const unchanged = eed.index < regions.first || /^(?:succ|proc|exc)$/.test(word.slice(0, eed.index));
    return unchanged ? word : `${word.slice(0, eed.index)}ee`;
  }
  const found = /(?:ed|edly|ing|ingly)$/.exec(word);
  if (!found) return word;
  const stem = word.slice(0, found.index);
  if (found[0] === "ing") {
    if (/^[^aeiouy]y$/.test(stem)) return `${stem[0]}ie`; // dying: die
    if (/^(?:even|cann|inn|earr|herr|out)$/.test(stem)) return word;
  }
  if (!/[aeiouy]/.test(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(stem)) return /^[aeo]..$/.test(stem) ? stem : stem.slice(0, -1);
  return stem.length === regions.first && SHORT_SYLLABLE.test(stem) ? `${stem}e` : stem;
}

function replaceEnding(word, endings, fits) {
  for (const [ending, replacement] of endings) {
    if (!word.endsWith(ending)) continue;
    const start = word.length - ending.length;
    return fits(ending, start) ? word.slice(0, start) + replacement : word;
  }
  return word;
}

function fitsStep2(word, ending, start) {
  const before = word.slice(0, start);
  if (ending === "li") return /[cdeghkmnrt]$/.test(before);
  return ending !== "ogi" || before.endsWith("l");
}

function withoutFinalLetter(word, regions) {
  const start = word.length - 1;
  const before = word.slice(0, start);
  if (word.endsWith("e")) {
    const goes = start >= regions.second || (start >= regions.first && !SHORT_SYLLABLE.test(before));
    return goes ? before : word;
  }
  return word.endsWith("ll") && start >= regions.second ? before : word;
}
