/**
 * The rows and columns that are most densely linked, columns that everybody links to counting little.
 *
 *     density(block) = (sum of weight(e) x importance(column of e) over links within + sum of its nodes' own suspicion)
 *                      / (rows + columns of it)
 *     importance(column) = 1 / ln(degree + 5)
 *
 * degree being the sum of the weights into the column. So camouflage, links to what is popular anyway, hides nobody:
 * it takes nothing away from the block and adds to columns of little importance.
 *
 * Method: takes away the node that adds least, again and again, and keeps the densest block on the way. That block is
 * at least half as dense as the densest there is.
 *
 * Conventions: bipartite: row and column of the same number are two nodes. Parallel links add up; without weights each
 * is 1. Of equal nodes the heap's first goes; of equally dense blocks the largest is kept. Row and column numbers come
 * ascending. Without links the block is empty and its density 0, unless nodes are suspicious in themselves.
 *
 * Complexity: O(links x log nodes), in practice a small part of that; memory 60 bytes a link while the rows are made,
 * then 24 a link and 44 a node.
 *
 * Invariant: half of the best. density >= (largest density of any block) / 2.
 *
 * Throws InvalidInputError for numbers of rows or columns that are none, links out of range, weights or suspicion that
 * are no finite numbers of at least 0, and suspicion of another length; CancelledError; LimitExceededError.
 *
 * Reference: B. Hooi, H. A. Song, A. Beutel, N. Shah, K. Shin and C. Faloutsos, FRAUDAR: bounding graph fraud in the face
 * of camouflage, KDD 2016, doi:10.1145/2939672.2939747; M. Charikar, Greedy approximation algorithms for finding dense
 * components in a graph, APPROX 2000, doi:10.1007/3-540-44436-X_10.
 */
import { InvalidInputError } from '../../domain/errors.ts';
import { buildUndirected } from '../rows/csr.ts';
import type { Csr } from '../rows/csr.ts';
import { MOST_NODES } from '../rows/edge-list.ts';
import type { EdgeList } from '../rows/edge-list.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext, Work } from '../run/executor.ts';
import { Pace } from '../run/pace.ts';
import { NodeHeap } from '../paths/node-heap.ts';
import { planBuild } from '../rows/row-buckets.ts';

const KERNEL = 'denseBlock';
/** Nodes and entries: some milliseconds. */
const POLL_EVERY = 2 ** 13;

export interface DenseBlockInput {
  /** From row to column. */
  readonly links: EdgeList;
  readonly rows: number;
  readonly columns: number;
  /** What makes a row or column suspicious in itself, at least 0 each; default 0. */
  readonly rowSuspicion?: Float64Array;
  readonly columnSuspicion?: Float64Array;
}

export interface DenseBlock {
  /** Ascending. */
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  /** At least 0. */
  readonly density: number;
}

/** The densest block that peeling finds. */
export function denseBlock(input: DenseBlockInput, context: KernelContext = {}): DenseBlock {
  const { links, rows, columns } = input;
  assertSides(input);
  const nodes = rows + columns;
  const entries = 2 * links.source.length;
  const building = planBuild({ entries, nodes, isWeighted: true }) + 4 * links.source.length;
  const bytes = Math.max(building, 12 * entries + 44 * nodes);
  const work = startWork({ kernel: KERNEL, bytes }, context);
  const graph = bipartiteRows(input, context);
  const { order, best } = peel(graph, input, work);
  if (best.density <= 0) return { rows: new Uint32Array(0), columns: new Uint32Array(0), density: 0 };
  const block = order.subarray(best.removed).toSorted();
  const firstColumn = block.findIndex((node) => node >= rows);
  const split = firstColumn === -1 ? block.length : firstColumn;
  return {
    rows: block.slice(0, split),
    columns: block.slice(split).map((node) => node - rows),
    density: best.density,
  };
}

interface Peeled {
  /** All nodes, the first that went first. */
  readonly order: Uint32Array;
  /** The densest block is what was left after so many. */
  readonly best: { readonly density: number; readonly removed: number };
}

