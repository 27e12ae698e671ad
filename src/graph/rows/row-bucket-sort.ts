/** The second half of row-buckets.ts: each bucket's entries into rows, in order. */
import type { Blocks } from '../run/blocks.ts';
import type { Csr, RowOrder } from './compressed-rows.ts';
import { defineStep } from '../run/executor.ts';
import type { Work } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';
import { sortParallel, sortRow } from './sort-row.ts';

const DIGIT_BITS = 11;
/** Below this many entries in a bucket, to count digits costs more than to insert. */
const FEW = 256;
/** Above, a bucket's scratch would show in the memory plan; its rows are sorted in place. */
const MANY = 2 ** 20;

interface Buckets {
  /** Two words an entry, its row and neighbour, or four with its weight; bucket after bucket. */
  readonly records: Uint32Array;
  /** The entry at which each bucket starts, and at last how many there are. */
  readonly starts: Float64Array;
  /** A row's bucket is row >>> shift. */
  readonly shift: number;
  readonly nodes: number;
  readonly isWeighted: boolean;
  readonly order: RowOrder;
}

type Settling = Readonly<{
  records: Uint32Array;
  recordWeights: Float64Array | undefined;
  /** Words an entry. */
  stride: number;
  starts: Float64Array;
  shift: number;
  nodes: number;
  isListed: boolean;
  digits: number;
  digitBits: number;
  /** Entries in the largest bucket that is sorted with scratch. */
  room: number;
  /** Per thread: `room` entries in one order and as many in the next. */
  orders: Uint32Array;
  /** Per thread: counts of each digit. */
  digitCounts: Uint32Array;
  /** Per thread: where each row of the bucket goes on. */
  cursors: Uint32Array;
  offsets: Uint32Array;
  targets: Uint32Array;
  weights: Float64Array | undefined;
}>;

export function settleBuckets(buckets: Buckets, work: Work): Csr {
  const { records, starts, shift, nodes, isWeighted, order } = buckets;
  const entries = starts.at(-1)!;
  const indexBits = nodes <= 1 ? 0 : 32 - Math.clz32(nodes - 1);
  const digits = Math.max(1, Math.ceil(indexBits / DIGIT_BITS));
  const digitBits = Math.ceil(indexBits / digits);
  const isListed = order === 'listed';
  const room = isListed ? 0 : largestBucket(starts);
  const settling: Settling = {
    records,
    recordWeights: isWeighted ? new Float64Array(records.buffer) : undefined,
    stride: isWeighted ? 4 : 2,
    starts,
    shift,
    nodes,
    isListed,
    digits,
    digitBits,
    room,
    orders: allocate(Uint32Array, 2 * room * work.threads),
    digitCounts: allocate(Uint32Array, digits * 2 ** digitBits * work.threads),
    cursors: allocate(Uint32Array, 2 ** shift * work.threads),
    offsets: allocate(Uint32Array, nodes + 1),
    targets: allocate(Uint32Array, entries),
    weights: isWeighted ? allocate(Float64Array, entries) : undefined,
  };
  work.run(settle, settling, bucketBlocks(starts));
  const { offsets, targets, weights } = settling;
  return { nodes, edges: entries, offsets, targets, weights, order };
}

function largestBucket(starts: Float64Array): number {
  let largest = 0;
  for (let bucket = 1; bucket < starts.length; bucket++) {
    const entries = starts[bucket]! - starts[bucket - 1]!;
    if (entries <= MANY) largest = Math.max(largest, entries);
  }
  return largest;
}

/** A block per bucket. */
function bucketBlocks(starts: Float64Array): Blocks {
  const count = starts.length - 1;
  const bounds = Uint32Array.from({ length: count + 1 }, (_, bucket) => bucket);
  return { count, bounds, work: 4 * starts[count]! };
}

const settle = defineStep('rows/settle', (shared: Settling, { index, thread, monitor }) => {
  const { starts, shift, nodes, room, offsets, weights } = shared;
  const first = index * 2 ** shift;
  const end = Math.min(nodes, first + 2 ** shift);
  const bucket: Bucket = { from: starts[index]!, to: starts[index + 1]!, first, end, thread };
  const cursors = shared.cursors.subarray(thread * 2 ** shift, (thread + 1) * 2 ** shift);
  startRows(shared, bucket, cursors);
  const entries = bucket.to - bucket.from;
  if (entries < FEW || entries > room) {
    place(shared, bucket, cursors);
    if (shared.isListed) return;
    for (let row = first; row < end; row++) sortRow(shared, row, monitor);
    return;
  }
  const isInOrder = placeInOrder(shared, { bucket, cursors, order: orderByNeighbour(shared, bucket) });
  if (!isInOrder && weights !== undefined)
    for (let row = first; row < end; row++) sortParallel(shared, offsets[row]!, offsets[row + 1]!);
});

