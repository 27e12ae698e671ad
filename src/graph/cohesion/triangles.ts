/**
 * In how many triangles each node is.
 *
 *     triangles(v) = number of pairs of neighbours of v that are neighbours themselves
 *
 * Conventions: on the simple graph, so directions, parallel edges and self-loops do not count. The empty graph has
 * none. A third of the sum over all nodes is the number of triangles in the graph.
 *
 * Method: nodes are ranked by falling number of neighbours (ties by index), and each keeps only its neighbours of lower
 * rank, of which no node has more than the square root of twice the pairs. Of each node those are marked, and the marks
 * are looked up from each of them in turn; so each triangle is met once, from its node of highest rank. Ranks serve as
 * indices, which keeps the marks of the busiest nodes together. Time O(pairs^1.5), memory 12 bytes a pair, 24 bytes a
 * node and 5 more for each thread; no recursion.
 *
 * Invariant: relabelling. Counts follow their nodes when these are renumbered.
 *
 * Throws LimitExceededError above the memory limit; CancelledError.
 *
 * References: T. Schank and D. Wagner, Finding, counting and listing all triangles in large graphs, WEA 2005,
 * doi:10.1007/11427186_54. M. Latapy, Main-memory triangle computations for very large (sparse (power-law)) graphs,
 * Theoretical Computer Science 407, 2008, doi:10.1016/j.tcs.2008.07.017.
 */
import { evenBlocks, rowBlocks } from '../run/blocks.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext, Work, WorkPlan } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';
import type { SimpleGraph } from '../rows/simple-graph.ts';

/** One count per node. */
export function triangles(graph: SimpleGraph, context: KernelContext = {}): Uint32Array {
  const work = startWork(planTriangles(graph, context, graph.entries), context);
  const ones = allocate(Uint8Array, graph.entries).fill(1);
  return sumOver({ ...graph, arcs: ones }, work);
}

/** For each node, the sum over its triangles of the arcs of the edge opposite to it. */
export function sumOppositeEdges(graph: SimpleGraph, context: KernelContext): Uint32Array {
  return sumOver(graph, startWork(planTriangles(graph, context), context));
}

function planTriangles({ nodes, entries }: SimpleGraph, { executor }: KernelContext, more = 0): WorkPlan {
  const threads = executor?.threads ?? 1;
  return { kernel: 'triangles', bytes: 5 * entries + (24 + 5 * threads) * nodes + more };
}

function sumOver(graph: SimpleGraph, work: Work): Uint32Array {
  const { nodes } = graph;
  const { threads } = work;
  const ranked = rankRows(graph, work);
  const sums = allocate(Uint32Array, nodes * threads);
  const marks = allocate(Uint8Array, nodes * threads);
  work.run(visitTriangles, { ranked, marks, sums, nodes }, rowBlocks(ranked.offsets));
  const perNode = allocate(Uint32Array, nodes);
  for (let part = 0; part < sums.length; part += nodes)
    for (let rank = 0; rank < nodes; rank++) perNode[ranked.order[rank]!]! += sums[part + rank]!;
  return perNode;
}

/** Neighbours of lower rank, by rank: those of rank r are the lengths[r] entries from starts[r] on. */
interface RankedRows {
  /** order[rank] is the node. */
  readonly order: Uint32Array;
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  /** nodes + 1 entries: how many neighbours of lower rank all ranks before have. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly arcs: Uint8Array;
}

function rankRows(graph: SimpleGraph, work: Work): RankedRows {
  const { nodes, entries, offsets } = graph;
  const { order, ranks } = rankByDegree(graph);
  const ranked: RankedRows = {
    order,
    starts: allocate(Uint32Array, nodes),
    lengths: allocate(Uint32Array, nodes),
    offsets: allocate(Uint32Array, nodes + 1),
    targets: allocate(Uint32Array, entries),
    arcs: allocate(Uint8Array, entries),
  };
  const { targets, arcs } = graph;
  const rows = { offsets, targets, arcs };
  work.run(keepLowerRanks, { rows, ranks, ranked }, evenBlocks(nodes, 4 + entries / Math.max(1, nodes)));
  for (let rank = 0; rank < nodes; rank++)
    ranked.offsets[rank + 1] = ranked.offsets[rank]! + ranked.lengths[rank]!;
  return ranked;
}

/** A counting sort; the node with the most neighbours comes first. */
function rankByDegree({ nodes, offsets }: SimpleGraph): { order: Uint32Array; ranks: Uint32Array } {
  const order = allocate(Uint32Array, nodes);
  const ranks = allocate(Uint32Array, nodes);
  let most = 0;
  for (let node = 0; node < nodes; node++) most = Math.max(most, offsets[node + 1]! - offsets[node]!);
  const places = new Uint32Array(most + 2);
  for (let node = 0; node < nodes; node++) places[most - (offsets[node + 1]! - offsets[node]!) + 1]!++;
  for (let rise = 1; rise < places.length; rise++) places[rise]! += places[rise - 1]!;
  for (let node = 0; node < nodes; node++) {
    const rank = places[most - (offsets[node + 1]! - offsets[node]!)]!++;
    order[rank] = node;
    ranks[node] = rank;
  }
  return { order, ranks };
}

interface Ranking {
  readonly rows: Pick<SimpleGraph, 'offsets' | 'targets' | 'arcs'>;
  readonly ranks: Uint32Array;
  readonly ranked: RankedRows;
}

/** A row keeps the place it had, and the room of what it lost. */
const keepLowerRanks = defineStep('triangles/rank', ({ rows, ranks, ranked }: Ranking, { from, to }) => {
  const { order, starts, lengths, targets, arcs } = ranked;
  for (let rank = from; rank < to; rank++) {
    const node = order[rank]!;
    const start = rows.offsets[node]!;
    const end = rows.offsets[node + 1]!;
    let place = start;
    for (let entry = start; entry < end; entry++) {
      const other = ranks[rows.targets[entry]!]!;
      if (other > rank) continue;
      targets[place] = other;
      arcs[place++] = rows.arcs[entry]!;
    }
    starts[rank] = start;
    lengths[rank] = place - start;
  }
});

interface Visit {
  readonly ranked: RankedRows;
  /** `nodes` for each thread, all 0 between blocks. */
  readonly marks: Uint8Array;
  /** `nodes` for each thread: sums of whole numbers, which are the same however they are shared out. */
  readonly sums: Uint32Array;
  readonly nodes: number;
}

const visitTriangles = defineStep('triangles/visit', (visit: Visit, { from, to, thread }) => {
  const { starts, lengths, targets, arcs } = visit.ranked;
  const marks = visit.marks.subarray(thread * visit.nodes, (thread + 1) * visit.nodes);
  const sums = visit.sums.subarray(thread * visit.nodes, (thread + 1) * visit.nodes);
  for (let top = from; top < to; top++) {
    if (lengths[top]! < 2) continue;
    const start = starts[top]!;
    const end = start + lengths[top]!;
    for (let entry = start; entry < end; entry++) marks[targets[entry]!] = arcs[entry]!;
    let sum = 0;
    for (let entry = start; entry < end; entry++) {
      const middle = targets[entry]!;
      const count = arcs[entry]!;
      const last = starts[middle]! + lengths[middle]!;
      let through = 0;
      for (let next = starts[middle]!; next < last; next++) {
        const mark = marks[targets[next]!]!;
        if (mark === 0) continue;
        sum += arcs[next]!;
        through += mark;
        sums[targets[next]!]! += count;
      }
      sums[middle]! += through;
    }
    sums[top]! += sum;
    for (let entry = start; entry < end; entry++) marks[targets[entry]!] = 0;
  }
});
