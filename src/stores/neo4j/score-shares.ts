/** Which block of a run a subject is in: it follows from its id, so that no index over all of them is needed. */
import { ROWS_PER_BLOCK } from '../../scoring/score-blocks.ts';
import { hashOfSubject } from '../../scoring/subject-hash.ts';

export function blockCount(subjects: number): number {
  return Math.ceil(subjects / ROWS_PER_BLOCK);
}

/** The block of a subject in a run of `blocks`. What is stored depends on it: it must not change. */
export function blockOf(subjectId: string, blocks: number): number {
  return hashOfSubject(subjectId) % blocks;
}

/** The rows of each block, in the order of the table. */
export function shareOut(ids: readonly string[]): readonly Uint32Array[] {
  const blocks = blockCount(ids.length);
  const rowsOf = Array.from({ length: blocks }, (): number[] => []);
  for (const [row, id] of ids.entries()) rowsOf[blockOf(id, blocks)]!.push(row);
  return rowsOf.map((rows) => Uint32Array.from(rows));
}
