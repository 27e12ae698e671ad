/** Rows of a table by what they belong to. */
export interface GroupedRows {
  /** Row numbers, group after group. */
  readonly rows: Uint32Array;
  /** Group g is rows[start[g]] .. rows[start[g + 1] - 1]. */
  readonly start: Uint32Array;
}

/** What rows of one group are ordered by. */
export interface RowOrder {
  /** A number for each row, smallest first. */
  readonly keys: Float64Array;
  /** Between rows of equal keys; by default they keep their order. */
  readonly compare?: (a: number, b: number) => number;
}

/** Up to here insertion takes a fraction of what a sort of a typed array by a comparison does. By measurement. */
const MOST_INSERTED = 64;

/** Counting sort of rows by their group, 0 to groups - 1, and within a group by keys, which come back in that order. */
export function groupRows(
  group: Uint32Array,
  groups: number,
  { keys: keyOf, compare = () => 0 }: RowOrder,
): GroupedRows & { readonly keys: Float64Array } {
  const start = new Uint32Array(groups + 1);
  group.forEach((key) => start[key + 1]!++);
  for (let key = 0; key < groups; key++) start[key + 1]! += start[key]!;
  const place = start.slice(0, groups);
  const rows = new Uint32Array(group.length);
  const keys = new Float64Array(group.length);
  for (let row = 0; row < group.length; row++) {
    const at = place[group[row]!]!++;
    rows[at] = row;
    keys[at] = keyOf[row]!;
  }
  for (let key = 0; key < groups; key++) {
    const [from, to] = [start[key]!, start[key + 1]!];
    if (to - from <= MOST_INSERTED) sortByInsertion({ rows, keys }, { from, to }, compare);
    else {
      rows.subarray(from, to).sort((a, b) => keyOf[a]! - keyOf[b]! || compare(a, b));
      for (let place = from; place < to; place++) keys[place] = keyOf[rows[place]!]!;
    }
  }
  return { rows, start, keys };
}

/** A column as an order of rows has it. */
export function columnInOrder(column: ArrayLike<number>, rows: Uint32Array): Float64Array {
  const ordered = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) ordered[place] = column[rows[place]!]!;
  return ordered;
}

function sortByInsertion(
  { rows, keys }: { readonly rows: Uint32Array; readonly keys: Float64Array },
  { from, to }: { readonly from: number; readonly to: number },
  compare: (a: number, b: number) => number,
): void {
  for (let next = from + 1; next < to; next++) {
    const key = keys[next]!;
    const row = rows[next]!;
    let place = next;
    for (; place > from; place--) {
      const before = keys[place - 1]!;
      if (before < key || (before === key && compare(rows[place - 1]!, row) <= 0)) break;
      keys[place] = before;
      rows[place] = rows[place - 1]!;
    }
    keys[place] = key;
    rows[place] = row;
  }
}
