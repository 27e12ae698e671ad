/**
 * What rows by target say of their sources: the sum of the weights out of each.
 *
 *     sum(u) = sum over rows v and entries u of v's row, in ascending v, of the entry's weight
 *
 * Method: rows are cut into at most four parts of equal work, each summed into an array of its own and these then
 * added in their order. How many parts there are follows from the graph, so the sums' bytes do not depend on threads.
 *
 * Time O(nodes + entries); memory 8 bytes a node and part, 8 a node of it for the result.
 */
import { evenBlocks, rowBlocks } from '../run/blocks.ts';
import type { Csr } from '../rows/csr.ts';
import { defineStep } from '../run/executor.ts';
import type { Work } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';

/** What a sum needs of rows; every entry weighs 1 where there are no weights. */
export type WeightedRows = Pick<Csr, 'nodes' | 'offsets' | 'targets' | 'weights'>;

const MOST_PARTS = 4;
/** Reading and writing the sums of a part costs about as much as so many entries a node. */
const PART_NODE_WORK = 4;

/** Bytes beside the rows. */
export function planTransposedSums({ nodes, edges }: Pick<Csr, 'nodes' | 'edges'>): number {
  return 8 * nodes * countParts(nodes, edges);
}

function countParts(nodes: number, edges: number): number {
  return Math.max(1, Math.min(MOST_PARTS, Math.floor(edges / (PART_NODE_WORK * nodes + 1))));
}

export interface TransposedSums {
  /** One per node. */
  readonly sums: Float64Array;
  readonly hasNegative: boolean;
}

/** The arrays of `rows` must be shared. */
export function sumByTarget(rows: WeightedRows, work: Work): TransposedSums {
  const { nodes, offsets, targets, weights } = rows;
  const parts = countParts(nodes, targets.length);
  const sums = allocate(Float64Array, nodes * parts);
  const blocks = rowBlocks(offsets, parts);
  const negative = allocate(Uint8Array, blocks.count);
  work.run(sumPart, { nodes, offsets, targets, weights, sums, negative }, blocks);
  if (parts > 1) work.run(addParts, { nodes, sums }, evenBlocks(nodes, parts));
  return { sums: sums.subarray(0, nodes), hasNegative: negative.includes(1) };
}

type Summing = Readonly<
  WeightedRows & {
    sums: Float64Array;
    /** Per part: 1 where a weight is below 0. */
    negative: Uint8Array;
  }
>;

const sumPart = defineStep('transposed-sums/part', (shared: Summing, { index, from, to }) => {
  const { nodes, offsets, targets, weights } = shared;
  const sums = shared.sums.subarray(index * nodes, (index + 1) * nodes);
  const end = offsets[to]!;
  let isNegative = false;
  for (let entry = offsets[from]!; entry < end; entry++) {
    const weight = weights === undefined ? 1 : weights[entry]!;
    if (weight < 0) isNegative = true;
    sums[targets[entry]!]! += weight;
  }
  if (isNegative) shared.negative[index] = 1;
});

const addParts = defineStep(
  'transposed-sums/add',
  ({ nodes, sums }: Pick<Summing, 'nodes' | 'sums'>, { from, to }) => {
    for (let first = nodes; first < sums.length; first += nodes)
      for (let node = from; node < to; node++) sums[node]! += sums[first + node]!;
  },
);
