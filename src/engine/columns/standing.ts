import { fromPartsPerMillion } from '../../domain/fixed-point.ts';
import { betaMean } from '../../factors/beta-prior.ts';
import { KEPT_PRIOR } from '../../factors/dealings-kept.ts';
import type { Csr } from '../../graph/rows/csr.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import { allocate, share } from '../../graph/run/shared-arrays.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';
import { edgesOf } from './edges.ts';

type StandingColumns = Pick<SubjectColumns, 'standing' | 'counterparties'>;

/**
 * How well placed those are whom a subject deals with. Trust flows from payer to payee: personalised PageRank over
 * payments, teleporting to payers, an edge weighing the square root of its payments (each by the reliability of its
 * source) times the payee's follow-through, that of the prior where none is known, so that neither popularity nor paying
 * often is worth much. A subject's standing is the mean rank of its counterparties, weighed by the same edges, over the
 * mean rank of all who pay or are paid.
 */
export async function standingColumns(
  tables: FactTables,
  followThrough: Float64Array,
  context: ColumnContext,
): Promise<StandingColumns> {
  const { subjects: nodes, kernels } = context;
  const payments = withReliability(await paidPairs(tables.dealt, context), followThrough);
  if (payments.source.length === 0) return { standing: context.unknown(), counterparties: context.zeros() };
  const ranks = await ranksOf(payments, context);
  const dealtWith = await kernels.run('buildUndirected', { edges: payments, nodes });
  return standingAmong(dealtWith, { ranks, mean: meanOfConnected(ranks, dealtWith) }, context);
}

/** The ranks that standings are read from, summing to 1; 0 throughout where nobody pays anybody. */
export async function paymentRanks(
  { dealt }: Pick<FactTables, 'dealt'>,
  followThrough: Float64Array,
  context: ColumnContext,
): Promise<Float64Array> {
  const payments = withReliability(await paidPairs(dealt, context), followThrough);
  return payments.source.length === 0 ? context.zeros() : ranksOf(payments, context);
}

async function ranksOf(
  payments: EdgeList,
  { subjects: nodes, kernels, zeros }: ColumnContext,
): Promise<Float64Array> {
  const teleport = zeros();
  payments.source.forEach((payer) => (teleport[payer] = 1));
  const incoming = await kernels.run('buildIn', { edges: payments, nodes });
  const { values } = await kernels.run('pageRank', { incoming, teleport });
  return values;
}

/** The factor of every payment to a payee: its follow-through, or that of the prior where none is known. */
export function payeeReliability(followThrough: number): number {
  return Number.isNaN(followThrough) ? betaMean(KEPT_PRIOR) : followThrough;
}

function withReliability(pairs: EdgeList, followThrough: Float64Array): EdgeList {
  const weight = pairs.weight.map(
    (root, pair) => root * payeeReliability(followThrough[pairs.target[pair]!]!),
  );
  return { ...pairs, weight: share(weight) };
}

/** What ranks are known, and their mean over all who pay or are paid. */
interface KnownRanks {
  readonly ranks: Float64Array;
  readonly mean: number;
}

function standingAmong(
  dealtWith: Csr,
  { ranks, mean }: KnownRanks,
  { subjects, unknown, zeros }: ColumnContext,
): StandingColumns {
  const [standing, counterparties] = [unknown(), zeros()];
  for (let subject = 0; subject < subjects; subject++) {
    counterparties[subject] = distinctNeighbours(dealtWith, subject);
    if (counterparties[subject]! > 0) standing[subject] = meanOfNeighbours(ranks, dealtWith, subject) / mean;
  }
  return { standing, counterparties };
}

/** The root of how often each payer paid each payee, each payment by the reliability of its source; once for each pair. */
export async function paidPairs(
  dealt: FactTables['dealt'],
  { kernels, subjects }: ColumnContext,
): Promise<EdgeList> {
  const { source, target, reliability, paid } = dealt;
  const weight = (row: number) => paid[row]! * fromPartsPerMillion(reliability[row]!);
  const edges = edgesOf([{ from: source, to: target, weight }]);
  const isAlike = reliability.every((parts) => parts === reliability[0]);
  const pairs = isAlike ? edges : mergeParallel(await kernels.run('buildOut', { edges, nodes: subjects }));
  return { ...pairs, weight: pairs.weight.map(Math.sqrt) };
}

function mergeParallel({ nodes, offsets, targets, weights, edges }: Csr): EdgeList {
  const merged = {
    source: allocate(Uint32Array, edges),
    target: allocate(Uint32Array, edges),
    weight: allocate(Float64Array, edges),
  };
  let last = -1;
  for (let node = 0; node < nodes; node++) {
    const start = offsets[node]!;
    for (let entry = start; entry < offsets[node + 1]!; entry++) {
      if (entry === start || targets[entry] !== targets[entry - 1]) last++;
      merged.source[last] = node;
      merged.target[last] = targets[entry]!;
      merged.weight[last]! += weights![entry]!;
    }
  }
  const { source, target, weight } = merged;
  const pairs = last + 1;
  return {
    source: source.subarray(0, pairs),
    target: target.subarray(0, pairs),
    weight: weight.subarray(0, pairs),
  };
}

function meanOfConnected(values: Float64Array, { nodes, offsets }: Csr): number {
  let sum = 0;
  let connected = 0;
  for (let node = 0; node < nodes; node++) {
    if (offsets[node] === offsets[node + 1]) continue;
    sum += values[node]!;
    connected++;
  }
  return sum / connected;
}

function meanOfNeighbours(values: Float64Array, { offsets, targets, weights }: Csr, node: number): number {
  let sum = 0;
  let total = 0;
  for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
    const weight = weights?.[entry] ?? 1;
    sum += weight * values[targets[entry]!]!;
    total += weight;
  }
  return sum / total;
}

/** Rows are in ascending order, so a neighbour met both ways stands side by side. */
function distinctNeighbours({ offsets, targets }: Csr, node: number): number {
  let distinct = 0;
  for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++) {
    if (entry === offsets[node] || targets[entry] !== targets[entry - 1]) distinct++;
  }
  return distinct;
}
