/** The large levels of breadth-first-search.ts, by sweeps over all rows. */
import { evenBlocks, rowBlocks } from '../run/blocks.ts';
import type { Blocks } from '../run/blocks.ts';
import type { Csr } from '../rows/csr.ts';
import { defineStep } from '../run/executor.ts';
import type { Work } from '../run/executor.ts';
import { allocate } from '../run/shared-arrays.ts';

/** Backward once the level's edges are more than this part of those not explored yet (Beamer et al.: 1/14). */
const BACKWARD_FROM = 1 / 14;
const WORD_BITS = 32;

/** The nodes of one distance. */
export interface Level {
  readonly distance: number;
  count: number;
  /** Entries in their rows. */
  edges: number;
}

type Marks = Readonly<{
  distances: Int32Array;
  distance: number;
  offsets: Uint32Array;
  /** A bit per node at the distance. */
  level: Uint32Array;
  /** A bit per node at any distance. */
  reached: Uint32Array;
  /** Per block: nodes at the distance, and entries in their rows. */
  counts: Uint32Array;
  edges: Uint32Array;
}>;
type Sweep = Pick<Marks, 'distances' | 'distance' | 'level' | 'reached'> &
  Readonly<{ offsets: Uint32Array; targets: Uint32Array }>;

interface Room {
  readonly level: Uint32Array;
  readonly reached: Uint32Array;
  readonly words: Blocks;
  readonly rows: Blocks;
}

interface SweptGraph {
  readonly rows: Csr;
  readonly incoming: Csr | undefined;
  readonly distances: Int32Array;
}

export class LevelSweep {
  readonly #graph: SweptGraph;
  readonly #work: Work;
  /** What sweeps need and a search without large levels does not. */
  #room: Room | undefined;
  #explored = 0;

  constructor(graph: SweptGraph, work: Work) {
    const { rows, incoming, distances } = graph;
    this.#graph = { rows: shareRows(rows, work), incoming: incoming && shareRows(incoming, work), distances };
    this.#work = work;
  }

  /** Reaches the next level; `isUnmarked` says that the level was not reached by a sweep. */
  reach(level: Level, isUnmarked: boolean): { count: number; edges: number } {
    const { rows, incoming, distances } = this.#graph;
    if (isUnmarked) this.#mark(level.distance);
    this.#explored += level.edges;
    const room = this.#makeRoom();
    const isBackward = incoming !== undefined && level.edges > BACKWARD_FROM * (rows.edges - this.#explored);
    const { offsets, targets } = isBackward ? incoming : rows;
    const { level: levelBits, reached } = room;
    const shared = { distances, distance: level.distance, level: levelBits, reached, offsets, targets };
    if (isBackward) this.#work.run(sweepBackward, shared, rowBlocks(offsets));
    else this.#work.run(sweepForward, shared, room.rows);
    return this.#mark(level.distance + 1);
  }

  /** Sets the bits for the level at a distance, and counts it. */
  #mark(distance: number): { count: number; edges: number } {
    const { level, reached, words } = this.#makeRoom();
    const { distances, rows } = this.#graph;
    const counts = allocate(Uint32Array, words.count);
    const edges = allocate(Uint32Array, words.count);
    this.#work.run(
      mark,
      { distances, distance, offsets: rows.offsets, level, reached, counts, edges },
      words,
    );
    return { count: sum(counts), edges: sum(edges) };
  }

  #makeRoom(): Room {
    const { rows } = this.#graph;
    const words = Math.ceil(rows.nodes / WORD_BITS);
    return (this.#room ??= {
      level: allocate(Uint32Array, words),
      reached: allocate(Uint32Array, words),
      words: evenBlocks(words, WORD_BITS),
      rows: rowBlocks(rows.offsets),
    });
  }
}

function shareRows({ offsets, targets, ...rest }: Csr, work: Work): Csr {
  return { ...rest, offsets: work.share(offsets), targets: work.share(targets) };
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0);
}

const mark = defineStep('breadth-first-search/mark', (shared: Marks, { index, from, to }) => {
  const { distances, distance, offsets, level, reached } = shared;
  let count = 0;
  let edges = 0;
  for (let word = from; word < to; word++) {
    const first = word * WORD_BITS;
    const bits = Math.min(WORD_BITS, distances.length - first);
    let levelBits = 0;
    let reachedBits = 0;
    for (let bit = 0; bit < bits; bit++) {
      const found = distances[first + bit]!;
      if (found === -1) continue;
      reachedBits |= 1 << bit;
      if (found !== distance) continue;
      levelBits |= 1 << bit;
      count++;
      edges += offsets[first + bit + 1]! - offsets[first + bit]!;
    }
    level[word] = levelBits;
    reached[word] = reachedBits;
  }
  shared.counts[index] = count;
  shared.edges[index] = edges;
});

const sweepForward = defineStep('breadth-first-search/forward', (shared: Sweep, { from, to }) => {
  const { distances, distance, reached, offsets, targets } = shared;
  for (let row = from; row < to; row++) {
    if (distances[row] !== distance) continue;
    const end = offsets[row + 1]!;
    for (let entry = offsets[row]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      if (((reached[neighbour >>> 5]! >>> (neighbour & 31)) & 1) === 0) distances[neighbour] = distance + 1;
    }
  }
});

const sweepBackward = defineStep('breadth-first-search/backward', (shared: Sweep, { from, to }) => {
  const { distances, distance, level, offsets, targets } = shared;
  for (let row = from; row < to; row++) {
    if (distances[row] !== -1) continue;
    const end = offsets[row + 1]!;
    for (let entry = offsets[row]!; entry < end; entry++) {
      const neighbour = targets[entry]!;
      if (((level[neighbour >>> 5]! >>> (neighbour & 31)) & 1) === 0) continue;
      distances[row] = distance + 1;
      break;
    }
  }
});
