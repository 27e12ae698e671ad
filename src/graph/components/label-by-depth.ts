/**
 * Tarjan's algorithm for strongly connected components over the nodes that have no label yet, on one thread and without
 * recursion, as Pearce slimmed it: one number a node does for Tarjan's two.
 *
 * Reference: D. J. Pearce, A space-efficient algorithm for finding strongly connected components, Information Processing
 * Letters 116(1), 2016, doi:10.1016/j.ipl.2015.08.010.
 */
import type { Csr } from '../rows/csr.ts';
import type { Work } from '../run/executor.ts';
import { Pace } from '../run/pace.ts';

/** No node has this index: there are at most 2^32 - 1 of them. */
export const UNLABELLED = 2 ** 32 - 1;

/** Nodes entered and left, and roots tried: some milliseconds. */
const POLL_EVERY = 2 ** 16;

interface Visit {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly labels: Uint32Array;
  /** The order of visits from 1, or that of an earlier node of the component where one is known; 0: not visited. */
  readonly lows: Uint32Array;
  /** The next entry to read, of each node on the path. */
  readonly cursors: Uint32Array;
  /** From the root to the node in hand. */
  readonly path: Uint32Array;
  /** The order of visits of each node on the path, by its place there. */
  readonly entered: Uint32Array;
  /** Nodes left behind whose component is not complete. */
  readonly open: Uint32Array;
  readonly pace: Pace;
  visited: number;
  opened: number;
}

/**
 * Gives each node of UNLABELLED the smallest index of its component, and returns how many components these nodes make.
 * Those labelled before must make whole components.
 */
export function labelByDepth(rows: Csr, labels: Uint32Array, work: Work): number {
  const { nodes, offsets, targets } = rows;
  const room = (): Uint32Array => new Uint32Array(nodes);
  let root = 0;
  const visit: Visit = {
    ...{ offsets, targets, labels },
    ...{ lows: room(), cursors: room(), path: room(), entered: room(), open: room() },
    pace: new Pace(POLL_EVERY, () => {
      work.report(root, nodes);
    }),
    visited: 0,
    opened: 0,
  };
  let count = 0;
  for (; root < nodes; root++) {
    visit.pace.spend(1);
    if (labels[root] === UNLABELLED) count += visitFrom(visit, root);
  }
  return count;
}

/** Depth first from `root`; returns how many components were completed. */
function visitFrom(visit: Visit, root: number): number {
  const { path, entered, lows, open, pace } = visit;
  let completed = 0;
  enter(visit, root, 0);
  for (let depth = 0; depth >= 0;) {
    const node = path[depth]!;
    pace.spend(1);
    const child = findUnvisited(visit, node);
    if (child !== UNLABELLED) {
      enter(visit, child, ++depth);
      continue;
    }
    open[visit.opened++] = node;
    if (lows[node] === entered[depth]) {
      complete(visit, entered[depth]!);
      completed++;
    }
    depth--;
  }
  return completed;
}

function enter(visit: Visit, node: number, depth: number): void {
  visit.path[depth] = node;
  visit.entered[depth] = ++visit.visited;
  visit.lows[node] = visit.visited;
  visit.cursors[node] = visit.offsets[node]!;
}

/**
 * The next neighbour nobody visited, if any; the visited ones before it lower the node's number. The cursor stays on the
 * one found, so that its own number is read once it has been left.
 */
function findUnvisited({ offsets, targets, labels, lows, cursors }: Visit, node: number): number {
  const end = offsets[node + 1]!;
  let low = lows[node]!;
  let cursor = cursors[node]!;
  let found = UNLABELLED;
  for (; cursor < end; cursor++) {
    const neighbour = targets[cursor]!;
    if (labels[neighbour] !== UNLABELLED) continue;
    const other = lows[neighbour]!;
    if (other === 0) {
      found = neighbour;
      break;
    }
    if (other < low) low = other;
  }
  lows[node] = low;
  cursors[node] = cursor;
  return found;
}

/** The open nodes visited since the component's first, whose order is `first`, are its members. */
function complete(visit: Visit, first: number): void {
  const { open, lows, labels } = visit;
  let smallest = UNLABELLED;
  let start = visit.opened;
  while (start > 0 && lows[open[start - 1]!]! >= first) {
    start--;
    if (open[start]! < smallest) smallest = open[start]!;
  }
  for (let i = start; i < visit.opened; i++) labels[open[i]!] = smallest;
  visit.opened = start;
}
