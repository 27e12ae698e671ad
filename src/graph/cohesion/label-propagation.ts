/**
 * Communities by what most neighbours say, as Graphalytics prescribes (CDLP): synchronous and without chance.
 *
 *     label(v) at first  = v
 *     label(v) at t + 1  = the label that most entries in the row of v had at t; of equally frequent ones the smallest
 *
 * Conventions: takes rows that hold the neighbours in both directions (`buildUndirected`), so a neighbour that edges
 * lead to and come from counts twice, as Graphalytics has it; so do parallel edges. A self-loop counts a node's own
 * label once. Weights are not read. A node without neighbours keeps its label. The empty graph has no labels.
 * NetworKit's PLP is another method: asynchronous, in random order and with random ties.
 *
 * Makes `iterations` rounds, and stops before where a round changes nothing, as no later one would. Two labels may
 * change places for ever, in a bipartite graph for one: a fixed number of rounds is part of the definition.
 *
 * Method: the first round takes the longest run of each ascending row; later ones count labels in an array, and leave
 * out a node none of whose neighbours changed in the round before. Complexity: O(nodes + edges) a round, 9 bytes a node
 * and 4 more a node and thread.
 *
 * Invariant: one component. A label is the index of a node of the same weakly connected component.
 *
 * Throws InvalidInputError for `iterations` that is no whole number of at least 0 and rows that do not ascend; LimitExceededError above the memory
 * limit; CancelledError.
 *
 * References: U. N. Raghavan, R. Albert and S. Kumara, Near linear time algorithm to detect community structures in
 * large-scale networks, Physical Review E 76, 2007, doi:10.1103/PhysRevE.76.036106. A. Iosup et al., The LDBC
 * Graphalytics Benchmark, 2020, arXiv:2011.15028.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { rowBlocks } from '../run/blocks.ts';
import { assertAscending } from '../rows/ascending.ts';
import type { Csr } from '../rows/csr.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';

/** What a count can hold. */
const MOST_HEARD = 2 ** 32 - 1;

export interface LabelPropagationOptions {
  /** Rounds to make, at least 0; default 10 (Graphalytics' usual choice). */
  readonly iterations?: number;
}

export interface PropagatedLabels {
  /** One label per node: the index of some node of its component. */
  readonly labels: Uint32Array;
  /** Rounds made; fewer than asked for only where a round changed nothing. */
  readonly iterations: number;
  /** Whether the last round changed nothing, so that more rounds would not either. */
  readonly isStable: boolean;
}

export function labelPropagation(
  neighbours: Csr,
  options: LabelPropagationOptions = {},
  context: KernelContext = {},
): PropagatedLabels {
  const { nodes, offsets, targets } = neighbours;
  const { iterations = 10 } = options;
  if (!Number.isInteger(iterations) || iterations < 0)
    throw new InvalidInputError(
      `labelPropagation: iterations must be a whole number of at least 0; ${iterations} came.`,
    );
  assertAscending('labelPropagation', neighbours);
  const threads = context.executor?.threads ?? 1;
  const work = startWork({ kernel: 'labelPropagation', bytes: (10 + 4 * threads) * nodes }, context);
  const blocks = rowBlocks(offsets);
  let round: Round = {
    offsets,
    targets,
    labels: allocate(Uint32Array, nodes),
    following: allocate(Uint32Array, nodes),
    hasChanged: allocate(Uint8Array, nodes),
    changing: allocate(Uint8Array, nodes),
    counts: allocate(Uint32Array, nodes * threads),
    bases: allocate(Uint32Array, threads),
    changes: allocate(Uint32Array, blocks.count),
  };
  for (let node = 0; node < nodes; node++) round.labels[node] = node;
  for (let made = 0; made < iterations; made++) {
    work.run(made === 0 ? takeLongestRun : takeMostFrequent, round, blocks);
    const { labels, following, hasChanged, changing } = round;
    round = { ...round, labels: following, following: labels, hasChanged: changing, changing: hasChanged };
    work.report(made + 1, iterations);
    if (round.changes.every((count) => count === 0))
      return { labels: round.labels, iterations: made + 1, isStable: true };
  }
  return { labels: round.labels, iterations, isStable: false };
}

interface Round {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly labels: Uint32Array;
  readonly following: Uint32Array;
  /** 1 where the round before changed the label. */
  readonly hasChanged: Uint8Array;
  /** 1 where this round does. */
  readonly changing: Uint8Array;
  /** `nodes` for each thread: how often a label was heard, above the base; 0 times where no more than that. */
  readonly counts: Uint32Array;
  /** For each thread. Goes up with each row, past all counts so far, so that no row must set them back. */
  readonly bases: Uint32Array;
  /** How many labels this round changes, by block. */
  readonly changes: Uint32Array;
}

/** Where each node is its own label, equal labels lie side by side. */
const takeLongestRun = defineStep('label-propagation/first', (round: Round, { index, from, to }) => {
  const { offsets, targets, following, changing, changes } = round;
  let changed = 0;
  for (let node = from; node < to; node++) {
    const end = offsets[node + 1]!;
    let best = node;
    let longest = 0;
    for (let entry = offsets[node]!; entry < end;) {
      const label = targets[entry]!;
      const start = entry;
      while (entry < end && targets[entry] === label) entry++;
      if (entry - start <= longest) continue;
      longest = entry - start;
      best = label;
    }
    following[node] = best;
    const isOther = best === node ? 0 : 1;
    changing[node] = isOther;
    changed += isOther;
  }
  changes[index] = changed;
});

const takeMostFrequent = defineStep(
  'label-propagation/round',
  (round: Round, { index, from, to, thread }) => {
    const { offsets, targets, labels, following, changing, hasChanged } = round;
    const counts = round.counts.subarray(thread * labels.length, (thread + 1) * labels.length);
    const poll: Poll = { targets, labels, counts, hasChanged, base: round.bases[thread]! };
    if (poll.base + offsets[to]! - offsets[from]! > MOST_HEARD) {
      counts.fill(0);
      poll.base = 0;
    }
    let changed = 0;
    for (let node = from; node < to; node++) {
      const label = labels[node]!;
      const start = offsets[node]!;
      const end = offsets[node + 1]!;
      const best = hasNews(poll, start, end) ? mostFrequent(poll, start, end) : label;
      following[node] = best;
      const isOther = best === label ? 0 : 1;
      changing[node] = isOther;
      changed += isOther;
    }
    round.bases[thread] = poll.base;
    round.changes[index] = changed;
  },
);

type Poll = Pick<Round, 'targets' | 'labels' | 'counts' | 'hasChanged'> & { base: number };

function hasNews({ targets, hasChanged }: Poll, start: number, end: number): boolean {
  for (let entry = start; entry < end; entry++) if (hasChanged[targets[entry]!] === 1) return true;
  return false;
}

/** Of a row that is not empty. */
function mostFrequent(poll: Poll, start: number, end: number): number {
  const { targets, labels, counts, base } = poll;
  let best = 0;
  let most = 0;
  for (let entry = start; entry < end; entry++) {
    const label = labels[targets[entry]!]!;
    const before = counts[label]!;
    const count = (before > base ? before : base) + 1;
    counts[label] = count;
    if (count < most || (count === most && label > best)) continue;
    most = count;
    best = label;
  }
  poll.base = base + end - start;
  return best;
}
