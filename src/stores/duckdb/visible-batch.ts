import { FACT_KINDS } from '../../domain/facts.ts';
import type { Instant } from '../../domain/time.ts';
import { factSql } from './fact-sql.ts';
import { instantParameter, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** The latest batch of which a cut at the instant can see anything, 0 where there is none. */
export async function latestBatchBefore(session: Session, asOf: Instant): Promise<number> {
  let latest = 0;
  for (const kind of FACT_KINDS) {
    const query = fill(statement('ingest/visible-batch'), factSql(kind).fragments);
    const [row] = await session.rows('read the latest batch', query, { cut_at: instantParameter(asOf) });
    latest = Math.max(latest, row?.number('batch') ?? 0);
  }
  return latest;
}
