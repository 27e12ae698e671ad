import type { Csr } from '../../graph/rows/csr.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';
import { exposureColumns } from './exposure.ts';
import { trustColumns } from './trust.ts';

/** With this many facts about itself a subject has a record, so that a tie to it counts as reach. Judgement. */
const RECORD_FACTS = 3;

type TieColumns = Pick<SubjectColumns, 'liveTies' | 'reach'> &
  Awaited<ReturnType<typeof trustColumns>> &
  ReturnType<typeof exposureColumns>;
type OwnRecord = Pick<SubjectColumns, 'duesMatured' | 'dealings' | 'ratingsReceived'> & {
  readonly badness: Float64Array;
};

/** How many ties there are and to whom, the trust that reaches along them, and what is bad at their other ends. */
export async function tieColumns(
  tables: FactTables,
  record: OwnRecord,
  context: ColumnContext,
): Promise<TieColumns> {
  const { knows } = tables;
  const liveTies = context.zeros();
  const reach = context.zeros();
  const hasRecord = (subject: number): boolean =>
    record.duesMatured[subject]! + record.dealings[subject]! + record.ratingsReceived[subject]! >=
    RECORD_FACTS;
  for (let tie = 0; tie < knows.source.length; tie++) {
    const one = knows.source[tie]!;
    const other = knows.target[tie]!;
    liveTies[one]!++;
    liveTies[other]!++;
    if (hasRecord(other)) reach[one]!++;
    if (hasRecord(one)) reach[other]!++;
  }
  const edges = { source: knows.source, target: knows.target, weight: knows.strength };
  const rows: Csr = await context.kernels.run('buildUndirected', { edges, nodes: context.subjects });
  return {
    liveTies,
    reach,
    ...(await trustColumns(tables, { rows, hasRecord }, context)),
    ...exposureColumns({ rows, hasRecord, badness: record.badness }, context),
  };
}
