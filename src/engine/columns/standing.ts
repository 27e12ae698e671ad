import { betaShare } from '../../factors/beta-prior.ts';
import { KEPT_PRIOR } from '../../factors/dealings-kept.ts';
import type { Csr } from '../../graph/rows/csr.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import { share } from '../../graph/run/shared-arrays.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

type StandingColumns = Pick<SubjectColumns, 'standing' | 'counterparties'>;
type DealingRecord = Pick<SubjectColumns, 'dealings' | 'dealingsBroken'>;

/**
 * How well placed those are whom a subject deals with. Trust flows from payer to payee: personalised PageRank over
 * payments, teleporting to payers, an edge weighing the square root of its dealings times the payee's shrunk share of
 * dealings kept, so that popularity alone is worth little. A subject's standing is the mean rank of its
 * counterparties, weighed by the same edges, over the mean rank of all who pay or are paid.
 */
export async function standingColumns(
  { paid }: FactTables,
  record: DealingRecord,
  context: ColumnContext,
): Promise<StandingColumns> {
  const { subjects, kernels } = context;
  const standing = context.unknown();
  if (paid.source.length === 0) return { standing, counterparties: context.zeros() };
  const reliability = (payee: number): number =>
    betaShare(KEPT_PRIOR, record.dealings[payee]! - record.dealingsBroken[payee]!, record.dealings[payee]!);
  const weight = paid.dealings.map((dealings, pair) => Math.sqrt(dealings) * reliability(paid.target[pair]!));
  const payments = { source: share(paid.source), target: share(paid.target), weight: share(weight) };
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
