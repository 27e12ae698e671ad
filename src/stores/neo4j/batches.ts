import { ConflictError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import type { Reader, Session } from './session.ts';
import { statement } from './statements.ts';

/** An import that has begun and is not committed. */
export interface UnfinishedImport {
  readonly batch: number;
  /** `undoing`: what it wrote is being taken back. */
  readonly state: 'open' | 'undoing';
  /** The same for the same import. */
  readonly digest: string;
}

/**
 * The number of the latest committed batch; with an instant, of the latest that a cut as of then can see anything of. 0
 * where there is none.
 */
export async function latestBatch(session: Reader, asOf?: Instant): Promise<number> {
  const [row] = await session.read(
    'read the latest batch',
    statement(asOf === undefined ? 'ingest/latest-batch' : 'ingest/visible-batch'),
    asOf === undefined ? {} : { as_of: asOf },
  );
  return row?.number('batch') ?? 0;
}

export async function unfinishedImport(session: Session): Promise<UnfinishedImport | undefined> {
  const [row] = await session.read('look for an unfinished import', statement('ingest/unfinished'));
  if (row === undefined) return undefined;
  return {
    batch: row.number('batch'),
    state: row.text('state') === 'open' ? 'open' : 'undoing',
    digest: row.text('digest'),
  };
}

/** Throws ConflictError while an import is open: part of what it brings is in the graph. */
export async function refuseWhileOpen(session: Session, operation: string): Promise<void> {
  const unfinished = await unfinishedImport(session);
  if (unfinished === undefined) return;
  throw new ConflictError(
    `${operation}: an import (batch ${unfinished.batch}) is open, and part of it is in the graph; wait for it to end. ` +
      'If it was interrupted, run the same import again to finish it, or `credence import --abandon` to undo it.',
    { context: { batch: unfinished.batch } },
  );
}
