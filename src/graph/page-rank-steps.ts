/** The power iterations of page-rank.ts. */
import { evenBlocks, rowBlocks } from './blocks.ts';
import type { Blocks } from './blocks.ts';
import type { Csr } from './csr.ts';
import { defineStep } from './executor.ts';
import type { Block, Step, Work } from './executor.ts';
import { allocate } from './shared-arrays.ts';
import { planTransposedSums } from './transposed-sums.ts';

/** Fewer entries are in the caches in double precision too. */
const NARROW_FROM = 2 ** 18;
/** About what rounding shares to single precision changes from one step to the next; narrow steps never say less. */
export const NARROW_UNTIL = 1e-7;
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
  /** Per block: rank that nodes without out-weight hold after the step. */
  dangling: Float64Array;
}>;
type Settling = Sharing &
  Readonly<{
    teleport: Float64Array;
    dampingFactor: number;
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

/** Each call is one power iteration over the ranks, in place; it returns the sum of absolute changes. */
export function powerSteps(
  flow: Flow,
  { mayBeNarrow, work }: { mayBeNarrow: boolean; work: Work },
): () => number {
  const nodes = flow.ranks.length;
  const state: State = { flow, blocks: rowBlocks(flow.offsets), pulled: allocate(Float64Array, nodes), work };
  const startWide = (): (() => number) => {
    const shares = [allocate(Float64Array, nodes), allocate(Float64Array, nodes)] as const;
    return startSteps(state, { step: pullWide, shares, weights: flow.weights });
  };
  if (!mayBeNarrow || !fitsNarrow(flow)) return startWide();
  const shares = [allocate(Float32Array, nodes), allocate(Float32Array, nodes)] as const;
  let step = startSteps(state, { step: pullNarrow, shares, weights: narrowWeights(flow, work) });
  let isNarrow = true;
  let last = Infinity;
  return () => {
    const delta = step();
    if (!isNarrow) return delta;
    // A step changes less than the one before, but for rounding: then there is no more to be had from this precision.
    if (delta <= NARROW_UNTIL || delta >= last) {
      isNarrow = false;
      scaleToOne(flow.ranks);
      step = startWide();
    }
    last = delta;
    return Math.max(delta, NARROW_UNTIL);
  };
}

/** Takes out what rounding added to the whole. */
function scaleToOne(ranks: Float64Array): void {
  const mass = add(ranks);
  for (let node = 0; node < ranks.length; node++) ranks[node]! /= mass;
}

interface State {
  readonly flow: Flow;
  readonly blocks: Blocks;
  readonly pulled: Float64Array;
  readonly work: Work;
}

interface Precision<S extends Shares> {
  readonly step: Step<Pull<S>>;
  /** Those before a step and those after it, in turn. */
  readonly shares: readonly [S, S];
  readonly weights: S | undefined;
}

function startSteps<S extends Shares>(state: State, precision: Precision<S>): () => number {
  const { flow, blocks, pulled, work } = state;
  const { step, weights } = precision;
  let [shares, nextShares] = precision.shares;
  const deltas = allocate(Float64Array, blocks.count);
  const dangling = allocate(Float64Array, blocks.count);
  work.run(shareOut, { ...flow, nextShares: shares, dangling }, blocks);
  return () => {
    const teleported = 1 - flow.dampingFactor + flow.dampingFactor * add(dangling);
    work.run(step, { ...flow, weights, shares, nextShares, pulled, teleported, deltas, dangling }, blocks);
    [shares, nextShares] = [nextShares, shares];
    return add(deltas);
  };
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
  const { ranks, outWeights, nextShares } = shared;
  let dangling = 0;
  for (let node = from; node < to; node++) {
    const outWeight = outWeights[node]!;
    if (outWeight === 0) dangling += ranks[node]!;
    nextShares[node] = outWeight === 0 ? 0 : ranks[node]! / outWeight;
  }
  shared.dangling[index] = dangling;
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
