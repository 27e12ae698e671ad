/**
 * A graph without directions, parallel edges or self-loops: who is whose neighbour, once each.
 *
 *     v is in the row of u   where u and v differ and any edge leads from u to v or from v to u
 *
 * Conventions: of a directed graph, pass the rows by source and the rows by target; of an undirected one, pass its
 * rows twice. `arcs` says for each neighbour whether edges lead one way (1) or both ways (2); of an undirected graph
 * every entry is 2. Weights are not read, rows are ascending, a node whose only edges are self-loops has none, and the
 * empty graph has offsets [0].
 *
 * Complexity: one merge of two ascending rows a node, O(nodes + edges). The result takes 5 bytes an entry, also for the
 * edges that merged with others, and 4 a node; 8 more a node while it is made.
 *
 * Invariant: symmetry. v is in the row of u exactly if u is in the row of v, and with the same number of arcs.
 *
 * Throws InvalidInputError where the two do not have equally many nodes and edges or do not ascend; LimitExceededError above the memory
 * limit; CancelledError.
 */
import { rowBlocks } from '../run/blocks.ts';
import { assertAscending } from './ascending.ts';
import { assertBothDirections } from './both-directions.ts';
import type { Csr } from './csr.ts';
import { defineStep, startWork } from '../run/executor.ts';
import type { KernelContext } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';

export interface SimpleGraph {
  readonly nodes: number;
  /** Entries of `targets`: twice the number of neighbouring pairs. */
  readonly entries: number;
  /** nodes + 1 entries, from 0 to `entries`. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  /** 1 or 2 for each entry of `targets`. */
  readonly arcs: Uint8Array;
}

/** Merges the rows by source with the rows by target of the same edges. */
export function simpleGraph(outgoing: Csr, incoming: Csr, context: KernelContext = {}): SimpleGraph {
  assertBothDirections('simpleGraph', outgoing, incoming);
  for (const rows of [outgoing, incoming]) assertAscending('simpleGraph', rows);
  const { nodes } = outgoing;
  const isDirected = outgoing !== incoming;
  const room = isDirected ? outgoing.edges + incoming.edges : outgoing.edges;
  const work = startWork({ kernel: 'simpleGraph', bytes: 5 * room + 12 * nodes }, context);
  const starts = allocate(Uint32Array, nodes + 1);
  starts.set(outgoing.offsets);
  if (isDirected) for (let node = 0; node <= nodes; node++) starts[node]! += incoming.offsets[node]!;
  const loose: LooseRows = {
    starts,
    lengths: allocate(Uint32Array, nodes),
    targets: allocate(Uint32Array, room),
    arcs: allocate(Uint8Array, room),
  };
  const ahead = { offsets: outgoing.offsets, targets: outgoing.targets };
  const behind = { offsets: incoming.offsets, targets: incoming.targets };
  work.run(merge, { ahead, behind, loose }, rowBlocks(starts));
  return closeGaps(loose, nodes);
}

/** Row u has lengths[u] entries from starts[u] on, and room for starts[u + 1] - starts[u]. */
interface LooseRows {
  readonly starts: Uint32Array;
  readonly lengths: Uint32Array;
  readonly targets: Uint32Array;
  readonly arcs: Uint8Array;
}

interface Rows {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
}

interface Merging {
  readonly ahead: Rows;
  readonly behind: Rows;
  readonly loose: LooseRows;
}

const merge = defineStep('simple-graph/merge', (merging: Merging, { from, to }) => {
  for (let node = from; node < to; node++) mergeRow(merging, node);
});

function mergeRow({ ahead, behind, loose }: Merging, node: number): void {
  let a = ahead.offsets[node]!;
  let b = behind.offsets[node]!;
  const aEnd = ahead.offsets[node + 1]!;
  const bEnd = behind.offsets[node + 1]!;
  let place = loose.starts[node]!;
  while (a < aEnd || b < bEnd) {
    const next = a < aEnd ? ahead.targets[a]! : Infinity;
    const other = b < bEnd ? behind.targets[b]! : Infinity;
    const neighbour = next < other ? next : other;
    if (neighbour !== node) {
      loose.targets[place] = neighbour;
      loose.arcs[place++] = next === other ? 2 : 1;
    }
    while (a < aEnd && ahead.targets[a] === neighbour) a++;
    while (b < bEnd && behind.targets[b] === neighbour) b++;
  }
  loose.lengths[node] = place - loose.starts[node]!;
}

/** Moves the rows together, in place: each moves towards the front, over what has moved before it. */
function closeGaps({ starts, lengths, targets, arcs }: LooseRows, nodes: number): SimpleGraph {
  const offsets = allocate(Uint32Array, nodes + 1);
  let entries = 0;
  for (let node = 0; node < nodes; node++) {
    const start = starts[node]!;
    const length = lengths[node]!;
    if (start !== entries) {
      targets.copyWithin(entries, start, start + length);
      arcs.copyWithin(entries, start, start + length);
    }
    entries += length;
    offsets[node + 1] = entries;
  }
  return { nodes, entries, offsets, targets: targets.subarray(0, entries), arcs: arcs.subarray(0, entries) };
}
