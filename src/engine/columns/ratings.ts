import { fromPartsPerMillion, MILLION } from '../../domain/fixed-point.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type RatingCounts = Pick<
  SubjectColumns,
  'ratingsReceived' | 'ratingsReceivedWeight' | 'ratingsGiven' | 'ratingsGivenWeight'
>;
type Rated = FactTables['rated'];

/** How far a pair's ratings are believed, in whole parts per million, so that the order of the rows does not matter. */
export function pairCredence({ weight, ratings }: Rated, pair: number): number {
  return Math.max(1, Math.round(weight[pair]! / ratings[pair]!));
}

/** The mean of a pair's ratings, weighed by how far their sources are to be believed; -1 to 1. */
export function pairValue({ value_sum, weight }: Rated, pair: number): number {
  return value_sum[pair]! / weight[pair]!;
}

/** Who rated and was rated by how many others. */
export function ratingCounts({ rated }: FactTables, context: ColumnContext): RatingCounts {
  const credence = rated.weight.map((_, pair) => pairCredence(rated, pair));
  const received = countOf(rated.target, credence, context);
  const given = countOf(rated.source, credence, context);
  return {
    ratingsReceived: received.count,
    ratingsReceivedWeight: received.weight,
    ratingsGiven: given.count,
    ratingsGivenWeight: given.weight,
  };
}

/**
 * What signed ratings say of those rated and of their raters. Several ratings of one pair count as one, their mean weighed
 * by how far their sources are to be believed, and that one is believed as far as they are on average.
 */
export async function ratingColumns(
  { rated }: FactTables,
  { kernels, subjects }: ColumnContext,
): Promise<Pick<SubjectColumns, 'goodness' | 'fairness'>> {
  const credence = rated.weight.map((_, pair) => pairCredence(rated, pair));
  const value = rated.weight.map((_, pair) => pairValue(rated, pair));
  const { source, target } = rated;
  const edges = { source, target, weight: value };
  const outgoing = await kernels.run('buildOut', { edges, nodes: subjects, rule: 'signed' });
  const beliefs = { source, target, weight: credence.map(fromPartsPerMillion) };
  const isInFull = credence.every((parts) => parts === MILLION);
  const { fairness, goodness } = await kernels.run('fairnessGoodness', {
    outgoing,
    credence: isInFull ? undefined : await kernels.run('buildOut', { edges: beliefs, nodes: subjects }),
  });
  return { goodness, fairness };
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
