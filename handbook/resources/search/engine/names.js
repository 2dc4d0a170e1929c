// Which names of records are asked for, whole or in part.

/** For each record the share of a name's words that are among `asked`; the best of its names. */
export function nameShares(asked, index) {
  const met = new Map(); // record: Map of its names to [words met, words]
  for (const word of asked) {
    for (const { number, order, length, positions } of index.namesWith(word)) {
      if (!met.has(number)) met.set(number, new Map());
      const names = met.get(number);
      const held = names.get(order);
      if (held) held[0] += positions.length;
      else names.set(order, [positions.length, length]);
    }
  }
  const shares = new Map();
  met.forEach((names, number) => {
    let best = 0;
    names.forEach(([count, length]) => {
      if (count / length > best) best = count / length;
    });
    shares.set(number, best);
  });
  return shares;
}

/** The records of which `words`, in this order, are a whole name: Map to whether it is one in this language. */
export function wholeNames(words, index) {
  if (!words.length || !words.every((word) => index.has(word))) return new Map();
  let held = null; // names that have all words so far in their places
  // Stop words last: their parts are seldom loaded, and seldom needed to tell.
  const order = words.map((_, place) => place).sort((a, b) => index.isStopWord(words[a]) - index.isStopWord(words[b]));
  for (const place of order) {
    const fitting = new Map();
    for (const { number, order: name, length, own, positions } of index.namesWith(words[place])) {
      const key = `${number} ${name}`;
      if (length === words.length && positions.includes(place) && (!held || held.has(key))) {
        fitting.set(key, [number, own]);
      }
    }
    if (!fitting.size) return new Map();
    held = fitting;
  }
  const records = new Map();
  held.forEach(([number, own]) => {
    if (!records.get(number)) records.set(number, own);
  });
  return records;
}
