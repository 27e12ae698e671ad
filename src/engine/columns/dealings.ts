import { fromPartsPerMillion } from '../../domain/fixed-point.ts';
import { KEPT_PRIOR } from '../../factors/dealings-kept.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTable, FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';
import { edgesOf } from './edges.ts';

type Dealt = FactTable<'dealt'>;

type PromiseColumns = Pick<
  SubjectColumns,
  | 'dealings'
  | 'dealingsBroken'
  | 'dealingsDisputed'
  | 'dealingsWeight'
  | 'dealingsBrokenWeight'
  | 'dealingsDisputedWeight'
>;

/** How a subject's promises ended, as payer and as payee: counted, and weighed by the reliability of the sources. */
export function promiseColumns({ dealt }: FactTables, context: ColumnContext): PromiseColumns {
  const ended = sumBothSides(dealt, [dealt.dealings, dealt.dealings], context);
  const broken = sumBothSides(dealt, [dealt.broken_by_source, dealt.broken_by_target], context);
  const disputed = sumBothSides(dealt, [dealt.disputed_of_source, dealt.disputed_of_target], context);
  return {
    dealings: ended.count,
    dealingsBroken: broken.count,
    dealingsDisputed: disputed.count,
    dealingsWeight: ended.weight,
    dealingsBrokenWeight: broken.weight,
    dealingsDisputedWeight: disputed.weight,
  };
}

/** Sums whole parts per million, so that the order of the rows does not matter, and divides once. */
function sumBothSides(
  { source, target, reliability }: Dealt,
  [ofSource, ofTarget]: readonly [Uint32Array, Uint32Array],
  context: ColumnContext,
): { count: Float64Array; weight: Float64Array } {
  const count = context.zeros();
  const parts = context.zeros();
  for (let row = 0; row < source.length; row++) {
    count[source[row]!]! += ofSource[row]!;
    parts[source[row]!]! += ofSource[row]! * reliability[row]!;
    count[target[row]!]! += ofTarget[row]!;
    parts[target[row]!]! += ofTarget[row]! * reliability[row]!;
  }
  return { count, weight: parts.map(fromPartsPerMillion) };
}

/** Promises that ended, and those broken from who broke them to whom they failed, each weighed by its source. */
export function dealingEdges(dealt: Dealt): { readonly ended: EdgeList; readonly broken: EdgeList } {
  const { source, target, reliability } = dealt;
  const weightOf = (counts: Uint32Array) => (row: number) =>
    counts[row]! * fromPartsPerMillion(reliability[row]!);
  return {
    ended: edgesOf([{ from: source, to: target, weight: weightOf(dealt.dealings) }]),
    broken: edgesOf([
      { from: source, to: target, weight: weightOf(dealt.broken_by_source) },
      { from: target, to: source, weight: weightOf(dealt.broken_by_target) },
    ]),
  };
}

/**
 * The kernel `mutualReliability` over promises that ended, as payer and as payee, each weighing by its source; NaN without
 * any. Only the party at fault broke one. Not decayed: the table says how often, not when.
 */
export async function followThroughColumn(
  { dealt }: FactTables,
  { subjects: nodes, kernels }: ColumnContext,
): Promise<Pick<SubjectColumns, 'followThrough'>> {
  const { ended, broken } = dealingEdges(dealt);
  const [dealings, brokenOnes] = await Promise.all([
    kernels.run('buildUndirected', { edges: ended, nodes }),
    kernels.run('buildOut', { edges: broken, nodes }),
  ]);
  const { values } = await kernels.run('mutualReliability', {
    ...{ dealings, broken: brokenOnes, prior: KEPT_PRIOR },
  });
  return { followThrough: values };
}
