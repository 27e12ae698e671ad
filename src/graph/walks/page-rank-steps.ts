/** The power iterations of page-rank.ts. */
import { evenBlocks, rowBlocks } from '../run/blocks.ts';
import type { Blocks } from '../run/blocks.ts';
import type { Csr } from '../rows/csr.ts';
import { defineStep } from '../run/executor.ts';
import type { Block, Work } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';
import { planTransposedSums } from './transposed-sums.ts';

/** Fewer entries are in the caches in double precision too. */
const NARROW_FROM = 2 ** 18;
/** About what rounding shares to single precision changes from one step to the next; narrow steps never say less. */
export const NARROW_UNTIL = 1e-7;
/** Narrow steps take the rows in at most so many parts. Judgement: with twice as many, hardly a step is saved. */
const MOST_PARTS = 16;
/** A part has at least so many blocks, so that threads seldom wait for each other at its end. */
const PART_BLOCKS = 24;
/** Out-weights within this factor of 1 keep shares and weights in the range of single precision. */
const NARROW_RANGE = 2 ** 60;

export type Flow = Readonly<{
  /** Rows by target. */
  offsets: Uint32Array;
  targets: Uint32Array;
  weights: Float64Array | undefined;
  ranks: Float64Array;
  teleport: Float64Array;
  outWeights: Float64Array;
  dampingFactor: number;
}>;
/** What each node gives away for an edge of weight 1. */
type Shares = Float64Array | Float32Array;
type Sharing = Readonly<{
  ranks: Float64Array;
  outWeights: Float64Array;
  nextShares: Shares;
  dampingFactor: number;
  /** Per block: rank that goes where teleports go in the step to come. */
  leaving: Float64Array;
}>;
type Settling = Sharing &
  Readonly<{
    teleport: Float64Array;
    pulled: Float64Array;
    teleported: number;
    /** Per block: absolute changes of ranks. */
    deltas: Float64Array;
  }>;
type Pull<S extends Shares> = Settling &
  Readonly<{ offsets: Uint32Array; targets: Uint32Array; shares: S; weights: S | undefined }>;

/** Bytes beside the rows, those for the sums of out-weights included. */
export function planPowerSteps(rows: Csr): number {
  const { nodes, edges, weights } = rows;
  const narrow = edges < NARROW_FROM ? 0 : 8 * nodes + (weights === undefined ? 0 : 4 * edges);
  return 40 * nodes + planTransposedSums(rows) + narrow;
}

/**
 * Each call is one iteration over the ranks, in place; it returns the sum of absolute changes. In single precision the
 * rows come in parts that see what those before them gave (Gauss-Seidel over blocks), which takes some two thirds of the
 * steps and does not keep the sum of ranks; those in double precision are power iterations proper.
 */
export function powerSteps(
  flow: Flow,
  { mayBeNarrow, work }: { mayBeNarrow: boolean; work: Work },
): () => number {
  const blocks = rowBlocks(flow.offsets);
  const state: State = {
    flow,
    blocks,
    pulled: allocate(Float64Array, flow.ranks.length),
    deltas: allocate(Float64Array, blocks.count),
    leaving: allocate(Float64Array, blocks.count),
    work,
  };
  if (!mayBeNarrow || !fitsNarrow(flow)) return startWide(state);
  let step = startNarrow(state);
  let isNarrow = true;
  let last = Infinity;
  return () => {
    const delta = step();
    if (!isNarrow) return delta;
    // A step that changes no less than the one before has met rounding: there is no more to be had from this precision.
    if (delta <= NARROW_UNTIL || delta >= last) {
      isNarrow = false;
      scaleToOne(flow.ranks);
      step = startWide(state);
    }
    last = delta;
    return Math.max(delta, NARROW_UNTIL);
  };
}

/** Takes out what rounding, and steps by parts, added to the whole. */
function scaleToOne(ranks: Float64Array): void {
  const mass = add(ranks);
  for (let node = 0; node < ranks.length; node++) ranks[node]! /= mass;
}

interface State {
  readonly flow: Flow;
  readonly blocks: Blocks;
  readonly pulled: Float64Array;
  /** Both per block. */
  readonly deltas: Float64Array;
  readonly leaving: Float64Array;
  readonly work: Work;
}

function startWide({ flow, blocks, pulled, deltas, leaving, work }: State): () => number {
  const { length } = flow.ranks;
  let [shares, nextShares] = [allocate(Float64Array, length), allocate(Float64Array, length)];
  work.run(shareOut, { ...flow, nextShares: shares, leaving }, blocks);
  return () => {
    const teleported = add(leaving);
    work.run(pullWide, { ...flow, shares, nextShares, pulled, teleported, deltas, leaving }, blocks);
    [shares, nextShares] = [nextShares, shares];
    return add(deltas);
  };
}

