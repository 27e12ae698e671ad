import { fromPartsPerMillion } from '../../domain/fixed-point.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';
import { shareEdges } from './edges.ts';

type RatingCounts = Pick<
  SubjectColumns,
  'ratingsReceived' | 'ratingsReceivedWeight' | 'ratingsGiven' | 'ratingsGivenWeight'
>;
type Rated = FactTables['rated'];

/** How far a pair's ratings are believed, in whole parts per million, so that the order of the rows does not matter. */
function pairCredence({ weight, ratings }: Rated, pair: number): number {
  return Math.max(1, Math.round(weight[pair]! / ratings[pair]!));
}

/** The mean of a pair's ratings, weighed by how far their sources are to be believed; -1 to 1. */
function pairValue({ value_sum, weight }: Rated, pair: number): number {
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

/** Ratings as edges, each pair once: their values, and how far they are believed, 0 to 1. */
export function ratingEdges(rated: Rated): { readonly values: EdgeList; readonly beliefs: EdgeList } {
  const { source, target } = rated;
  return {
    values: { source, target, weight: rated.weight.map((_, pair) => pairValue(rated, pair)) },
    beliefs: {
      ...{ source, target },
      weight: rated.weight.map((_, pair) => fromPartsPerMillion(pairCredence(rated, pair))),
    },
  };
}

/**
 * What signed ratings say of those rated and of their raters. Several ratings of one pair count as one, their mean weighed
 * by how far their sources are to be believed, and that one is believed as far as they are on average.
 */
export async function ratingColumns(
  { rated }: FactTables,
  { kernels, subjects: nodes }: ColumnContext,
): Promise<Pick<SubjectColumns, 'goodness' | 'fairness'>> {
  const { values, beliefs } = ratingEdges(rated);
  const outgoing = await kernels.run('buildOut', { edges: shareEdges(values), nodes, rule: 'signed' });
  const isInFull = beliefs.weight.every((belief) => belief === 1);
  const { fairness, goodness } = await kernels.run('fairnessGoodness', {
    outgoing,
    credence: isInFull ? undefined : await kernels.run('buildOut', { edges: beliefs, nodes }),
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
