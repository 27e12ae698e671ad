/**
 * Compressed sparse rows: for each node, its neighbours in one direction, side by side.
 *
 * The neighbours of node u are targets[offsets[u]] .. targets[offsets[u + 1] - 1], ascending, with their weights
 * at the same places; of parallel edges the lightest comes first. Rows are in this order, and not in that of the
 * edge list, because sums of real numbers depend on their order and a store may return the same edges in any.
 *
 * The order `listed` leaves each row as the edge list has it and takes half the time. For kernels whose answer has nothing
 * to do with the order of a row (breadth-first search, components, shortest paths), and for those that sum over one where
 * the list's own order is settled: another order gives other last bits.
 *
 * Conventions: `buildOut` has rows by source, `buildIn` rows by target (so `targets` then holds sources), and
 * `buildUndirected` puts each edge in the rows of both its ends, a self-loop once. An edge list that holds both
 * (u, v) and (v, u) therefore gives two parallel undirected edges. Parallel edges and self-loops are kept; so are
 * edges of weight 0. The empty graph has offsets [0].
 *
 * Complexity: time as in row-buckets.ts, which makes them. The result takes 12 bytes an entry (4 without weights) and
 * 4 a node; at the peak of the build 28 an entry (12 without weights), besides the edge list's 16.
 *
 * Invariant: edge order. The same edges in any order give the same bytes, unless `listed`.
 * Invariant: transposition. `buildIn` of a list is `buildOut` of the list with its ends exchanged.
 *
 * Throws InvalidInputError (see assertEdgeList), and LimitExceededError above 2^32 - 1 entries or the memory limit.
 */
import { LimitExceededError } from '../../domain/errors.ts';
import type { Csr, RowOrder } from './compressed-rows.ts';
import { assertNodeCount, assertLengths } from './edge-list.ts';
import type { EdgeList, WeightRule } from './edge-list.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { planBuild, makeRows } from './row-buckets.ts';

export type { Csr };

/** A rule alone, or with what the build may use; the rule's default is `non-negative`. */
export type BuildOptions = WeightRule | BuildContext;

interface BuildContext extends KernelContext {
  readonly rule?: WeightRule | undefined;
  /** Default `ascending`. */
  readonly order?: RowOrder | undefined;
}

/** Rows by source. Weights must be finite, and at least 0 unless the rule is `signed`. */
export function buildOut(edges: EdgeList, nodes: number, options: BuildOptions = {}): Csr {
  return build({ edges, nodes, rowsBy: 'source' }, options);
}

/** Rows by target: `targets` holds the sources. */
export function buildIn(edges: EdgeList, nodes: number, options: BuildOptions = {}): Csr {
  return build({ edges, nodes, rowsBy: 'target' }, options);
}

/** Rows hold the neighbours in both directions. */
export function buildUndirected(edges: EdgeList, nodes: number, options: BuildOptions = {}): Csr {
  return build({ edges, nodes, rowsBy: 'both' }, options);
}

interface Request {
  readonly edges: EdgeList;
  readonly nodes: number;
  readonly rowsBy: 'source' | 'target' | 'both';
}

const MOST_ENTRIES = 2 ** 32 - 1;

function build({ edges, nodes, rowsBy }: Request, options: BuildOptions): Csr {
  const given = typeof options === 'string' ? { rule: options } : options;
  const { rule = 'non-negative', order = 'ascending', ...context } = given;
  assertNodeCount(nodes);
  assertLengths(edges, rule);
  const entries = edges.source.length * (rowsBy === 'both' ? 2 : 1);
  if (entries > MOST_ENTRIES)
    throw new LimitExceededError(
      `Rows of ${entries} entries pass the limit of ${MOST_ENTRIES}; split the graph by component.`,
      { context: { limit: MOST_ENTRIES, actual: entries } },
    );
  const bytes = planBuild({ entries, nodes, isWeighted: rule !== 'ignored' });
  const work = startWork({ kernel: 'rows', bytes }, context);
  const [row, neighbour] = rowsBy === 'target' ? [edges.target, edges.source] : [edges.source, edges.target];
  return makeRows({ edges, row, neighbour, nodes, rule, isBothWays: rowsBy === 'both', order }, work);
}
