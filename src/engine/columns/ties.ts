import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

/** With this many facts about itself a subject has a record, so that a tie to it counts as reach. Judgement. */
const RECORD_FACTS = 3;
/** Chance of walking on; the rest returns to the seeds (Page et al. 1999). */
const DAMPING_FACTOR = 0.85;

type TieColumns = Pick<SubjectColumns, 'liveTies' | 'reach' | 'propagatedTrust'>;
type OwnRecord = Pick<SubjectColumns, 'duesMatured' | 'dealings' | 'ratingsReceived'>;

/** How many ties there are, how many of them to subjects with a record, and the trust that reaches along them. */
export async function tieColumns(
  { knows, seeds }: FactTables,
  record: OwnRecord,
  context: ColumnContext,
): Promise<TieColumns> {
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
  const propagatedTrust = await trustFromSeeds({ knows, seeds }, liveTies, context);
  return { liveTies, reach, propagatedTrust };
}

/**
 * Personalised PageRank from the seeds over ties weighed by strength, less what a seed gets by teleport alone, over
 * the mean of those with ties: 1 is average.
 */
async function trustFromSeeds(
  { knows, seeds }: Pick<FactTables, 'knows' | 'seeds'>,
  liveTies: Float64Array,
  context: ColumnContext,
): Promise<Float64Array> {
  const trust = context.unknown();
  const tied = liveTies.reduce((count, ties) => count + (ties > 0 ? 1 : 0), 0);
  if (seeds.subject.length === 0 || tied === 0) return trust;
  const teleport = context.zeros();
  for (const seed of seeds.subject) teleport[seed] = 1 / seeds.subject.length;
  const ties = { source: knows.source, target: knows.target, weight: knows.strength };
  const { kernels, subjects } = context;
  // Each tie is walked both ways, so the rows are those of its incoming neighbours too.
  const incoming = await kernels.run('buildUndirected', { edges: ties, nodes: subjects });
  const walk = { incoming, dampingFactor: DAMPING_FACTOR, teleport };
  const { values: ranks } = await kernels.run('pageRank', walk);
  const earned = ranks.map((rank, subject) => Math.max(0, rank - (1 - DAMPING_FACTOR) * teleport[subject]!));
  const mean = earned.reduce((sum, value, subject) => sum + (liveTies[subject]! > 0 ? value : 0), 0) / tied;
  if (mean === 0) return trust;
  for (let subject = 0; subject < earned.length; subject++) {
    if (liveTies[subject]! > 0) trust[subject] = earned[subject]! / mean;
  }
  return trust;
}
