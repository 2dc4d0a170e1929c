// Two sequences of text versions held against each other: what stayed, what took whose place, what is gone.

/** Places of a longest sequence that both hold in this order: pairs of indices, ascending. */
function inCommon(old, now) {
  const longest = Array.from({ length: old.length + 1 }, () => new Array(now.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      longest[i][j] = old[i] === now[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < old.length && j < now.length) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (longest[i + 1][j] >= longest[i][j + 1]) i += 1;
    else j += 1;
  }
  return pairs;
}

/**
 * What became of the versions in `old`: `replaced` maps a new version to the old one whose place it takes, `gone`
 * lists old ones whose place nothing takes. A version that only moved is in neither.
 */
export function aligned(old, now) {
  const [before, after] = [new Set(old), new Set(now)];
  const replaced = new Map();
  const gone = [];
  let [i, j] = [0, 0];
  for (const [toOld, toNow] of [...inCommon(old, now), [old.length, now.length]]) {
    const left = old.slice(i, toOld).filter((version) => !after.has(version));
    const fresh = now.slice(j, toNow).filter((version) => !before.has(version));
    left.forEach((version, place) => {
      if (place < fresh.length) replaced.set(fresh[place], version);
      else gone.push(version);
    });
    [i, j] = [toOld + 1, toNow + 1];
  }
  return { replaced, gone };
}
