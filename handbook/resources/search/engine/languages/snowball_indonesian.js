// Snowball's stemmer for Indonesian (indonesian.sbl, after F. Z. Tala, "A Study of Stemming Effects on
// Information Retrieval in Bahasa Indonesia", 2003). It claims to give what Snowball 3 gives, word for word;
// tests hold it against the PyPI package `snowballstemmer`.

const VOWEL = /[aeiou]/g;
const STARTS_WITH_VOWEL = /^[aeiou]/;

// Which suffixes may follow depends on the prefix that was taken off.
const NO_PREFIX = 0;
const VERBAL = 1; // di-, me-, ter-: not followed by -an
const PE_OR_PER = 2; // pe-, per-: keeps the k of -kan
const KE_OR_PENG = 3; // ke-, pem-, pen-, peng-: keeps the k of -kan, never followed by -i
const BER = 4; // ber-, bel-: never followed by -i

/** The stem of a folded word. */
export function snowballIndonesian(word) {
  const state = { word, vowels: (word.match(VOWEL) || []).length, prefix: NO_PREFIX };
  if (state.vowels <= 2) return word;
  removeSuffixOf(state, /(?:kah|lah|pun)$/);
  if (state.vowels <= 2) return state.word;
  removeSuffixOf(state, /(?:nya|ku|mu)$/);
  if (state.vowels <= 2) return state.word;

  const restored = removeFirstPrefix(state);
  if (restored === null) {
    removeSecondPrefix(state, 0);
    if (state.vowels > 2) removeSuffix(state, 0);
  } else if (state.vowels > 2 && removeSuffix(state, restored) && state.vowels > 2) {
    removeSecondPrefix(state, restored);
  }
  return state.word;
}

function removeSuffixOf(state, pattern) {
  const shorter = state.word.replace(pattern, "");
  if (shorter !== state.word) state.vowels -= 1;
  state.word = shorter;
}

/** Take off di-, ke-, me-, pe- or ter-; the answer counts the letters put back in (s, p), null where none fits. */
function removeFirstPrefix(state) {
  const found = /^(?:meng|peng|mem|men|pem|pen|ter|di|ke|me)/.exec(state.word);
  if (!found) return null;
  const prefix = found[0];
  const rest = state.word.slice(prefix.length);
  state.prefix = /^[kp]e/.test(prefix) ? KE_OR_PENG : VERBAL;
  state.vowels -= 1;
  if (/^[mp]en$/.test(prefix) && /^y[aeiou]/.test(rest)) {
    state.word = `s${rest.slice(1)}`;
    return 1;
  }
  if (/^[mp]em$/.test(prefix) && STARTS_WITH_VOWEL.test(rest)) {
    state.word = `p${rest}`;
    return 1;
  }
  state.word = rest;
  return 0;
}

/** Take off per-, pe-, ber-, be- and their forms before "ajar", which begin after `skipped` letters. */
function removeSecondPrefix(state, skipped) {
  const start = state.word.slice(0, skipped);
  const rest = state.word.slice(skipped);
  let found = /^(?:per|pel(?=ajar)|pe)/.exec(rest);
  if (found) {
    if (found[0] !== "pel") state.prefix = PE_OR_PER;
  } else {
    found = /^(?:ber|bel(?=ajar)|be(?=[^aeiou]er))/.exec(rest);
    if (!found) return;
    state.prefix = BER;
  }
  state.word = start + rest.slice(found[0].length);
  state.vowels -= 1;
}

/** Take off -kan, -an or -i where the prefix allows it; whether one was taken off. */
function removeSuffix(state, skipped) {
  const rest = state.word.slice(skipped);
  let length = 0;
  if (rest.endsWith("an")) {
    if (rest.endsWith("kan") && state.prefix !== KE_OR_PENG && state.prefix !== PE_OR_PER) length = 3;
    else if (state.prefix === VERBAL) return false;
    else length = 2;
  } else if (rest.endsWith("i") && state.prefix <= PE_OR_PER && !rest.endsWith("si")) {
    length = 1;
  } else {
    return false;
  }
  state.word = state.word.slice(0, -length);
  state.vowels -= 1;
  return true;
}
