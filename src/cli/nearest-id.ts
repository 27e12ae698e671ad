/** Ids further off than this share no more than their length with what was meant. */
const FARTHEST = 2;

/** The id that takes fewest changes (Levenshtein 1966) to become the one asked for, if that is at most two. */
export function nearestId(wanted: string, ids: readonly string[]): string | undefined {
  let nearest: string | undefined;
  let fewest = FARTHEST + 1;
  const folded = wanted.toLowerCase();
  for (const id of ids) {
    if (Math.abs(id.length - wanted.length) >= fewest) continue;
    const changes = editDistance(folded, id.toLowerCase());
    if (changes < fewest && changes < wanted.length) {
      fewest = changes;
      nearest = id;
    }
  }
  return nearest;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}
