/** Up to here insertion beats a heap. */
const SHORT = 48;

/** Rows as in csr.ts, not yet in order. */
interface Rows {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array | undefined;
}

/** Puts a node's neighbours in ascending order, and parallel edges in that of their weights; in place. */
export function sortRow(rows: Rows, node: number): void {
  const start = rows.offsets[node]!;
  const end = rows.offsets[node + 1]!;
  if (end - start <= SHORT) insertionSort(rows, start, end);
  else if (rows.weights === undefined) rows.targets.subarray(start, end).sort();
  else
    sortEntries({ targets: rows.targets.subarray(start, end), weights: rows.weights.subarray(start, end) });
}

/** Millions of parallel edges are one target: their weights alone are sorted. */
function sortEntries(row: Entries): void {
  const { targets, weights } = row;
  if (isInOrder(row)) return;
  if (targets.every((target) => target === targets[0])) weights.sort();
  else heapSort(row);
}

function isInOrder({ targets, weights }: Entries): boolean {
  for (let entry = 1; entry < targets.length; entry++)
    if (
      targets[entry - 1]! > targets[entry]! ||
      (targets[entry - 1] === targets[entry] && weights[entry - 1]! > weights[entry]!)
    )
      return false;
  return true;
}

function insertionSort({ targets, weights }: Rows, start: number, end: number): void {
  for (let entry = start + 1; entry < end; entry++) {
    const target = targets[entry]!;
    const weight = weights === undefined ? 1 : weights[entry]!;
    let place = entry;
    for (; place > start; place--) {
      const before = targets[place - 1]!;
      if (before < target || (before === target && (weights === undefined || weights[place - 1]! <= weight)))
        break;
      targets[place] = before;
      if (weights !== undefined) weights[place] = weights[place - 1]!;
    }
    targets[place] = target;
    if (weights !== undefined) weights[place] = weight;
  }
}

interface Entries {
  readonly targets: Uint32Array;
  readonly weights: Float64Array;
}

/** A heap because rows of a million entries are real, in any order, and it needs neither room nor recursion. */
function heapSort(row: Entries): void {
  const { targets, weights } = row;
  const length = targets.length;
  for (let root = (length >> 1) - 1; root >= 0; root--)
    sink(row, root, { length, target: targets[root]!, weight: weights[root]! });
  for (let last = length - 1; last > 0; last--) {
    const sunk = { length: last, target: targets[last]!, weight: weights[last]! };
    targets[last] = targets[0]!;
    weights[last] = weights[0]!;
    sink(row, 0, sunk);
  }
}

/** Finds the entry's place at or below `root`, moving greater entries up. */
function sink(
  { targets, weights }: Entries,
  root: number,
  { length, target, weight }: { length: number; target: number; weight: number },
): void {
  let place = root;
  for (let child = 2 * place + 1; child < length; child = 2 * place + 1) {
    const right = child + 1;
    if (
      right < length &&
      (targets[right]! > targets[child]! ||
        (targets[right] === targets[child] && weights[right]! > weights[child]!))
    )
      child = right;
    if (targets[child]! < target || (targets[child] === target && weights[child]! <= weight)) break;
    targets[place] = targets[child]!;
    weights[place] = weights[child]!;
    place = child;
  }
  targets[place] = target;
  weights[place] = weight;
}
