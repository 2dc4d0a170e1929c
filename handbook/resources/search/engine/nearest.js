// The words of the index that are nearest to one that is not there.

import { countBits, distance, letterBits } from "./typing_errors.js";

const MOST_NEAREST = 8;

/** Words of the index nearest to one that is not there: [[word, errors]], those with fewest errors only. */
export function nearestWords(word, index, most) {
  const bits = letterBits(word);
  let least = most;
  let found = [];
  for (const [other, otherBits] of index.likely(word)) {
    if (other.length < 3 || Math.abs(other.length - word.length) > least) continue;
    if (countBits(bits ^ otherBits) > 2 * least) continue;
    const errors = distance(word, other, least);
    if (errors > least) continue;
    if (errors < least) found = [];
    least = errors;
    found.push([other, Math.max(1, errors)]);
  }
  const sameStart = ([other]) => (other[0] === word[0] ? 0 : 1);
  const order = (a, b) =>
    sameStart(a) - sameStart(b) || index.countOf(b[0]) - index.countOf(a[0]) || (a[0] < b[0] ? -1 : 1);
  return found.sort(order).slice(0, MOST_NEAREST);
}
