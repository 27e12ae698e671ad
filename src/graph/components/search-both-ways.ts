/**
 * What one node reaches, and what reaches it: two searches without distances, each on a thread of its own.
 *
 * Goes from the nodes reached last along their rows; where there are many of those, it is cheaper to look from the nodes
 * not reached yet against the edges, and each stops at the first reached one it finds. Since such a round reads up
 * to all rows, it is made only where at least a 32nd of all nodes was reached last, so at most 32 times.
 */
import type { Csr } from '../rows/csr.ts';
import { defineStep } from '../run/executor.ts';
import type { Work } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';

/** 1 where reached; `start` is, both ways. */
export interface BothWays {
  readonly ahead: Uint8Array;
  readonly behind: Uint8Array;
}

export function searchBothWays(
  { outgoing, incoming }: { outgoing: Csr; incoming: Csr },
  start: number,
  work: Work,
): BothWays {
  const { nodes, edges } = outgoing;
  const along = { offsets: outgoing.offsets, targets: outgoing.targets };
  const against = { offsets: incoming.offsets, targets: incoming.targets };
  const room = (): Omit<Search, 'rows' | 'reversed'> => ({
    start,
    reached: allocate(Uint8Array, nodes),
    queue: allocate(Uint32Array, nodes),
  });
  const searches = {
    ahead: { rows: along, reversed: against, ...room() },
    behind: { rows: against, reversed: along, ...room() },
  };
  const bounds = allocate(Uint32Array, 3);
  bounds.set([0, 1, 2]);
  work.run(searchOneWay, searches, { count: 2, bounds, work: 2 * edges });
  return { ahead: searches.ahead.reached, behind: searches.behind.reached };
}

interface Rows {
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
}

interface Search {
  readonly rows: Rows;
  /** The same edges turned round. */
  readonly reversed: Rows;
  readonly start: number;
  readonly reached: Uint8Array;
  readonly queue: Uint32Array;
}

/** Of all nodes, what must have been reached last for a round against the edges. */
const MANY = 1 / 32;
/** How much dearer an edge out of those reached last is than one into those not reached: it is read to the end. */
const PUSH_COST = 8;

const searchOneWay = defineStep(
  'search-both-ways/search',
  (searches: { ahead: Search; behind: Search }, { index, monitor }) => {
    const search = index === 0 ? searches.ahead : searches.behind;
    const { start, reached, queue, rows } = search;
    const nodes = reached.length;
    let unread = rows.offsets[nodes]!;
    reached[start] = 1;
    queue[0] = start;
    for (let head = 0, tail = 1; head < tail && monitor?.isCancelled !== true;) {
      const edges = countEdges(search, head, tail);
      unread -= edges;
      const isMany = tail - head > nodes * MANY && edges * PUSH_COST > unread;
      const next = isMany ? pull(search, tail) : push(search, head, tail);
      head = tail;
      tail = next;
    }
  },
);

function countEdges({ rows: { offsets }, queue }: Search, head: number, tail: number): number {
  let edges = 0;
  for (let i = head; i < tail; i++) edges += offsets[queue[i]! + 1]! - offsets[queue[i]!]!;
  return edges;
}

/** Along the edges of queue[head, tail); returns the new tail. */
function push({ rows, reached, queue }: Search, head: number, tail: number): number {
  const { offsets, targets } = rows;
  let queued = tail;
  for (let i = head; i < tail; i++) {
    const node = queue[i]!;
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      if (reached[neighbour] === 1) continue;
      reached[neighbour] = 1;
      queue[queued++] = neighbour;
    }
  }
  return queued;
}

/** Against the edges of all nodes not reached; returns the new tail. */
function pull({ reversed, reached, queue }: Search, tail: number): number {
  const { offsets, targets } = reversed;
  let queued = tail;
  for (let node = 0; node < reached.length; node++) {
    if (reached[node] === 1) continue;
    const end = offsets[node + 1]!;
    for (let entry = offsets[node]!; entry < end; entry++) {
      if (reached[targets[entry]!] === 0) continue;
      reached[node] = 1;
      queue[queued++] = node;
      break;
    }
  }
  return queued;
}
