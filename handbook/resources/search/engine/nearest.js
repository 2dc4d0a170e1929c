// The words of the index that are nearest to one that is not there.

import { countBits, distance, letterBits } from "./typing_errors.js";

const MOST_NEAREST = 8;

/** Words of the index nearest to one that is not there: [[word, errors]], those with fewest errors only. */
export function nearestWords(word, index, most) {
  const bits = letterBits(word);
  let least = most;
  let found = [];
  for (const [other, held] of index.words) {
    if (other.length < 3 || Math.abs(other.length - word.length) > least) continue;
    if (countBits(bits ^ held.bits) > 2 * least) continue;
    const errors = distance(word, other, least);
    if (errors > least) continue;
    if (errors < least) found = [];
    least = errors;
    found.push([other, Math.max(1, errors)]);
  }
  const sameStart = ([other]) => (other[0] === word[0] ? 0 : 1);
  const weight = ([other]) => index.words.get(other).places.length;
  return found.sort((a, b) => sameStart(a) - sameStart(b) || weight(b) - weight(a)).slice(0, MOST_NEAREST);
}
