/**
 * Distances in edges from the nearest of one or several sources.
 *
 *     distance(v) = least number of edges on a path from any source to v
 *
 * Conventions: follows the rows it is given, so `buildOut` walks along the edges, `buildIn` against them and
 * `buildUndirected` both ways. Weights are not read. Self-loops and parallel edges change nothing. Unreached nodes
 * have -1 (Graphalytics writes 2^63 - 1). A source named twice counts once; without sources nothing is reached.
 * The empty graph has no distances.
 *
 * Method: level by level. A small level is a queue on the calling thread. A large one is a sweep over all rows, by
 * threads: along the rows of the level's nodes, or, where the opposite rows are given and much of the graph is in the
 * level, from every unreached node backward until it finds one (Beamer's direction optimisation). Threads that reach
 * a node at once write the same distance.
 *
 * Time O(nodes + edges) and O(nodes) more for each of the few large levels; memory 8.25 bytes a node; no recursion.
 *
 * Invariant: one edge, one step. No edge from a reached node leads more than one step further.
 *
 * Throws InvalidInputError for a source that is no node and for opposite rows of another graph; LimitExceededError;
 * CancelledError.
 *
 * Reference: E. F. Moore, The shortest path through a maze, Proc. Int. Symp. Switching Theory, 1959. S. Beamer, K.
 * Asanovic and D. Patterson, Direction-optimizing breadth-first search, SC 2012, doi:10.1109/SC.2012.50.
 */
import { assertBothDirections } from '../rows/both-directions.ts';
import { LevelSweep } from './breadth-first-sweep.ts';
import type { Level } from './breadth-first-sweep.ts';
import type { Csr } from '../rows/csr.ts';
import { startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { assertNode } from '../rows/node-index.ts';
import { allocate } from '../run/shared-arrays.ts';

export interface SearchOptions extends KernelContext {
  /** The same graph's rows the other way round; those of an undirected graph are their own opposite. */
  readonly incoming?: Csr | undefined;
}

/** Judgement: a sweep reads every row's distance some three times, which costs about as much as half a node's edges. */
const SWEEP_EDGES_PER_NODE = 0.5;

/** One distance per node; -1 where unreached. */
export function breadthFirstSearch(
  rows: Csr,
  sources: Iterable<number>,
  options: SearchOptions = {},
): Int32Array {
  const { nodes } = rows;
  const { incoming } = options;
  if (incoming !== undefined) assertBothDirections('breadthFirstSearch', rows, incoming);
  const work = startWork({ kernel: 'breadthFirstSearch', bytes: Math.ceil(8.25 * nodes) }, options);
  const distances = allocate(Int32Array, nodes).fill(-1);
  const queue: Queue = { nodes: new Uint32Array(nodes), start: 0, end: 0 };
  const sweep = new LevelSweep({ rows, incoming, distances }, work);
  let level = { distance: 0, count: 0, edges: enqueueSources(rows, sources, { distances, queue }) };
  level.count = queue.end;
  let isQueued = true;
  while (level.count > 0) {
    work.poll();
    const next = { distance: level.distance + 1, count: 0, edges: 0 };
    if (level.edges > SWEEP_EDGES_PER_NODE * nodes) {
      level = { ...next, ...sweep.reach(level, isQueued) };
      isQueued = false;
    } else {
      if (!isQueued) gather(distances, level.distance, queue);
      isQueued = true;
      level = follow(rows, next, { distances, queue });
    }
  }
  return distances;
}

/** The level is [start, end) of the nodes. */
interface Queue {
  readonly nodes: Uint32Array;
  start: number;
  end: number;
}

interface Reached {
  readonly distances: Int32Array;
  readonly queue: Queue;
}

/** Returns how many entries the sources' rows have. */
function enqueueSources(rows: Csr, sources: Iterable<number>, { distances, queue }: Reached): number {
  let edges = 0;
  for (const source of sources) {
    assertNode('breadthFirstSearch', 'source', { node: source, nodes: rows.nodes });
    if (distances[source] === 0) continue;
    distances[source] = 0;
    queue.nodes[queue.end++] = source;
    edges += rows.offsets[source + 1]! - rows.offsets[source]!;
  }
  return edges;
}

/** Reaches the next level along the rows of the queued one, and queues it. */
function follow(rows: Csr, next: Level, { distances, queue }: Reached): Level {
  const { offsets, targets } = rows;
  const { distance } = next;
  const { end } = queue;
  let place = end;
  for (let at = queue.start; at < end; at++) {
    const node = queue.nodes[at]!;
    const rowEnd = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < rowEnd; entry++) {
      const neighbour = targets[entry]!;
      if (distances[neighbour] !== -1) continue;
      distances[neighbour] = distance;
      queue.nodes[place++] = neighbour;
      next.edges += offsets[neighbour + 1]! - offsets[neighbour]!;
    }
  }
  queue.start = end;
  queue.end = place;
  next.count = place - end;
  return next;
}

/** Queues the nodes at a distance; of those before it none is needed again. */
function gather(distances: Int32Array, distance: number, queue: Queue): void {
  queue.start = 0;
  queue.end = 0;
  for (let node = 0; node < distances.length; node++)
    if (distances[node] === distance) queue.nodes[queue.end++] = node;
}
