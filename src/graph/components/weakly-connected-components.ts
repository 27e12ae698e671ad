/**
 * Which nodes hang together when the edges' directions are forgotten.
 *
 *     label(v) = smallest index of any node joined to v by a path over edges in either direction
 *
 * Conventions: reads the edge list itself, so no rows need be built. Weights are not read: an edge of weight 0
 * joins. Self-loops and parallel edges change nothing. A node without edges is a component of its own. The empty graph
 * has no components.
 *
 * Method: disjoint sets linked towards the smaller index, with path halving. Each thread joins the edges of its blocks
 * in a forest of its own; then the forests are joined. Time O(edges x log nodes), in practice linear; memory 4 bytes a
 * node and thread; no recursion.
 *
 * Invariant: smallest member. A label is the index of a member that carries itself as label, and no member is less.
 *
 * Throws InvalidInputError for an endpoint that is no node; LimitExceededError; CancelledError.
 *
 * Reference: R. E. Tarjan and J. van Leeuwen, Worst-case analysis of set union algorithms, J. ACM 31(2), 1984,
 * doi:10.1145/62.2160.
 */
import { evenBlocks } from '../run/blocks.ts';
import { assertEdgeList, assertLengths, assertNodeCount } from '../rows/edge-list.ts';
import type { EdgeList } from '../rows/edge-list.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';

export interface Components {
  /** One label per node: the smallest index in its component. */
  readonly labels: Uint32Array;
  /** How many components there are. */
  readonly count: number;
}

const EDGE_WORK = 4;

export function weaklyConnectedComponents(
  edges: EdgeList,
  nodes: number,
  context: KernelContext = {},
): Components {
  assertNodeCount(nodes);
  assertLengths(edges, 'ignored');
  const threads = context.executor?.threads ?? 1;
  const work = startWork({ kernel: 'weaklyConnectedComponents', bytes: 4 * nodes * threads }, context);
  const forests = allocate(Uint32Array, nodes * threads);
  const blocks = evenBlocks(edges.source.length, EDGE_WORK);
  const faults = allocate(Uint8Array, blocks.count);
  const { source, target } = { source: work.share(edges.source), target: work.share(edges.target) };
  work.run(plant, { forests, nodes }, evenBlocks(threads, nodes, threads));
  work.run(join, { source, target, forests, nodes, faults }, blocks);
  if (faults.includes(1)) assertEdgeList(edges, nodes, 'ignored');

  const parents = forests.subarray(0, nodes);
  for (let thread = 1; thread < threads; thread++)
    joinForest(parents, forests.subarray(thread * nodes, (thread + 1) * nodes));
  return { labels: parents, count: nameSets(parents) };
}

type Joining = Readonly<{
  source: Uint32Array;
  target: Uint32Array;
  /** A parent per node, thread after thread; a root is its own. */
  forests: Uint32Array;
  nodes: number;
  /** Per block: 1 where an endpoint is no node. */
  faults: Uint8Array;
}>;

const plant = defineStep(
  'weak-components/plant',
  ({ forests, nodes }: Pick<Joining, 'forests' | 'nodes'>, { from, to }) => {
    for (let place = from * nodes, node = 0; place < to * nodes; place++, node++) {
      if (node === nodes) node = 0;
      forests[place] = node;
    }
  },
);

const join = defineStep('weak-components/join', (shared: Joining, { index, from, to, thread }) => {
  const { source, target, nodes } = shared;
  const parents = shared.forests.subarray(thread * nodes, (thread + 1) * nodes);
  for (let edge = from; edge < to; edge++) {
    const one = source[edge]!;
    const other = target[edge]!;
    if (one >= nodes || other >= nodes) {
      shared.faults[index] = 1;
      return;
    }
    // Most edges of a large graph lie within one set, and most nodes near its root.
    if (parents[one] !== parents[other]) unite(parents, one, other);
  }
});

function joinForest(parents: Uint32Array, forest: Uint32Array): void {
  for (let node = 0; node < parents.length; node++)
    if (forest[node] !== node) unite(parents, node, forest[node]!);
}

function unite(parents: Uint32Array, one: number, other: number): void {
  const oneRoot = findRoot(parents, one);
  const otherRoot = findRoot(parents, other);
  if (oneRoot < otherRoot) parents[otherRoot] = oneRoot;
  else parents[oneRoot] = otherRoot;
}

function findRoot(parents: Uint32Array, start: number): number {
  let node = start;
  let parent = parents[node]!;
  while (parent !== node) {
    const grandparent = parents[parent]!;
    parents[node] = grandparent;
    node = grandparent;
    parent = parents[node]!;
  }
  return node;
}

/** Gives every node its root; returns how many roots there are. */
function nameSets(parents: Uint32Array): number {
  let count = 0;
  // A parent is never greater than its child, so in ascending order each parent is final before it is read.
  for (let node = 0; node < parents.length; node++) {
    if (parents[node] === node) count++;
    else parents[node] = parents[parents[node]!]!;
  }
  return count;
}
