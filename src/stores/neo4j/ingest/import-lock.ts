import { ConflictError } from '../../../domain/errors.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';

/** How long an import waits for one that is about to end, in milliseconds. */
const PATIENCE_MS = 3000;

/**
 * Does `work` while no other process can. The lock is held by a transaction that stays open meanwhile, so it is free
 * the moment its process dies, and nothing has to be cleaned up. Throws ConflictError where another process holds it.
 */
export async function withImportLock<T>(
  { session, writer }: { session: Session; writer: string },
  work: () => Promise<T>,
): Promise<T> {
  const release = await session.hold('import', statement('ingest/lock'), {
    parameters: { writer },
    patienceMs: PATIENCE_MS,
  });
  if (release === undefined)
    throw new ConflictError(
      'import: another process is importing into this store, and only one can at a time; try again when it has ended.',
    );
  try {
    return await work();
  } finally {
    await release();
  }
}