interface Bucket {
  /** Its entries are [from, to), its rows [first, end). */
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly end: number;
  readonly thread: number;
}

/** Writes the bucket's offsets, and where each of its rows starts. */
function startRows(shared: Settling, { from, to, first, end }: Bucket, cursors: Uint32Array): void {
  const { records, stride, offsets } = shared;
  cursors.fill(0);
  for (let entry = from; entry < to; entry++) cursors[records[stride * entry]! - first]!++;
  let next = from;
  // The bucket before writes the same here, but perhaps later than this one reads it.
  offsets[first] = from;
  for (let row = first; row < end; row++) {
    const count = cursors[row - first]!;
    cursors[row - first] = next;
    next += count;
    offsets[row + 1] = next;
  }
}

function place(shared: Settling, { from, to, first }: Bucket, cursors: Uint32Array): void {
  const { records, recordWeights, stride, targets, weights } = shared;
  for (let entry = from; entry < to; entry++) {
    const place = cursors[records[stride * entry]! - first]!++;
    targets[place] = records[stride * entry + 1]!;
    if (weights !== undefined) weights[place] = recordWeights![2 * entry + 1]!;
  }
}

/** The bucket's entries by neighbour, as distances from its first. */
function orderByNeighbour(shared: Settling, { from, to, thread }: Bucket): Uint32Array {
  const { records, stride, digits, digitBits, room, orders, digitCounts } = shared;
  const values = 2 ** digitBits;
  const mask = values - 1;
  const entries = to - from;
  let order = orders.subarray(2 * thread * room, (2 * thread + 1) * room);
  let next = orders.subarray((2 * thread + 1) * room, (2 * thread + 2) * room);
  const counts = digitCounts.subarray(thread * digits * values, (thread + 1) * digits * values);
  countDigits(shared, { from, to, counts });
  for (let entry = 0; entry < entries; entry++)
    order[counts[records[stride * (from + entry) + 1]! & mask]!++] = entry;
  for (let digit = 1; digit < digits; digit++) {
    const shift = digit * digitBits;
    const places = counts.subarray(digit * values, (digit + 1) * values);
    for (let at = 0; at < entries; at++) {
      const entry = order[at]!;
      next[places[(records[stride * (from + entry) + 1]! >>> shift) & mask]!++] = entry;
    }
    [order, next] = [next, order];
  }
  return order;
}

interface DigitCounting {
  readonly from: number;
  readonly to: number;
  readonly counts: Uint32Array;
}

/** For each digit, how many entries have a lesser value of it. */
function countDigits({ records, stride, digits, digitBits }: Settling, counting: DigitCounting): void {
  const { from, to, counts } = counting;
  const values = 2 ** digitBits;
  counts.fill(0);
  for (let entry = from; entry < to; entry++) {
    let neighbour = records[stride * entry + 1]!;
    for (let digit = 0; digit < digits; digit++) {
      counts[digit * values + (neighbour & (values - 1))]!++;
      neighbour >>>= digitBits;
    }
  }
  for (let digit = 0; digit < digits; digit++) {
    let before = 0;
    for (let value = digit * values; value < (digit + 1) * values; value++) {
      const count = counts[value]!;
      counts[value] = before;
      before += count;
    }
  }
}

interface Placing {
  readonly bucket: Bucket;
  readonly cursors: Uint32Array;
  readonly order: Uint32Array;
}

/** False where a heavier edge may stand before a lighter one parallel to it. */
function placeInOrder(shared: Settling, { bucket, cursors, order }: Placing): boolean {
  const { records, recordWeights, stride, targets, weights } = shared;
  const { from, to, first } = bucket;
  let isInOrder = true;
  for (let at = 0; at < to - from; at++) {
    const entry = from + order[at]!;
    const place = cursors[records[stride * entry]! - first]!++;
    const neighbour = records[stride * entry + 1]!;
    targets[place] = neighbour;
    if (weights === undefined) continue;
    const weight = recordWeights![2 * entry + 1]!;
    weights[place] = weight;
    // The place before may be another row's: then rows are looked through for nothing.
    if (place > from && targets[place - 1] === neighbour && weights[place - 1]! > weight) isInOrder = false;
  }
  return isInOrder;
}
