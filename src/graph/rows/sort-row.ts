import type { Monitor } from '../run/monitor.ts';

/** Up to here insertion beats a heap. */
const SHORT = 48;
/** From here on counting 16 bits at a time beats a heap. */
const LONG = 2 ** 17;

/** Rows as in csr.ts, not yet in order. */
interface Rows {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly weights: Float64Array | undefined;
  /** What the rows were made from, four words an entry where they have weights: no longer read, so room to sort in. */
  readonly records: Uint32Array;
  readonly recordWeights: Float64Array | undefined;
}

/**
 * Puts a node's neighbours in ascending order, and parallel edges in that of their weights; in place. Leaves a long row
 * as it stands once it is called off.
 */
export function sortRow(rows: Rows, node: number, monitor: Monitor | undefined): void {
  const start = rows.offsets[node]!;
  const end = rows.offsets[node + 1]!;
  if (end - start <= SHORT) insertionSort(rows, start, end);
  else if (rows.weights === undefined) rows.targets.subarray(start, end).sort();
  else {
    const row = { targets: rows.targets.subarray(start, end), weights: rows.weights.subarray(start, end) };
    if (isInOrder(row)) return;
    if (end - start < LONG) heapSort(row);
    else radixSort(row, scratchOf(rows, start, end), monitor);
  }
}

/** Puts parallel edges in the order of their weights, in a row whose neighbours ascend already. */
export function sortParallel(rows: Rows, start: number, end: number): void {
  const { targets } = rows;
  for (let entry = start; entry < end;) {
    const first = entry++;
    while (entry < end && targets[entry] === targets[first]) entry++;
    if (entry - first > SHORT) rows.weights!.subarray(first, entry).sort();
    else if (entry - first > 1) insertionSort(rows, first, entry);
  }
}

/** In the row's own records: their first quarter for targets, their second half for weights. */
function scratchOf({ records, recordWeights }: Rows, start: number, end: number): Entries {
  return {
    targets: records.subarray(4 * start, 3 * start + end),
    weights: recordWeights!.subarray(start + end, 2 * end),
  };
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

/** For rows too short to pay for counting digits; needs neither room nor recursion. */
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

const DIGITS = 2 ** 16;
/** Where the 16 bits of a number's least digit lie among the four of a Float64Array's entry, and the step to the next. */
const [LEAST, RISE] = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? [0, 1] : [3, -1];

/** Least digit first, weights before targets; every pass keeps the order of the one before. */
function radixSort(row: Entries, scratch: Entries, monitor: Monitor | undefined): void {
  let [from, to] = [row, scratch];
  for (let digit = 0; digit < 6; digit++) {
    if (monitor?.isCancelled === true) return;
    if (!passDigit(from, to, digit)) continue;
    [from, to] = [to, from];
  }
  if (from === row) return;
  row.targets.set(from.targets);
  row.weights.set(from.weights);
}

/** False, and nothing moved, where all entries have the same digit. */
function passDigit(from: Entries, to: Entries, digit: number): boolean {
  const { length } = from.targets;
  const digitOf = digit < 4 ? weightDigit(from.weights, digit) : targetDigit(from.targets, digit - 4);
  const places = new Uint32Array(DIGITS + 1);
  for (let entry = 0; entry < length; entry++) places[digitOf(entry) + 1]!++;
  if (places.includes(length)) return false;
  for (let value = 0; value < DIGITS; value++) places[value + 1]! += places[value]!;
  for (let entry = 0; entry < length; entry++) {
    const place = places[digitOf(entry)]!++;
    to.targets[place] = from.targets[entry]!;
    to.weights[place] = from.weights[entry]!;
  }
  return true;
}

function targetDigit(targets: Uint32Array, digit: number): (entry: number) => number {
  return (entry) => (targets[entry]! >>> (16 * digit)) & (DIGITS - 1);
}

/** Of keys that order as the numbers do: a positive one's bits with the sign turned, a negative one's all turned. */
function weightDigit(weights: Float64Array, digit: number): (entry: number) => number {
  const bits = new Uint16Array(weights.buffer, weights.byteOffset, 4 * weights.length);
  const at = LEAST + RISE * digit;
  const top = LEAST + RISE * 3;
  const sign = digit === 3 ? DIGITS / 2 : 0;
  return (entry) => {
    const value = bits[4 * entry + at]!;
    return bits[4 * entry + top]! >= DIGITS / 2 ? DIGITS - 1 - value : value ^ sign;
  };
}
