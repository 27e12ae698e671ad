import type { Csr } from '../../graph/rows/csr.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';
import { shareEdges } from './edges.ts';
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

/** Whether enough is known of a subject for ties to it to count. */
export function recordIn(own: Omit<OwnRecord, 'badness'>): (subject: number) => boolean {
  return (subject) =>
    own.duesMatured[subject]! + own.dealings[subject]! + own.ratingsReceived[subject]! >= RECORD_FACTS;
}

/** How many ties there are and to whom, the trust that reaches along them, and what is bad at their other ends. */
export async function tieColumns(
  tables: FactTables,
  { rows, badness, ...record }: OwnRecord & { readonly rows: Csr },
  context: ColumnContext,
): Promise<TieColumns> {
  const hasRecord = recordIn(record);
  return {
    ...reachColumns(tables, hasRecord, context),
    ...(await trustColumns(tables, { rows, hasRecord }, context)),
    ...exposureColumns({ rows, hasRecord, badness }, context),
  };
}

/** Live ties both ways, weighed by strength in parts per million. */
export function acquaintances(
  { knows }: Pick<FactTables, 'knows'>,
  { kernels, subjects }: ColumnContext,
): Promise<Csr> {
  const edges = shareEdges({ source: knows.source, target: knows.target, weight: knows.strength });
  return kernels.run('buildUndirected', { edges, nodes: subjects });
}

function reachColumns(
  { knows }: Pick<FactTables, 'knows'>,
  hasRecord: (subject: number) => boolean,
  { zeros }: ColumnContext,
): Pick<SubjectColumns, 'liveTies' | 'reach'> {
  const liveTies = zeros();
  const reach = zeros();
  for (let tie = 0; tie < knows.source.length; tie++) {
    const one = knows.source[tie]!;
    const other = knows.target[tie]!;
    liveTies[one]!++;
    liveTies[other]!++;
    if (hasRecord(other)) reach[one]!++;
    if (hasRecord(one)) reach[other]!++;
  }
  return { liveTies, reach };
}
