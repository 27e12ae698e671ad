import { MILLION } from '../../domain/fixed-point.ts';
import { buildOut } from '../../graph/csr.ts';
import { fairnessGoodness } from '../../graph/fairness-goodness.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type RatingColumns = Pick<SubjectColumns, 'goodness' | 'ratingsReceived' | 'fairness' | 'ratingsGiven'>;

/** What signed ratings say of those rated and of their raters; several ratings of one pair count as their mean. */
export function ratingColumns({ rated }: FactTables, context: ColumnContext): RatingColumns {
  const ratingsReceived = context.zeros();
  const ratingsGiven = context.zeros();
  rated.source.forEach((source) => ratingsGiven[source]!++);
  rated.target.forEach((target) => ratingsReceived[target]!++);
  const weight = rated.value_sum.map((sum, pair) => sum / rated.ratings[pair]! / MILLION);
  const outgoing = buildOut(
    { source: rated.source, target: rated.target, weight },
    context.subjects,
    'signed',
  );
  const { fairness, goodness } = fairnessGoodness(outgoing);
  return { goodness, ratingsReceived, fairness, ratingsGiven };
}
