import { FACT_KINDS } from '../../domain/facts.ts';
import type { Instant } from '../../domain/time.ts';
import { factSql } from './fact-sql.ts';
import { latestBatch } from './ingest.ts';
import { batchParameter, instantParameter, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

/**
 * The latest batch of which a cut at the instant can see anything, 0 where there is none. Looked for among the latest alone,
 * then among twice as many: mostly it is the very latest, and reading all of them takes long.
 */
export async function latestBatchBefore(session: Session, asOf: Instant): Promise<number> {
  const query = fill(statement('ingest/visible-batch'), { each_kind: eachKind });
  const latest = await latestBatch(session);
  for (let among = 1, after = latest; after > 0; among *= 2) {
    after = Math.max(0, latest - among);
    const parameters = { cut_at: instantParameter(asOf), after: batchParameter(after) };
    const [row] = await session.rows('read the latest batch', query, parameters);
    if (row?.has('batch') === true) return row.number('batch');
  }
  return 0;
}

function eachKind(): string {
  return FACT_KINDS.map((kind) => {
    const { fragments } = factSql(kind);
    const happened = () => fragments['happened']?.('$cut_at') ?? '';
    return fill(statement('ingest/visible-batches'), { ...fragments, happened });
  }).join('UNION ALL\n');
}
