import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOMES, THOUSAND } from '../domain/score.ts';
import type { Readings } from '../factors/factor.ts';
import { influence } from '../factors/influence.ts';
import type { NeighbourMeans } from '../graph/affine/neighbour-means.ts';
import type { Projection } from '../graph/projection.ts';
import { scoreGroups } from '../scoring/group-scores.ts';
import { closeLedger } from '../scoring/ledger-sum.ts';
import {
  credences,
  enterCompany,
  memberEdges,
  tieEdges,
  type NetworkRelations,
  type NetworkSettings,
} from '../scoring/network.ts';
import { enterReadings, personalScores, settlePersonalScores } from '../scoring/score-subjects.ts';
import type { Scorecard } from '../scoring/scorecard.ts';
import { emptyScoreTable, type ScoreTable } from '../scoring/score-table.ts';
import { exactLine, servedLine } from '../scoring/served-line.ts';
import type { RelationTables } from './fact-tables.ts';
import type { KernelRunner } from './kernels.ts';

/** What the network needs of a cut's facts; the rest need not be kept for it. */
export function networkRelations({ subjects, knows, member_of }: RelationTables): NetworkRelations {
  return { owner: subjects.owner, knows, memberOf: member_of };
}

/** Whether a subject has a score of its own, served or withheld. */
export function numberedIn({ outcome, kinds }: ScoreTable): (row: number) => boolean {
  return (row) => OUTCOMES[outcome[row]!] !== 'unscorable' && SUBJECT_KINDS[kinds[row]!] !== 'group';
}

interface NetworkRun {
  readonly relations: NetworkRelations;
  readonly settings: NetworkSettings;
  readonly kernels: KernelRunner;
}

/**
 * Turns personal scores into those that lean on others', in place, and scores groups by their members; gives the table. A
 * scorecard without a network leaves it as it is. Credence and lambda follow from evidence and records, and so come before
 * points: that lets `influence` be a factor like any other.
 */
export async function adjustForNetwork(
  table: ScoreTable,
  projection: Projection,
  { scorecard, ...run }: Omit<NetworkRun, 'settings'> & { readonly scorecard: Scorecard },
): Promise<ScoreTable> {
  const settings = scorecard.network;
  if (settings === undefined) return table;
  table.record.set(projection.columns.record);
  const means = await enterNetwork(table, { ...run, settings });
  if (table.factors.some(({ factorId }) => factorId === influence.id)) {
    const readings = await measureInfluence(table, { means, projection, kernels: run.kernels });
    const isRead = (row: number) => !Number.isNaN(readings.value[row]);
    enterReadings(table, { scorecard, factor: influence, readings }, isRead);
    settlePersonalScores(table, scorecard);
  }
  await lean(table, { means, scorecard, kernels: run.kernels });
  scoreGroups(table, means);
  return table;
}

/** The readings of `influence` where there is no scorecard: over everybody who may be processed, with these settings. */
export async function readInfluence(
  projection: Projection,
  isProcessed: (row: number) => boolean,
  run: NetworkRun,
): Promise<Readings> {
  const table = { ...emptyScoreTable(projection.ids.length, []), kinds: projection.kinds };
  table.record.set(projection.columns.record);
  table.outcome.forEach(
    (_, row) => (table.outcome[row] = OUTCOMES.indexOf(isProcessed(row) ? 'scored' : 'unscorable')),
  );
  const means = await enterNetwork(table, run);
  return measureInfluence(table, { means, projection, kernels: run.kernels });
}

/** Builds W, and writes lambda and company into the table, where both are 0. */
async function enterNetwork(
  table: ScoreTable,
  { relations, settings, kernels }: NetworkRun,
): Promise<NeighbourMeans> {
  const means = await meansOf(table, { relations, settings, kernels });
  enterCompany(table, { means, owner: relations.owner }, { settings, isNumbered: numberedIn(table) });
  return means;
}

/** W over the subjects of a table whose outcomes and records are known. */
export async function meansOf(
  table: ScoreTable,
  { relations, settings, kernels }: NetworkRun,
): Promise<NeighbourMeans> {
  const edges = tieEdges(relations);
  const ties = await kernels.run('buildUndirected', { edges, nodes: table.kinds.length });
  const credence = credences(table, numberedIn(table), settings);
  return kernels.run('neighbourMeans', { ties, memberOf: memberEdges(relations), credence });
}

interface Solving {
  readonly means: NeighbourMeans;
  readonly kernels: KernelRunner;
}

async function measureInfluence(
  table: ScoreTable,
  { means, projection, kernels }: Solving & { readonly projection: Projection },
): Promise<Readings> {
  const { values } = await kernels.run('affineInfluence', { means, shares: table.share });
  const columns = { ...projection.columns, influence: values, companions: companionsOf(table) };
  return influence.measure({ ...projection, columns });
}

/** Who makes up a subject's company, by relation; 0 for who has no number. */
export function companionsOf(table: ScoreTable): Float64Array {
  const isNumbered = numberedIn(table);
  return Float64Array.from(table.kinds, (_, row) =>
    isNumbered(row)
      ? table.tieContributors[row]! + table.ownershipContributors[row]! + table.membershipContributors[row]!
      : 0,
  );
}

/** Writes the network line and the score with it. */
async function lean(
  table: ScoreTable,
  { means, scorecard, kernels }: Solving & { readonly scorecard: Scorecard },
): Promise<void> {
  const personal = personalScores(table, scorecard);
  const own = personal.map((thousandths) => thousandths / THOUSAND);
  const { values } = await kernels.run('affineFixedPoint', { means, own, shares: table.share });
  enterLines(table, personal, values);
}

/** @param values s of each row, in points */
export function enterLines(table: ScoreTable, personal: Float64Array, values: Float64Array): void {
  for (let row = 0; row < personal.length; row++) {
    if (Number.isNaN(personal[row])) continue;
    table.network[row] = values[row]! - personal[row]! / THOUSAND;
    const { score } = closeLedger(personal[row]!);
    table.score[row] = score + servedLine(exactLine(table, row), personal[row]!) / THOUSAND;
  }
}
