import { fromPartsPerMillion, MILLION } from '../../domain/fixed-point.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type RatingColumns = Pick<
  SubjectColumns,
  | 'goodness'
  | 'ratingsReceived'
  | 'ratingsReceivedWeight'
  | 'fairness'
  | 'ratingsGiven'
  | 'ratingsGivenWeight'
>;

/**
 * What signed ratings say of those rated and of their raters. Several ratings of one pair count as one, their mean weighed
 * by how far their sources are to be believed, and that one is believed as far as they are on average.
 */
export async function ratingColumns({ rated }: FactTables, context: ColumnContext): Promise<RatingColumns> {
  const { kernels, subjects } = context;
  // To whole parts per million, so that the order of the rows does not matter.
  const credence = rated.weight.map((weight, pair) => Math.max(1, Math.round(weight / rated.ratings[pair]!)));
  const value = rated.value_sum.map((sum, pair) => sum / rated.weight[pair]!);
  const { source, target } = rated;
  const edges = { source, target, weight: value };
  const outgoing = await kernels.run('buildOut', { edges, nodes: subjects, rule: 'signed' });
  const beliefs = { source, target, weight: credence.map(fromPartsPerMillion) };
  const isInFull = credence.every((parts) => parts === MILLION);
  const { fairness, goodness } = await kernels.run('fairnessGoodness', {
    outgoing,
    credence: isInFull ? undefined : await kernels.run('buildOut', { edges: beliefs, nodes: subjects }),
  });
  const received = countOf(target, credence, context);
  const given = countOf(source, credence, context);
  return {
    goodness,
    ratingsReceived: received.count,
    ratingsReceivedWeight: received.weight,
    fairness,
    ratingsGiven: given.count,
    ratingsGivenWeight: given.weight,
  };
}

function countOf(
  subjects: Uint32Array,
  credence: Float64Array,
  context: ColumnContext,
): { count: Float64Array; weight: Float64Array } {
  const count = context.zeros();
  const parts = context.zeros();
  subjects.forEach((subject, pair) => {
    count[subject]!++;
    parts[subject]! += credence[pair]!;
  });
  return { count, weight: parts.map(fromPartsPerMillion) };
}
