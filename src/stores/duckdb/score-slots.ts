/**
 * Where the subjects of a run lie. Their rows are laid down by slot, a hash of the subject id, so that the
 * database's own minima and maxima per stretch of rows find one without an index, which would slow every write.
 */
const SLOT_BITS = 24;

/** FNV-1a over the id's UTF-16 code units, folded to 24 bits. What is stored depends on it: it must not change. */
export function slotOf(subjectId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < subjectId.length; index++)
    hash = Math.imul(hash ^ subjectId.charCodeAt(index), 0x01000193);
  return (hash >>> SLOT_BITS) ^ (hash & (2 ** SLOT_BITS - 1));
}

/** The slot of each id, and the order in which rows are laid down: by slot, then by place. */
export function layOut(ids: readonly string[]): { slots: Uint32Array; order: Uint32Array } {
  const slots = Uint32Array.from(ids, slotOf);
  const capacity = 2 ** (53 - SLOT_BITS);
  const keys = Float64Array.from(slots, (slot, place) => slot * capacity + place).sort();
  return { slots, order: Uint32Array.from(keys, (key) => key % capacity) };
}
