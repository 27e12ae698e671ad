import type { Csr } from '../../graph/rows/csr.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import type { ColumnContext } from './context.ts';

const NO_WEIGHTS = new Float64Array(0);
/** Trust, over its mean, from which on somebody is counted as reached by it. Judgement. */
const REACHED = 0.25;

type TrustColumns = Pick<SubjectColumns, 'propagatedTrust' | 'trustedTriangles'>;

/** The trust that reaches subjects along ties, and the triangles of ties among those that it reached. */
export async function trustColumns(
  tables: FactTables,
  rows: Csr,
  context: ColumnContext,
): Promise<TrustColumns> {
  const propagatedTrust = await trustFromSeeds(tables, rows, context);
  return { propagatedTrust, trustedTriangles: await trianglesOf(tables, propagatedTrust, context) };
}

/**
 * SybilRank from the seeds, each unit of tie strength alike, over the mean of those with ties: 1 is average. Few steps
 * and no return to the seeds: what lies behind a thin cut gets little, ties alone buy nothing, and a seed keeps only
 * what comes back to it. Each community that has seeds starts with the same trust, shared among them, so that many
 * seeds in one place do not drown the one in another. The last two steps are averaged, since in a part that is
 * bipartite all trust would be on one side after each.
 */
async function trustFromSeeds(
  { seeds }: FactTables,
  rows: Csr,
  { kernels, unknown, zeros }: ColumnContext,
): Promise<Float64Array> {
  const trust = unknown();
  const hasTies = (subject: number): boolean => rows.offsets[subject + 1]! > rows.offsets[subject]!;
  const planted = seeds.subject.filter(hasTies);
  if (planted.length === 0) return trust;
  const { labels } = await kernels.run('labelPropagation', { neighbours: rows });
  let tied = 0;
  for (let subject = 0; subject < rows.nodes; subject++) if (hasTies(subject)) tied++;
  const steps = Math.max(1, Math.ceil(Math.log2(tied)));
  const last = await kernels.run('sybilRank', {
    rows,
    steps,
    seeds: shareByCommunity(planted, labels, zeros()),
  });
  const next = await kernels.run('sybilRank', { rows, steps: 1, seeds: last.trust });
  const values = last.values.map((value, node) => (value + next.values[node]!) / 2);
  const mean = values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0) / tied;
  return values.map((value) => value / mean);
}

function shareByCommunity(seeds: Uint32Array, labels: Uint32Array, mass: Float64Array): Float64Array {
  const inCommunity = new Map<number, number>();
  for (const seed of seeds) inCommunity.set(labels[seed]!, (inCommunity.get(labels[seed]!) ?? 0) + 1);
  for (const seed of seeds) mass[seed] = 1 / inCommunity.get(labels[seed]!)!;
  return mass;
}

/** NaN where trust could not be measured; 0 for one whom it did not reach. */
async function trianglesOf(
  { knows }: FactTables,
  trust: Float64Array,
  { kernels, subjects }: ColumnContext,
): Promise<Float64Array> {
  const isReached = (subject: number): boolean => trust[subject]! >= REACHED;
  const among = new Uint32Array(knows.source.length);
  let count = 0;
  for (let tie = 0; tie < among.length; tie++)
    if (isReached(knows.source[tie]!) && isReached(knows.target[tie]!)) among[count++] = tie;
  const edges = {
    source: among.subarray(0, count).map((tie) => knows.source[tie]!),
    target: among.subarray(0, count).map((tie) => knows.target[tie]!),
    weight: NO_WEIGHTS,
  };
  const rows = await kernels.run('buildUndirected', { edges, nodes: subjects, rule: 'ignored' });
  const graph = await kernels.run('simpleGraph', { outgoing: rows, incoming: rows });
  const triangles = await kernels.run('triangles', { graph });
  return trust.map((value, subject) => (Number.isNaN(value) ? value : triangles[subject]!));
}
