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
  { dealt }: FactTables,
  followThrough: Float64Array,
  context: ColumnContext,
): Promise<StandingColumns> {
  const { subjects, kernels } = context;
  const standing = context.unknown();
  const paid = await paidPairs(dealt, context);
  if (paid.source.length === 0) return { standing, counterparties: context.zeros() };
  const unknown = betaMean(KEPT_PRIOR);
  const payments = {
    ...paid,
    weight: share(
      paid.weight.map((times, pair) => {
        const reliability = followThrough[paid.target[pair]!]!;
        return Math.sqrt(times) * (Number.isNaN(reliability) ? unknown : reliability);
      }),
    ),
  };
  const teleport = context.zeros();
  for (const payer of paid.source) teleport[payer] = 1;
  const incoming = await kernels.run('buildIn', { edges: payments, nodes: subjects });
  const { values: ranks } = await kernels.run('pageRank', { incoming, teleport });

  const dealtWith = await kernels.run('buildUndirected', { edges: payments, nodes: subjects });
  const mean = meanOfConnected(ranks, dealtWith);
  const counterparties = context.zeros();
  for (let subject = 0; subject < subjects; subject++) {
    counterparties[subject] = distinctNeighbours(dealtWith, subject);
    if (counterparties[subject]! > 0) standing[subject] = meanOfNeighbours(ranks, dealtWith, subject) / mean;
  }
  return { standing, counterparties };
}

/** How often each payer paid each payee, each payment by the reliability of its source; once for each pair. */
async function paidPairs(
  dealt: FactTables['dealt'],
  { kernels, subjects }: ColumnContext,
): Promise<EdgeList> {
  const { source, target, reliability, paid } = dealt;
  const weight = (row: number) => paid[row]! * fromPartsPerMillion(reliability[row]!);
  const edges = edgesOf([{ from: source, to: target, weight }]);
  const isAlike = reliability.every((parts) => parts === reliability[0]);
  return isAlike ? edges : mergeParallel(await kernels.run('buildOut', { edges, nodes: subjects }));
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
