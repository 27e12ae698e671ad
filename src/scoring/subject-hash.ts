/**
 * Where stores look for a subject among the blocks of a run: FNV-1a over the id's UTF-16 code units, 0 to 2^32 - 1. What
 * is stored depends on it: it must not change.
 */
export function hashOfSubject(subjectId: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < subjectId.length; index++)
    hash = Math.imul(hash ^ subjectId.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