function startNarrow({ flow, blocks, pulled, deltas, leaving, work }: State): () => number {
  const { length } = flow.ranks;
  const [shares, nextShares] = [allocate(Float32Array, length), allocate(Float32Array, length)];
  const weights = narrowWeights(flow, work);
  const parts = partsOf(blocks);
  work.run(shareOut, { ...flow, nextShares: shares, leaving }, blocks);
  return () => {
    for (const { first, end, partBlocks } of parts) {
      const teleported = add(leaving);
      const perBlock = { deltas: deltas.subarray(first, end), leaving: leaving.subarray(first, end) };
      const pull = { ...flow, weights, shares, nextShares, pulled, teleported, ...perBlock };
      work.run(pullNarrow, pull, partBlocks);
      const [from, to] = [partBlocks.bounds[0]!, partBlocks.bounds.at(-1)!];
      shares.set(nextShares.subarray(from, to), from);
    }
    return add(deltas);
  };
}

interface Part {
  /** Its blocks are [first, end) of all. */
  readonly first: number;
  readonly end: number;
  readonly partBlocks: Blocks;
}

function partsOf({ count, bounds, work }: Blocks): Part[] {
  const parts = Math.max(1, Math.min(MOST_PARTS, Math.floor(count / PART_BLOCKS)));
  return Array.from({ length: parts }, (_, part) => {
    const first = Math.floor((part * count) / parts);
    const end = Math.floor(((part + 1) * count) / parts);
    const partBlocks = { count: end - first, bounds: bounds.subarray(first, end + 1), work: work / parts };
    return { first, end, partBlocks };
  });
}

function add(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Whether shares and weights stay within the range of single precision, on a graph that is large enough. */
function fitsNarrow({ targets, outWeights }: Flow): boolean {
  if (targets.length < NARROW_FROM) return false;
  for (const weight of outWeights)
    if (weight !== 0 && (weight < 1 / NARROW_RANGE || weight > NARROW_RANGE)) return false;
  return true;
}

function narrowWeights({ weights }: Flow, work: Work): Float32Array | undefined {
  if (weights === undefined) return undefined;
  const narrowed = allocate(Float32Array, weights.length);
  work.run(narrow, { weights, narrowed }, evenBlocks(weights.length));
  return narrowed;
}

const narrow = defineStep(
  'page-rank/narrow',
  ({ weights, narrowed }: { weights: Float64Array; narrowed: Float32Array }, { from, to }) => {
    for (let entry = from; entry < to; entry++) narrowed[entry] = weights[entry]!;
  },
);

const shareOut = defineStep('page-rank/share-out', (shared: Sharing, { index, from, to }) => {
  const { ranks, outWeights, nextShares, dampingFactor } = shared;
  let held = 0;
  let dangling = 0;
  for (let node = from; node < to; node++) {
    const rank = ranks[node]!;
    const outWeight = outWeights[node]!;
    held += rank;
    if (outWeight === 0) dangling += rank;
    nextShares[node] = outWeight === 0 ? 0 : rank / outWeight;
  }
  shared.leaving[index] = (1 - dampingFactor) * held + dampingFactor * dangling;
});

/** The two pulls are one text twice, because a loop that has met both precisions is compiled for neither. */
const pullWide = defineStep('page-rank/pull', (shared: Pull<Float64Array>, block) => {
  const { offsets, targets, weights, shares, pulled } = shared;
  for (let node = block.from; node < block.to; node++) {
    const end = offsets[node + 1]!;
    let sum = 0;
    if (weights === undefined)
      for (let entry = offsets[node]!; entry < end; entry++) sum += shares[targets[entry]!]!;
    else
      for (let entry = offsets[node]!; entry < end; entry++)
        sum += shares[targets[entry]!]! * weights[entry]!;
    pulled[node] = sum;
  }
  settle(shared, block);
});

const pullNarrow = defineStep('page-rank/pull-narrow', (shared: Pull<Float32Array>, block) => {
  const { offsets, targets, weights, shares, pulled } = shared;
  for (let node = block.from; node < block.to; node++) {
    const end = offsets[node + 1]!;
    let sum = 0;
    if (weights === undefined)
      for (let entry = offsets[node]!; entry < end; entry++) sum += shares[targets[entry]!]!;
    else
      for (let entry = offsets[node]!; entry < end; entry++)
        sum += shares[targets[entry]!]! * weights[entry]!;
    pulled[node] = sum;
  }
  settle(shared, block);
});

/** Makes the block's ranks of what its rows pulled, while that is still in the cache, and shares them out again. */
function settle(shared: Settling, block: Block): void {
  const { ranks, teleport, pulled, dampingFactor, teleported } = shared;
  let delta = 0;
  for (let node = block.from; node < block.to; node++) {
    const rank = dampingFactor * pulled[node]! + teleported * teleport[node]!;
    delta += Math.abs(rank - ranks[node]!);
    ranks[node] = rank;
  }
  shared.deltas[block.index] = delta;
  shareOut.run(shared, block);
}
