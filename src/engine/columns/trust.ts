import type { Csr } from '../../graph/rows/csr.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import { allocate } from '../../graph/run/shared-arrays.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

const NO_WEIGHTS = new Float64Array(0);
/** Trust, over its mean, from which on somebody is counted as reached by it. Judgement. */
export const REACHED = 0.25;

type TrustColumns = Pick<SubjectColumns, 'propagatedTrust' | 'trustedTriangles'>;

type TrustTables = Pick<FactTables, 'knows' | 'seeds'>;

/** Who knows whom, and whose ties trust travels along. */
interface Acquaintance {
  /** Live ties both ways, weighed by strength. */
  readonly rows: Csr;
  readonly hasRecord: (subject: number) => boolean;
}

/** The trust that reaches subjects along ties, and the triangles of ties among those that it reached. */
export async function trustColumns(
  tables: TrustTables,
  acquaintance: Acquaintance,
  context: ColumnContext,
): Promise<TrustColumns> {
  const propagatedTrust = await trustFromSeeds(tables, acquaintance, context);
  return { propagatedTrust, trustedTriangles: await trianglesOf(tables, propagatedTrust, context) };
}

/**
 * SybilRank from the seeds, each unit of tie strength alike, over the mean of those it reached: 1 is average. Few steps
 * and no return to the seeds: what lies behind a thin cut gets little, ties alone buy nothing, and a seed keeps only
 * what comes back to it. Each community that has seeds starts with the same trust, shared among them, so that many
 * seeds in one place do not drown the one in another. The last two steps are averaged, since in a part that is
 * bipartite all trust would be on one side after each.
 *
 * Trust travels among the established alone: those with a record, and seeds. Everybody else hands none on and reads the
 * mean of those it knows, others without a record counting as 0.
 *
 * Invariant: empty accounts. Their ties change the trust of nobody but of those at either end.
 */
async function trustFromSeeds(
  { seeds, knows }: TrustTables,
  { rows, hasRecord }: Acquaintance,
  { kernels, unknown, zeros }: ColumnContext,
): Promise<Float64Array> {
  const isEstablished = Uint8Array.from({ length: rows.nodes }, (_, subject) => (hasRecord(subject) ? 1 : 0));
  for (const seed of seeds.subject) isEstablished[seed] = 1;
  const edges = tiesAmong(knows, isEstablished);
  const travelled = await kernels.run('buildUndirected', { edges, nodes: rows.nodes });
  const hasTies = (subject: number): boolean => travelled.offsets[subject + 1]! > travelled.offsets[subject]!;
  const planted = seeds.subject.filter(hasTies);
  if (planted.length === 0) return unknown();
  const { labels } = await kernels.run('labelPropagation', { neighbours: travelled });
  let tied = 0;
  for (let subject = 0; subject < rows.nodes; subject++) if (hasTies(subject)) tied++;
  const masses = zeros();
  for (const [seed, mass] of shareByCommunity(planted, labels)) masses[seed] = mass;
  const last = await kernels.run('sybilRank', {
    rows: travelled,
    steps: Math.max(1, Math.ceil(Math.log2(tied))),
    seeds: masses,
  });
  const next = await kernels.run('sybilRank', { rows: travelled, steps: 1, seeds: last.trust });
  const values = last.values.map((value, node) => (value + next.values[node]!) / 2);
  const mean = meanOfReached(values);
  const reached = values.map((value) => (value > 0 ? value / mean : 0));
  return reached.map((value, subject) => {
    const known = meanOfKnown(rows, reached, subject);
    return isEstablished[subject] === 1 && !Number.isNaN(known) ? value : known;
  });
}

/** Ties both of whose ends are wanted. */
function tiesAmong({ source, target, strength }: FactTables['knows'], isWanted: Uint8Array): EdgeList {
  let count = 0;
  for (let tie = 0; tie < source.length; tie++) count += isWanted[source[tie]!]! & isWanted[target[tie]!]!;
  const among = {
    source: allocate(Uint32Array, count),
    target: allocate(Uint32Array, count),
    weight: allocate(Float64Array, count),
  };
  let edge = 0;
  for (let tie = 0; tie < source.length; tie++) {
    if ((isWanted[source[tie]!]! & isWanted[target[tie]!]!) === 0) continue;
    among.source[edge] = source[tie]!;
    among.target[edge] = target[tie]!;
    among.weight[edge++] = strength[tie]!;
  }
  return among;
}

function meanOfReached(values: Float64Array): number {
  let sum = 0;
  let reached = 0;
  for (const value of values) {
    if (!(value > 0)) continue;
    sum += value;
    reached++;
  }
  return sum / reached;
}

/** NaN for who knows nobody. */
function meanOfKnown({ offsets, targets, weights }: Csr, values: Float64Array, subject: number): number {
  let sum = 0;
  let total = 0;
  for (let entry = offsets[subject]!; entry < offsets[subject + 1]!; entry++) {
    sum += weights![entry]! * values[targets[entry]!]!;
    total += weights![entry]!;
  }
  return sum / total;
}

/** What each seed starts with, so that all communities that have any start alike. */
export function shareByCommunity(seeds: Iterable<number>, labels: Uint32Array): ReadonlyMap<number, number> {
  const inCommunity = new Map<number, number>();
  for (const seed of seeds) inCommunity.set(labels[seed]!, (inCommunity.get(labels[seed]!) ?? 0) + 1);
  return new Map(Array.from(seeds, (seed) => [seed, 1 / inCommunity.get(labels[seed]!)!]));
}

/** NaN where trust could not be measured; 0 for one whom it did not reach. */
async function trianglesOf(
  { knows }: TrustTables,
  trust: Float64Array,
  { kernels, subjects }: ColumnContext,
): Promise<Float64Array> {
  const isReached = Uint8Array.from(trust, (value) => (value >= REACHED ? 1 : 0));
  const edges = { ...tiesAmong(knows, isReached), weight: NO_WEIGHTS };
  const rows = await kernels.run('buildUndirected', { edges, nodes: subjects, rule: 'ignored' });
  const graph = await kernels.run('simpleGraph', { outgoing: rows, incoming: rows });
  const triangles = await kernels.run('triangles', { graph });
  return trust.map((value, subject) => (Number.isNaN(value) ? value : triangles[subject]!));
}
