/**
 * Makes compressed sparse rows from an edge list.
 *
 * Method: one pass copies the edges into at most 1024 buckets of neighbouring rows, as many at once as a processor
 * can write to without missing its caches; then each bucket, small enough for a cache, is sorted by neighbour and
 * by row, least digit first. Every pass is a stable counting sort. Parallel edges that came heavier first are put in
 * order at the end.
 *
 * Complexity: O(edges x (2 + digits of the largest index, 11 bits each)). Memory in csr.ts. Threads count and copy
 * parts of the edge list, each to places of its own, then take bucket after bucket.
 *
 * Reference: D. E. Knuth, The Art of Computer Programming 3, 5.2 (distribution counting) and 5.2.5, 1998; for the
 * buckets, S. Beamer, K. Asanovic and D. Patterson, Reducing Pagerank communication via propagation blocking, IPDPS
 * 2017, doi:10.1109/IPDPS.2017.112.
 */
import { InvariantError } from '../../domain/errors.ts';
import { evenBlocks } from '../run/blocks.ts';
import type { Blocks } from '../run/blocks.ts';
import type { Csr, RowOrder } from './compressed-rows.ts';
import { assertEdgeList } from './edge-list.ts';
import type { EdgeList, WeightRule } from './edge-list.ts';
import { defineStep } from '../run/executor.ts';
import type { Work } from '../run/executor.ts';
import { settleBuckets } from './row-bucket-sort.ts';
import { allocate } from '../run/shared-arrays.ts';

const MOST_BUCKETS = 1024;
/** Each keeps a count per bucket. */
const MOST_PARTS = 64;
const EDGE_WORK = 4;
/** Bytes for counts and orders, at the most of one thread. */
const SCRATCH = 2 ** 23;

export interface BuildSize {
  readonly entries: number;
  readonly nodes: number;
  readonly isWeighted: boolean;
}

export interface BuildInput {
  readonly edges: EdgeList;
  /** The end in whose row an edge is entered. */
  readonly row: Uint32Array;
  readonly neighbour: Uint32Array;
  readonly nodes: number;
  readonly rule: WeightRule;
  /** Each edge in its neighbour's row too, unless it is a self-loop. */
  readonly isBothWays: boolean;
  readonly order: RowOrder;
}

/** Bytes held at the peak beside the edge list. */
export function planBuild({ entries, nodes, isWeighted }: BuildSize): number {
  return entries * (isWeighted ? 28 : 12) + 4 * (nodes + 1) + SCRATCH;
}

type Partition = Readonly<{
  row: Uint32Array;
  neighbour: Uint32Array;
  /** Undefined where weights are ignored. */
  weight: Float64Array | undefined;
  isBothWays: boolean;
  nodes: number;
  leastWeight: number;
  /** A row's bucket is row >>> shift. */
  shift: number;
  buckets: number;
  /** Per part and bucket: how many entries, then where the next one goes. */
  counts: Uint32Array;
  /** Per part: 1 where it holds an edge that no graph may have. */
  faults: Uint8Array;
}>;
type Filling = Partition & Readonly<{ records: Uint32Array; recordWeights: Float64Array | undefined }>;

export function makeRows(input: BuildInput, work: Work): Csr {
  const { edges, nodes, rule, isBothWays, order } = input;
  const parts = evenBlocks(input.row.length, EDGE_WORK, MOST_PARTS);
  const shift = bucketShift(nodes);
  const buckets = nodes === 0 ? 0 : Math.floor((nodes - 1) / 2 ** shift) + 1;
  const partition: Partition = {
    row: work.share(input.row),
    neighbour: work.share(input.neighbour),
    weight: rule === 'ignored' ? undefined : work.share(edges.weight),
    isBothWays,
    nodes,
    leastWeight: rule === 'signed' ? -Number.MAX_VALUE : 0,
    shift,
    buckets,
    counts: allocate(Uint32Array, buckets * parts.count),
    faults: allocate(Uint8Array, parts.count),
  };
  work.run(countBuckets, partition, parts);
  if (partition.faults.includes(1)) refuse(input);
  const starts = placeBuckets(partition, parts);
  const records = fillBuckets(partition, starts, { parts, work });
  const isWeighted = partition.weight !== undefined;
  return settleBuckets({ records, starts, shift, nodes, isWeighted, order }, work);
}

