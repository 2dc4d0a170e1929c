// How what a reader types is held against names: handbook/regions/facts.py folds them in the same way.

/** A text in small letters without diacritics, words apart where marks join them. */
export function folded(text) {
  return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[-'’ʼ]/g, " ").toLowerCase();
}

/** Whether every word of a query stands in a folded text; the beginning of a word, or any part, is enough. */
export function holds(text, query) {
  return folded(query).split(/\s+/).every((word) => text.includes(word));
}
