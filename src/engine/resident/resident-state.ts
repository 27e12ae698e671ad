import { HIGHEST_SCORE, LOWEST_SCORE, THOUSAND } from '../../domain/score.ts';
import { KEPT_PRIOR } from '../../factors/dealings-kept.ts';
import { influence } from '../../factors/influence.ts';
import { Journal } from '../../graph/local/journal.ts';
import { LocalAffine } from '../../graph/local/local-affine.ts';
import { LocalFairnessGoodness } from '../../graph/local/local-fairness-goodness.ts';
import { LocalInfluence } from '../../graph/local/local-influence.ts';
import { LocalMutualReliability } from '../../graph/local/local-mutual-reliability.ts';
import { LocalPageRank } from '../../graph/local/local-page-rank.ts';
import type { Projection } from '../../graph/projection.ts';
import { credences, shareOf, type NetworkSettings } from '../../scoring/network.ts';
import { tallyOf, type PopulationTally } from '../../scoring/population.ts';
import { personalScores } from '../../scoring/score-subjects.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { badnessOf, sumsOfEverybody } from '../columns/exposure.ts';
import { recordIn } from '../columns/ties.ts';
import { payeeReliability, paymentRanks } from '../columns/standing.ts';
import type { FactTables } from '../fact-tables.ts';
import { kernelsHere } from '../kernels.ts';
import { companionsOf, numberedIn } from '../network.ts';
import type { RunRequest } from '../run.ts';
import { readRanks, type DealingKernels, type ReadRanks } from './dealing-step.ts';
import { HeldColumns } from './held-columns.ts';
import { HeldScores } from './held-scores.ts';
import { HeldTrust } from './held-trust.ts';
import { LaterToday } from './later-today.ts';
import { NearEdges } from './near-edges.ts';
import type { Solvers } from './network-step.ts';
import { buildRows, type ResidentRows } from './resident-rows.ts';
import { ResidentTables } from './resident-tables.ts';
import { contextOf } from './step.ts';
import { regardMark, sightOf, totalsOf, type ExposureTotals } from './tie-step.ts';
import { doubtTriangles } from './triangle-step.ts';

/** All that is held in memory of where a resident stands, but for its run. */
export interface ResidentState {
  readonly tables: ResidentTables;
  readonly columns: HeldColumns;
  readonly rows: ResidentRows;
  readonly scores: HeldScores;
  readonly kernels: DealingKernels;
  /** Absent where the scorecard has no network. */
  readonly solvers?: Solvers;
  /** What standings and exposures were last read from. */
  readonly ranks: ReadRanks;
  readonly totals: ExposureTotals;
  readonly trust: HeldTrust;
  readonly population: PopulationTally;
  readonly nearEdges: NearEdges;
  readonly laterToday: LaterToday;
}

/** What a run was made of: its tables, as they were before anything was made of them. */
export interface Made {
  readonly tables: FactTables;
  readonly projection: Projection;
  readonly scores: ScoreTable;
  /** Rows that stand, where they are not those; they say the same. */
  readonly standing?: ScoreTable;
}

