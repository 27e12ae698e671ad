/**
 * How a kernel's rows or entries are cut into blocks, the unit that threads take one after the other.
 *
 * Invariant: blocks. They follow from the graph alone and never from how many threads there are, so a sum that is
 * made by block and then over the blocks in their order has the same bytes on any number of threads.
 */
import { allocate } from './shared-arrays.ts';

export interface Blocks {
  readonly count: number;
  /** count + 1 entries, ascending: block i is [bounds[i], bounds[i + 1]). */
  readonly bounds: Uint32Array;
  /** What all blocks cost together, in units of one edge read. */
  readonly work: number;
}

/** What a row costs beside its edges, in edges read. */
const ROW_WORK = 4;
/** Some tenth of a millisecond: long beside the taking of a block, short beside the work of a large graph. */
const BLOCK_WORK = 2 ** 15;
/** Keeps sums over blocks cheap. */
const MOST_BLOCKS = 2 ** 12;

/** Rows cut into at most `most` blocks of about the same work, a row counting as its edges and ROW_WORK more. */
export function rowBlocks(offsets: Uint32Array, most = MOST_BLOCKS): Blocks {
  const rows = offsets.length - 1;
  const workBefore = (row: number): number => offsets[row]! - offsets[0]! + ROW_WORK * row;
  const work = workBefore(rows);
  const count = Math.min(most, countBlocks(work));
  const bounds = allocate(Uint32Array, count + 1);
  for (let block = 1; block < count; block++) {
    const before = (work / count) * block;
    let low = bounds[block - 1]!;
    let high = rows;
    while (low < high) {
      const middle = low + ((high - low) >>> 1);
      if (workBefore(middle) < before) low = middle + 1;
      else high = middle;
    }
    bounds[block] = low;
  }
  bounds[count] = rows;
  return { count, bounds, work };
}

/** `length` items of equal work, each `itemWork` edges read, in at most `most` blocks. */
export function evenBlocks(length: number, itemWork = 1, most = MOST_BLOCKS): Blocks {
  const work = length * itemWork;
  const count = Math.min(most, countBlocks(work));
  const bounds = allocate(Uint32Array, count + 1);
  for (let block = 1; block <= count; block++) bounds[block] = Math.round((length / count) * block);
  return { count, bounds, work };
}

function countBlocks(work: number): number {
  return Math.max(1, Math.min(MOST_BLOCKS, Math.ceil(work / BLOCK_WORK)));
}
