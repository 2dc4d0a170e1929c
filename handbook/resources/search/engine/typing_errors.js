// Typing errors: how many letters were left out, put in, changed or swapped with their neighbour.

// Rows of the table that `distance` fills, used again and again: it is asked for thousands of words at a keystroke.
const ROWS = [new Uint16Array(128), new Uint16Array(128), new Uint16Array(128)];

/** Damerau-Levenshtein distance (neighbours swapped once), or `most + 1` where it is more than `most`. */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [beforeLast, last, row] = b.length < ROWS[0].length ? ROWS : ROWS.map(() => new Uint16Array(b.length + 1));
  for (let j = 0; j <= b.length; j += 1) last[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, beforeLast[j - 2] + 1);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length];
}

/** One bit a letter: words whose bits differ in more than 2n places are more than n errors apart. */
export function letterBits(word) {
  let bits = 0;
  for (let i = 0; i < word.length; i += 1) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

/** How many bits are set in a 32-bit number. */
export function countBits(bits) {
  let left = bits;
  let count = 0;
  while (left) {
    left &= left - 1;
    count += 1;
  }
  return count;
}

/** How many errors a word of this length is forgiven. */
export function forgiven(length) {
  if (length < 4) return 0;
  return length < 7 ? 1 : 2;
}