export async function makeState(
  { tables, projection, scores, standing = scores }: Made,
  { scorecard, kernels = kernelsHere }: RunRequest,
): Promise<ResidentState> {
  const { asOf, reportingCurrency } = projection;
  const context = contextOf(tables, { asOf, reportingCurrency, kernels });
  const seeds = new Uint8Array(projection.ids.length);
  for (const seed of tables.seeds.subject) seeds[seed] = 1;
  const { network } = scorecard;
  const numbered = numberedIn(scores);
  const badness = badnessOf(tables, context);
  const hasRecord = recordIn(projection.columns);
  const columns = new HeldColumns(withInfluence(projection, scores), {
    badness,
    own: personalScores(scores, scorecard).map((personal) => personal / THOUSAND),
    credence: network === undefined ? context.zeros() : credences(scores, numbered, network),
    ...{ doubtfulTriangles: context.zeros(), seeds },
    ...{ exposureSeen: context.zeros(), exposureBad: context.zeros() },
    established: seeds.map((isSeed, subject) => (isSeed === 1 || hasRecord(subject) ? 1 : 0)),
    regard: seeds.map((_, subject) =>
      regardMark({ badness: badness[subject]!, hasRecord: hasRecord(subject) }),
    ),
  });
  const rows = await buildRows(tables, context);
  doubtTriangles({ rows, columns, journal: new Journal() });
  const { seen, bad } = sumsOfEverybody(sightOf({ rows, columns }), context);
  columns.measure('exposureSeen').set(seen);
  columns.measure('exposureBad').set(bad);
  const local = localKernels(
    columns,
    rows,
    await paymentRanks(tables, projection.columns.followThrough, context),
  );
  const held = { tables: new ResidentTables(tables), scores: new HeldScores(standing) };
  const swept = { columns, scores: held.scores, asOf, scorecard };
  return {
    ...{ columns, rows, kernels: local, ranks: readRanks(rows, local), ...held },
    nearEdges: new NearEdges(swept),
    laterToday: new LaterToday(swept, held.tables),
    totals: totalsOf({ columns }),
    trust: new HeldTrust({ rows: rows.known, columns }),
    population: tallyOf(standing, scorecard),
    ...(network === undefined ? {} : { solvers: makeSolvers({ columns, rows, scores }, network) }),
  };
}

/** What only the network of a run tells. */
function withInfluence(projection: Projection, scores: ScoreTable): Projection {
  const read = scores.factors.find(({ factorId }) => factorId === influence.id)?.value;
  const values = projection.columns.influence.map((_, row) => {
    const value = read?.[row] ?? Number.NaN;
    return Number.isNaN(value) ? 0 : value;
  });
  const companions = companionsOf(scores);
  return { ...projection, columns: { ...projection.columns, influence: values, companions } };
}

/** How far follow-through may lag, and how far fairness: goodness lags by four times that at most. Judgement. */
const FOLLOW_TOLERANCE = 4e-6;
const RATING_TOLERANCE = 1e-6;
/** Share of a rank that may lag; by judgement, so that standings keep to their epsilon even far down long walks. */
const RANK_TOLERANCE = 8e-6;

function localKernels(columns: HeldColumns, rows: ResidentRows, ranks: Float64Array): DealingKernels {
  const starting = (name: 'followThrough' | 'fairness' | 'goodness') =>
    columns.measure(name).slice(0, columns.count);
  const follow = new LocalMutualReliability({
    ...{ dealings: rows.dealings, broken: rows.broken, prior: KEPT_PRIOR },
    values: starting('followThrough'),
    tolerance: FOLLOW_TOLERANCE,
  });
  return {
    follow,
    ranks: new LocalPageRank({
      ...rows.paid,
      gainOf: (subject) => payeeReliability(follow.values[subject]!),
      ranks,
      tolerance: RANK_TOLERANCE,
    }),
    ratings: new LocalFairnessGoodness({
      ...{ ratings: rows.ratings, credence: rows.beliefs },
      ...{ fairness: starting('fairness'), goodness: starting('goodness') },
      tolerance: RATING_TOLERANCE,
    }),
  };
}

function makeSolvers(
  { columns, rows, scores }: { columns: HeldColumns; rows: ResidentRows; scores: ScoreTable },
  settings: NetworkSettings,
): Solvers {
  const network = {
    ties: rows.ties,
    groupsOf: rows.memberships.outgoing,
    membersOf: rows.memberships.incoming,
  };
  const own = columns.measure('own');
  const affine = new LocalAffine({
    rows: network,
    ownOf: (subject) => columns.measure('own')[subject]!,
    credenceOf: (subject) => columns.measure('credence')[subject]!,
    shareOf: (subject, company) => shareOf(settings, columns.measure('record')[subject]!, company),
    range: { least: LOWEST_SCORE, most: HIGHEST_SCORE },
    values: Float64Array.from(scores.network, (line, row) => own[row]! + line),
  });
  const values = columns.measure('influence').slice(0, columns.count);
  return { settings, affine, influence: new LocalInfluence({ rows: network, affine, values }) };
}
