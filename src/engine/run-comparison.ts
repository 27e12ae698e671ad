/** Two runs held against each other: how scores spread, who went where, and how far the whole has moved. */
import { NotFoundError } from '../domain/errors.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../domain/facts.ts';
import { medianOfSorted } from '../domain/median.ts';
import { compareCodePoints } from '../domain/order.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES } from '../domain/score.ts';
import { bandOf, readStoredScorecard, type Scorecard } from '../scoring/scorecard.ts';
import type { ScoreTable } from '../scoring/score-table.ts';
import { stabilityOf, type Stability } from '../scoring/stability.ts';
import type { GraphStore, RunRecord } from './ports.ts';

/** Of the scored of one kind in one run. */
export interface Distribution {
  readonly scored: number;
  /** Null where nobody is. */
  readonly mean: number | null;
  readonly median: number | null;
}

interface Migration {
  /** Bands of the base's scorecard from low to high, then `unscorable`, `restricted`, and `absent`: not in the run. */
  readonly from: readonly string[];
  /** The same of the other run. */
  readonly to: readonly string[];
  /** How many subjects, by `from` and then by `to`. */
  readonly counts: readonly (readonly number[])[];
}

export interface KindComparison {
  readonly kind: SubjectKind;
  readonly base: Distribution;
  readonly other: Distribution;
  readonly migration: Migration;
  /** Null where one side has nobody scored. */
  readonly stability: Stability | null;
}

export interface RunComparison {
  readonly base: RunRecord;
  readonly other: RunRecord;
  /** Subjects that the base does not know, and those that the other does not. */
  readonly entered: number;
  readonly left: number;
  /** Whose served score differs, of those scored in both. */
  readonly moved: number;
  readonly stayed: number;
  /** Kinds that either run knows. */
  readonly kinds: readonly KindComparison[];
}

/** What of a store a comparison reads. */
export type ComparedStore = Pick<GraphStore, 'name' | 'readRun' | 'readScores'>;

/** Throws NotFoundError where one of the two is not held. */
export async function compareRuns(
  store: ComparedStore,
  [baseId, otherId]: readonly [string, string],
): Promise<RunComparison> {
  const [base, other] = [await requireRun(store, baseId), await requireRun(store, otherId)];
  const tables = { base: await store.readScores(base), other: await store.readScores(other) };
  return { base, other, ...compareTables(sideOf(base, tables.base), sideOf(other, tables.other)) };
}

async function requireRun(store: ComparedStore, id: string): Promise<RunRecord> {
  const run = await store.readRun(id);
  if (run !== undefined) return run;
  throw new NotFoundError(
    `compare runs: ${store.name} holds none with the id ${id}; credence runs lists those it holds`,
  );
}

const WITHOUT_SCORE = ['unscorable', 'restricted', 'absent'] as const;

interface Side {
  readonly table: ScoreTable;
  readonly scorecard: Scorecard;
  readonly states: readonly string[];
}

function sideOf(run: RunRecord, table: ScoreTable): Side {
  const scorecard = readStoredScorecard(run.scorecardJson);
  return { table, scorecard, states: [...scorecard.bands.map(({ name }) => name), ...WITHOUT_SCORE] };
}

/** What is counted of one kind. */
interface Tally {
  readonly counts: number[][];
  readonly base: number[];
  readonly other: number[];
}

function compareTables(base: Side, other: Side): Omit<RunComparison, 'base' | 'other'> {
  const tallies = new Map<SubjectKind, Tally>();
  const sum = { entered: 0, left: 0, moved: 0, stayed: 0 };
  for (const [row, otherRow] of pairedRows(base.table.ids, other.table.ids)) {
    const kind = SUBJECT_KINDS[row === undefined ? other.table.kinds[otherRow!]! : base.table.kinds[row]!]!;
    const tally = tallies.get(kind) ?? emptyTally(base, other);
    tallies.set(kind, tally);
    const [score, otherScore] = [scoreAt(base, row), scoreAt(other, otherRow)];
    tally.counts[stateAt(base, row)]![stateAt(other, otherRow)]!++;
    if (score !== undefined) tally.base.push(score);
    if (otherScore !== undefined) tally.other.push(otherScore);
    if (row === undefined) sum.entered++;
    else if (otherRow === undefined) sum.left++;
    else if (score !== undefined && otherScore !== undefined)
      sum[score === otherScore ? 'stayed' : 'moved']++;
  }
  const kinds = SUBJECT_KINDS.flatMap((kind) => {
    const tally = tallies.get(kind);
    return tally === undefined ? [] : [compareKind(kind, tally, { from: base.states, to: other.states })];
  });
  return { ...sum, kinds };
}

function emptyTally({ states }: Side, other: Side): Tally {
  return { counts: states.map(() => other.states.map(() => 0)), base: [], other: [] };
}

function compareKind(
  kind: SubjectKind,
  { counts, base, other }: Tally,
  states: Pick<Migration, 'from' | 'to'>,
): KindComparison {
  return {
    kind,
    base: distributionOf(base),
    other: distributionOf(other),
    migration: { ...states, counts },
    stability: stabilityOf(base, other, [LOWEST_SCORE, HIGHEST_SCORE]),
  };
}

/** The rows of both tables by subject, whose ids stand in code point order. */
function* pairedRows(
  ids: readonly string[],
  others: readonly string[],
): Generator<readonly [number | undefined, number | undefined]> {
  let row = 0;
  let other = 0;
  while (row < ids.length || other < others.length) {
    const order =
      row === ids.length ? 1 : other === others.length ? -1 : compareCodePoints(ids[row]!, others[other]!);
    yield [order <= 0 ? row : undefined, order >= 0 ? other : undefined];
    if (order <= 0) row++;
    if (order >= 0) other++;
  }
}

/** As served; undefined where there is none. */
function scoreAt({ table }: Side, row: number | undefined): number | undefined {
  return row !== undefined && OUTCOMES[table.outcome[row]!] === 'scored' ? table.score[row] : undefined;
}

/** An index into the side's states. */
function stateAt(side: Side, row: number | undefined): number {
  if (row === undefined) return side.states.indexOf('absent', side.scorecard.bands.length);
  const outcome = OUTCOMES[side.table.outcome[row]!]!;
  return outcome === 'scored'
    ? side.states.indexOf(bandOf(side.scorecard, side.table.score[row]!))
    : side.states.indexOf(outcome, side.scorecard.bands.length);
}

function distributionOf(scores: readonly number[]): Distribution {
  if (scores.length === 0) return { scored: 0, mean: null, median: null };
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return { scored: scores.length, mean, median: medianOfSorted(Float64Array.from(scores).sort()) };
}
