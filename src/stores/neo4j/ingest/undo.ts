import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import { changeFound, type Change } from './change-found.ts';

const OPERATION = 'undo an import';

/** Each finds what the batch left of one sort, and takes it back. */
const STEPS: readonly Change[] = [
  { find: 'undo-find-nodes', change: ['undo-delete-nodes'] },
  { find: 'undo-find-relationships', change: ['undo-delete-relationships'] },
  { find: 'undo-find-closed-nodes', change: ['undo-reopen-nodes'] },
  { find: 'undo-find-closed-relationships', change: ['undo-reopen-relationships'] },
  { find: 'undo-find-touched', change: ['describe-subjects', 'link-owners', 'describe-obligations'] },
  { find: 'undo-find-anchors', change: ['undo-delete-nodes'] },
  { find: 'undo-find-journal', change: ['undo-delete-nodes'] },
];

/**
 * Takes back everything that an uncommitted batch wrote, and its journal last, so that one that is interrupted goes on
 * when it is asked for again. Looks through all versions held: it is for what should not happen often.
 */
export async function undoImport(session: Session, batch: number): Promise<void> {
  await session.write(OPERATION, statement('ingest/undo-begin'), { batch });
  for (const step of STEPS) await changeFound(session, OPERATION, { ...step, parameters: { batch } });
}
