import { InvariantError } from '../../../domain/errors.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';

const OPERATION = 'undo an import';
const AT_A_TIME = 10_000;

/** Each finds what the batch left of one sort, and the statements that take it back in the order given. */
const STEPS: readonly { readonly find: string; readonly undo: readonly string[] }[] = [
  { find: 'undo-find-nodes', undo: ['undo-delete-nodes'] },
  { find: 'undo-find-relationships', undo: ['undo-delete-relationships'] },
  { find: 'undo-find-closed-nodes', undo: ['undo-reopen-nodes'] },
  { find: 'undo-find-closed-relationships', undo: ['undo-reopen-relationships'] },
  { find: 'undo-find-touched', undo: ['describe-subjects', 'link-owners', 'describe-obligations'] },
  { find: 'undo-find-anchors', undo: ['undo-delete-nodes'] },
  { find: 'undo-find-journal', undo: ['undo-delete-nodes'] },
];

/**
 * Takes back everything that an uncommitted batch wrote, and its journal last, so that one that is interrupted goes on
 * when it is asked for again. Looks through all versions held: it is for what should not happen often.
 */
export async function undoImport(session: Session, batch: number): Promise<void> {
  await session.write(OPERATION, statement('ingest/undo-begin'), { batch });
  for (const { find, undo } of STEPS) {
    const found = await findAll(session, find, batch);
    for (let first = 0; first < found.length; first += AT_A_TIME) {
      const ids = found.slice(first, first + AT_A_TIME);
      for (const step of undo)
        await session.write(OPERATION, statement(`ingest/${step}`), { ids, batch: null });
    }
  }
}

async function findAll(session: Session, find: string, batch: number): Promise<readonly string[]> {
  const found: string[] = [];
  const query = { text: statement(`ingest/${find}`), parameters: { batch } };
  await session.stream(OPERATION, query, (row) => {
    const id = row.get(0);
    if (typeof id !== 'string')
      throw new InvariantError(`${OPERATION}: expected ids of nodes or relationships`);
    found.push(id);
  });
  return found;
}