function bucketShift(nodes: number): number {
  let shift = 0;
  while (nodes / 2 ** shift > MOST_BUCKETS) shift++;
  return shift;
}

/** Says which edge it is; the passes over parts only say that there is one. */
function refuse({ edges, nodes, rule }: BuildInput): never {
  assertEdgeList(edges, nodes, rule);
  throw new InvariantError('An edge was taken for a faulty one that is not; report it with the edge list.');
}

const countBuckets = defineStep('rows/count-buckets', (shared: Partition, { index, from, to }) => {
  const { row, neighbour, weight, isBothWays, nodes, leastWeight, shift, buckets } = shared;
  const counts = shared.counts.subarray(index * buckets, (index + 1) * buckets);
  let hasFault = false;
  for (let edge = from; edge < to; edge++) {
    const one = row[edge]!;
    const other = neighbour[edge]!;
    if (one >= nodes || other >= nodes) {
      hasFault = true;
      break;
    }
    counts[one >>> shift]!++;
    if (isBothWays && one !== other) counts[other >>> shift]!++;
  }
  if (weight !== undefined)
    for (let edge = from; edge < to; edge++)
      if (!(weight[edge]! >= leastWeight && weight[edge]! <= Number.MAX_VALUE)) hasFault = true;
  if (hasFault) shared.faults[index] = 1;
});

/** Turns counts into places, buckets one after the other and in each the parts; returns where buckets start. */
function placeBuckets({ buckets, counts }: Partition, parts: Blocks): Float64Array {
  const starts = allocate(Float64Array, buckets + 1);
  let place = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    starts[bucket] = place;
    for (let part = 0; part < parts.count; part++) {
      const count = counts[part * buckets + bucket]!;
      counts[part * buckets + bucket] = place;
      place += count;
    }
  }
  starts[buckets] = place;
  return starts;
}

/** Per entry its row and its neighbour, one word each, and, where weights are read, its weight, two words. */
function fillBuckets(
  partition: Partition,
  starts: Float64Array,
  { parts, work }: { parts: Blocks; work: Work },
): Uint32Array {
  const { weight } = partition;
  const records = allocate(Uint32Array, starts[partition.buckets]! * (weight === undefined ? 2 : 4));
  const recordWeights = weight === undefined ? undefined : new Float64Array(records.buffer);
  const filling = { ...partition, records, recordWeights };
  work.run(weight === undefined ? fillUnweighted : fillWeighted, filling, parts);
  return records;
}

const fillWeighted = defineStep('rows/fill-weighted', (shared: Filling, { index, from, to }) => {
  const { row, neighbour, isBothWays, shift, buckets, records } = shared;
  const weight = shared.weight!;
  const recordWeights = shared.recordWeights!;
  const places = shared.counts.subarray(index * buckets, (index + 1) * buckets);
  for (let edge = from; edge < to; edge++) {
    const one = row[edge]!;
    const other = neighbour[edge]!;
    const entry = places[one >>> shift]!++;
    records[4 * entry] = one;
    records[4 * entry + 1] = other;
    // Adding 0 makes -0 a plain 0: the two compare equal and have different bytes.
    recordWeights[2 * entry + 1] = weight[edge]! + 0;
    if (!isBothWays || one === other) continue;
    const otherEntry = places[other >>> shift]!++;
    records[4 * otherEntry] = other;
    records[4 * otherEntry + 1] = one;
    recordWeights[2 * otherEntry + 1] = weight[edge]! + 0;
  }
});

const fillUnweighted = defineStep('rows/fill-unweighted', (shared: Filling, { index, from, to }) => {
  const { row, neighbour, isBothWays, shift, buckets, records } = shared;
  const places = shared.counts.subarray(index * buckets, (index + 1) * buckets);
  for (let edge = from; edge < to; edge++) {
    const one = row[edge]!;
    const other = neighbour[edge]!;
    const place = 2 * places[one >>> shift]!++;
    records[place] = one;
    records[place + 1] = other;
    if (!isBothWays || one === other) continue;
    const otherPlace = 2 * places[other >>> shift]!++;
    records[otherPlace] = other;
    records[otherPlace + 1] = one;
  }
});