function peel(graph: Csr, input: DenseBlockInput, work: Work): Peeled {
  const { nodes } = graph;
  const { rows } = input;
  const importance = importances(graph, rows, work);
  const { gains, total } = gainsOf(graph, importance, { input, work });
  const heap = new NodeHeap(gains);
  for (let node = 0; node < nodes; node++) heap.place(node);
  let left = total;
  let best = { density: nodes === 0 ? 0 : left / nodes, removed: 0 };
  const order = new Uint32Array(nodes);
  const isGone = new Uint8Array(nodes);
  let removed = 0;
  const pace = new Pace(POLL_EVERY, () => {
    work.report(removed, nodes);
  });
  while (removed < nodes) {
    const node = heap.takeLeast();
    pace.spend(1 + graph.offsets[node + 1]! - graph.offsets[node]!);
    order[removed++] = node;
    isGone[node] = 1;
    left -= gains[node]!;
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++) {
      const other = graph.targets[entry]!;
      if (isGone[other] === 1) continue;
      gains[other]! -= linkWeight(graph, entry) * importance[node < rows ? other : node]!;
      heap.place(other);
    }
    const density = removed === nodes ? 0 : left / (nodes - removed);
    if (density > best.density) best = { density, removed };
  }
  work.report(nodes, nodes);
  return { order, best };
}

/** Rows come first, then columns; each link stands in both its ends' rows. */
function bipartiteRows({ links, rows, columns }: DenseBlockInput, context: KernelContext): Csr {
  const { source, target, weight } = links;
  for (let link = 0; link < source.length; link++) {
    if (source[link]! < rows && target[link]! < columns) continue;
    throw new InvalidInputError(
      `${KERNEL}: link ${link} is from row ${source[link]!} to column ${target[link]!}, expected a row below ${rows} and ` +
        `a column below ${columns}.`,
      { context: { link, row: source[link]!, column: target[link]!, rows, columns } },
    );
  }
  const ends = { source, target: target.map((column) => column + rows), weight };
  return buildUndirected(ends, rows + columns, context);
}

function linkWeight({ weights }: Csr, entry: number): number {
  return weights === undefined ? 1 : weights[entry]!;
}

/** 1 / ln(degree + 5) of the columns, at their nodes; 0 for rows, which have none. */
function importances(graph: Csr, rows: number, work: Work): Float64Array {
  const importance = new Float64Array(graph.nodes);
  for (let node = rows; node < graph.nodes; node++) {
    if (node % POLL_EVERY === 0) work.poll();
    let degree = 0;
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++)
      degree += linkWeight(graph, entry);
    importance[node] = 1 / Math.log(degree + 5);
  }
  return importance;
}

/** What the whole would lose with each node; and the whole: links once, and every node's own suspicion. */
function gainsOf(
  graph: Csr,
  importance: Float64Array,
  { input, work }: { input: DenseBlockInput; work: Work },
): { gains: Float64Array; total: number } {
  const { rows } = input;
  const gains = new Float64Array(graph.nodes);
  let total = 0;
  for (let node = 0; node < graph.nodes; node++) {
    if (node % POLL_EVERY === 0) work.poll();
    const suspicion = suspicionOf(input, node);
    let gain = suspicion;
    for (let entry = graph.offsets[node]!; entry < graph.offsets[node + 1]!; entry++)
      gain += linkWeight(graph, entry) * importance[node < rows ? graph.targets[entry]! : node]!;
    gains[node] = gain;
    total += node < rows ? suspicion : gain;
  }
  return { gains, total };
}

function assertSides({ rows, columns, rowSuspicion, columnSuspicion }: DenseBlockInput): void {
  for (const [name, count] of Object.entries({ rows, columns }))
    if (!(Number.isInteger(count) && count >= 0 && rows + columns <= MOST_NODES))
      throw new InvalidInputError(
        `${KERNEL}: ${name} must be a whole number of at least 0, and rows and columns together at most ${MOST_NODES}; ` +
          `${count} came. Pass how many there are.`,
        { context: { rows, columns } },
      );
  for (const [name, given, count] of [
    ['rowSuspicion', rowSuspicion, rows],
    ['columnSuspicion', columnSuspicion, columns],
  ] as const)
    if (given !== undefined && given.length !== count)
      throw new InvalidInputError(
        `${KERNEL}: ${name} has ${given.length} entries, expected one for each of the ${count}. Give 0 where nothing is known.`,
      );
}

function suspicionOf({ rows, rowSuspicion, columnSuspicion }: DenseBlockInput, node: number): number {
  const isRow = node < rows;
  const given = isRow ? rowSuspicion : columnSuspicion;
  if (given === undefined) return 0;
  const suspicion = given[isRow ? node : node - rows]!;
  if (suspicion >= 0 && suspicion < Infinity) return suspicion;
  throw new InvalidInputError(
    `${KERNEL}: the suspicion of ${isRow ? 'row' : 'column'} ${isRow ? node : node - rows} is ${suspicion}, expected a ` +
      `finite number of at least 0.`,
  );
}
