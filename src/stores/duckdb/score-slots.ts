/**
 * Where the subjects of a run lie. Its blocks are laid down by slot, a hash of the subject id: which one has a subject is
 * told by the first and last slot of each, without an index, which would slow every write.
 */
import { ROWS_PER_BLOCK } from '../../scoring/score-blocks.ts';
import { hashOfSubject } from '../../scoring/subject-hash.ts';

const SLOT_BITS = 24;

/** The hash folded to 24 bits. What is stored depends on it: it must not change. */
export function slotOf(subjectId: string): number {
  const hash = hashOfSubject(subjectId);
  return (hash >>> SLOT_BITS) ^ (hash & (2 ** SLOT_BITS - 1));
}

/** The places of a block's subjects in the table, and the slots of the first and the last. */
interface BlockPlaces {
  readonly rows: Uint32Array;
  readonly first: number;
  readonly last: number;
}

/** The blocks of a run in the order in which they are laid down, their rows by slot and then by place. */
export function layOut(ids: readonly string[]): readonly BlockPlaces[] {
  const slots = Uint32Array.from(ids, slotOf);
  const capacity = 2 ** (53 - SLOT_BITS);
  const keys = Float64Array.from(slots, (slot, place) => slot * capacity + place).sort();
  const order = Uint32Array.from(keys, (key) => key % capacity);
  return Array.from({ length: Math.ceil(ids.length / ROWS_PER_BLOCK) }, (_, block) => {
    const rows = order.subarray(block * ROWS_PER_BLOCK, (block + 1) * ROWS_PER_BLOCK);
    return { rows, first: slots[rows[0]!]!, last: slots[rows.at(-1)!]! };
  });
}
