import { MILLION } from '../../domain/fixed-point.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type RatingColumns = Pick<SubjectColumns, 'goodness' | 'ratingsReceived' | 'fairness' | 'ratingsGiven'>;

/** What signed ratings say of those rated and of their raters; several ratings of one pair count as their mean. */
export async function ratingColumns({ rated }: FactTables, context: ColumnContext): Promise<RatingColumns> {
  const ratingsReceived = context.zeros();
  const ratingsGiven = context.zeros();
  rated.source.forEach((source) => ratingsGiven[source]!++);
  rated.target.forEach((target) => ratingsReceived[target]!++);
  const weight = rated.value_sum.map((sum, pair) => sum / rated.ratings[pair]! / MILLION);
  const edges = { source: rated.source, target: rated.target, weight };
  const { kernels, subjects } = context;
  const outgoing = await kernels.run('buildOut', { edges, nodes: subjects, rule: 'signed' });
  const { fairness, goodness } = await kernels.run('fairnessGoodness', { outgoing });
  return { goodness, ratingsReceived, fairness, ratingsGiven };
}
