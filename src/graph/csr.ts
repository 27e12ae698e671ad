/**
 * Compressed sparse rows: for each node, its neighbours in one direction, side by side.
 *
 * The neighbours of node u are targets[offsets[u]] .. targets[offsets[u + 1] - 1], ascending, with their weights
 * at the same places; of parallel edges the lightest comes first. Rows are in this order, and not in that of the
 * edge list, because sums of real numbers depend on their order and a store may return the same edges in any.
 *
 * Conventions: `buildOut` has rows by source, `buildIn` rows by target (so `targets` then holds sources), and
 * `buildUndirected` puts each edge in the rows of both its ends, a self-loop once. An edge list that holds both
 * (u, v) and (v, u) therefore gives two parallel undirected edges. Parallel edges and self-loops are kept; so are
 * edges of weight 0. The empty graph has offsets [0].
 *
 * Complexity: a counting sort by row and a sort within each, O(nodes + edges x log of the longest row). The result
 * takes 12 bytes an edge (4 without weights) and 4 a node; 4 more a node while it is built.
 *
 * Invariant: edge order. The same edges in any order give the same bytes.
 * Invariant: transposition. `buildIn` of a list is `buildOut` of the list with its ends exchanged.
 *
 * Throws InvalidInputError (see assertEdgeList), and LimitExceededError above 2^32 - 1 entries.
 *
 * Reference: D. E. Knuth, The Art of Computer Programming 3, 5.2 (distribution counting), 1998.
 */
import { LimitExceededError } from '../domain/errors.ts';
import { assertEdgeList } from './edge-list.ts';
import type { EdgeList, WeightRule } from './edge-list.ts';
import { sortRow } from './sort-row.ts';

export interface Csr {
  readonly nodes: number;
  /** Entries of `targets`: the edges, or for an undirected graph twice the edges less the self-loops. */
  readonly edges: number;
  /** nodes + 1 entries, from 0 to `edges`. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** Undefined where built with the rule `ignored`: every edge then weighs 1. */
  readonly weights: Float64Array | undefined;
}

/** Rows by source. Weights must be finite, and at least 0 unless the rule is `signed`. */
export function buildOut(edges: EdgeList, nodes: number, rule: WeightRule = 'non-negative'): Csr {
  assertEdgeList(edges, nodes, rule);
  return distribute([[edges.source, edges.target]], nodes, weightsOf(edges, rule));
}

/** Rows by target: `targets` holds the sources. */
export function buildIn(edges: EdgeList, nodes: number, rule: WeightRule = 'non-negative'): Csr {
  assertEdgeList(edges, nodes, rule);
  return distribute([[edges.target, edges.source]], nodes, weightsOf(edges, rule));
}

/** Rows hold the neighbours in both directions. */
export function buildUndirected(edges: EdgeList, nodes: number, rule: WeightRule = 'non-negative'): Csr {
  assertEdgeList(edges, nodes, rule);
  const { source, target } = edges;
  const bothWays: readonly Ends[] = [
    [source, target],
    [target, source],
  ];
  return distribute(bothWays, nodes, weightsOf(edges, rule));
}

/** Whose row an edge is entered in, and the neighbour entered there. */
type Ends = readonly [row: Uint32Array, neighbour: Uint32Array];

function weightsOf({ weight }: EdgeList, rule: WeightRule): Float64Array | undefined {
  return rule === 'ignored' ? undefined : weight;
}

/** Enters every edge once for each of `directions`; a self-loop only for the first. */
function distribute(directions: readonly Ends[], nodes: number, weights: Float64Array | undefined): Csr {
  const offsets = countRows(directions, nodes);
  const entries = offsets[nodes]!;
  const targets = new Uint32Array(entries);
  const placed = weights === undefined ? undefined : new Float64Array(entries);
  const cursor = offsets.slice(0, nodes);
  directions.forEach(([row, neighbour], direction) => {
    for (let edge = 0; edge < row.length; edge++) {
      if (direction > 0 && row[edge] === neighbour[edge]) continue;
      const place = cursor[row[edge]!]!++;
      targets[place] = neighbour[edge]!;
      // Adding 0 makes -0 a plain 0: the two compare equal and have different bytes.
      if (placed !== undefined) placed[place] = weights![edge]! + 0;
    }
  });
  const rows: Csr = { nodes, edges: entries, offsets, targets, weights: placed };
  for (let node = 0; node < nodes; node++) sortRow(rows, node);
  return rows;
}

function countRows(directions: readonly Ends[], nodes: number): Uint32Array {
  const offsets = new Uint32Array(nodes + 1);
  let entries = 0;
  directions.forEach(([row, neighbour], direction) => {
    for (let edge = 0; edge < row.length; edge++) {
      if (direction > 0 && row[edge] === neighbour[edge]) continue;
      offsets[row[edge]! + 1]!++;
      entries++;
    }
  });
  const limit = 2 ** 32 - 1;
  if (entries > limit)
    throw new LimitExceededError(
      `Rows of ${entries} entries pass the limit of ${limit}; split the graph by component.`,
      { context: { limit, actual: entries } },
    );
  for (let node = 1; node <= nodes; node++) offsets[node]! += offsets[node - 1]!;
  return offsets;
}
