/**
 * Which nodes hang together when the edges' directions are forgotten.
 *
 *     label(v) = smallest index of any node joined to v by a path over edges in either direction
 *
 * Conventions: reads the edge list itself, so no rows need be built. Weights are not read: an edge of weight 0
 * joins. Self-loops and parallel edges change nothing. A node without edges is a component of its own. The empty
 * graph has no components.
 *
 * Method: disjoint sets linked towards the smaller index, with path halving. Time O(edges x log nodes), in practice
 * linear; memory 4 bytes a node; no recursion.
 *
 * Invariant: smallest member. A label is the index of a member that carries itself as label, and no member is less.
 *
 * Throws InvalidInputError for an endpoint that is no node.
 *
 * Reference: R. E. Tarjan and J. van Leeuwen, Worst-case analysis of set union algorithms, J. ACM 31(2), 1984,
 * doi:10.1145/62.2160.
 */
import { assertEdgeList } from './edge-list.ts';
import type { EdgeList } from './edge-list.ts';

export interface Components {
  /** One label per node: the smallest index in its component. */
  readonly labels: Uint32Array;
  /** How many components there are. */
  readonly count: number;
}

export function weaklyConnectedComponents(edges: EdgeList, nodes: number): Components {
  assertEdgeList(edges, nodes, 'ignored');
  const { source, target } = edges;
  const parents = new Uint32Array(nodes);
  for (let node = 0; node < nodes; node++) parents[node] = node;
  let count = nodes;
  for (let edge = 0; edge < source.length; edge++) {
    const one = findRoot(parents, source[edge]!);
    const other = findRoot(parents, target[edge]!);
    if (one === other) continue;
    if (one < other) parents[other] = one;
    else parents[one] = other;
    count--;
  }
  // A parent is never greater than its child, so in ascending order each parent is final before it is read.
  for (let node = 0; node < nodes; node++) parents[node] = parents[parents[node]!]!;
  return { labels: parents, count };
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
