/**
 * Everybody who was scored in a run, by kind: what one score is compared with. It is taken once from the run's table
 * and kept with the run, so that a rank can be told without the scores of all.
 */
import { z } from 'zod';
import { InvariantError } from '../domain/errors.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../domain/facts.ts';
import { OUTCOMES } from '../domain/score.ts';
import type { Scorecard, ScorecardFactor } from './scorecard.ts';
import { NOT_MEASURABLE_BIN, type ScoreTable } from './score-table.ts';

const populationOfKind = z.strictObject({
  /** How many have which served score, rising, those of nobody left out. */
  scores: z.array(z.tuple([z.int(), z.int().positive()])),
  /** Mean points of each factor in thousandths, unmeasurable ones with the points they got. */
  meanPoints: z.record(z.string(), z.number()),
});
const populationSchema = z.partialRecord(z.enum(SUBJECT_KINDS), populationOfKind);

/** By kind; absent where nobody of a kind was scored. */
export type Population = Readonly<z.infer<typeof populationSchema>>;

/** Where a score stands among those of its kind in its run. */
export interface Rank {
  /** 1 is the highest; equal scores share the better place. */
  readonly position: number;
  readonly of: number;
  /** 0 to 100 in tenths: the share of the others' and its own that lies below, equal ones counted half. */
  readonly percentile: number;
}

export function populationOf(table: ScoreTable, scorecard: Scorecard): Population {
  return tallyOf(table, scorecard).population();
}

/** Counts all rows of a table. */
export function tallyOf(table: ScoreTable, scorecard: Scorecard): PopulationTally {
  const tally = new PopulationTally(scorecard);
  const rows = Uint32Array.from(table.kinds, (_, row) => row);
  tally.count(table, rows, 1);
  return tally;
}

/** Counts rows in and out, so that a population can follow the few that change. */
export class PopulationTally {
  readonly #kinds: readonly KindTally[];

  constructor({ subjects }: Scorecard) {
    this.#kinds = SUBJECT_KINDS.map((kind) => ({
      rows: 0,
      scores: new Map(),
      factors: (subjects[kind] ?? []).map((entry) => ({ entry, points: 0, isRead: false })),
    }));
  }

  /** Takes rows in (1) or out (-1), each once; one that is not scored counts for nothing. */
  count(table: ScoreTable, rows: ArrayLike<number>, by: 1 | -1): void {
    const scored = Array.from(rows).filter((row) => table.outcome[row] === SCORED);
    for (const [code, kind] of this.#kinds.entries()) {
      const own = scored.filter((row) => table.kinds[row] === code);
      kind.rows += by * own.length;
      for (const row of own) {
        const score = table.score[row]!;
        const left = (kind.scores.get(score) ?? 0) + by;
        if (left === 0) kind.scores.delete(score);
        else kind.scores.set(score, left);
      }
      for (const factor of kind.factors) countPoints(factor, { table, rows: own, by });
    }
  }

  population(): Population {
    const population: Partial<Record<SubjectKind, z.infer<typeof populationOfKind>>> = {};
    for (const [code, kind] of SUBJECT_KINDS.entries()) {
      const { rows, scores, factors } = this.#kinds[code]!;
      if (rows === 0) continue;
      population[kind] = {
        scores: [...scores].sort(([a], [b]) => a - b),
        meanPoints: Object.fromEntries(
          factors
            .filter(({ isRead }) => isRead)
            .map(({ entry, points }) => [entry.factor.id, Math.round(points / rows)]),
        ),
      };
    }
    return population;
  }

  /** Whether the `count` first rows of a table have the scores that were counted; factors are not looked at. */
  agreesWith(table: ScoreTable, count: number): boolean {
    const left = this.#kinds.map(({ scores }) => {
      const missing = new Int32Array(SCORES_HELD);
      for (const [score, many] of scores) missing[score] = many;
      return missing;
    });
    for (let row = 0; row < count; row++)
      if (table.outcome[row] === SCORED) left[table.kinds[row]!]![table.score[row]!]!--;
    return left.every((scores) => scores.every((missing) => missing === 0));
  }

  /** How many are scored. */
  get scored(): number {
    return this.#kinds.reduce((sum, { rows }) => sum + rows, 0);
  }
}

interface FactorTally {
  readonly entry: ScorecardFactor;
  points: number;
  isRead: boolean;
}

interface KindTally {
  rows: number;
  readonly scores: Map<number, number>;
  readonly factors: readonly FactorTally[];
}

const SCORED = OUTCOMES.indexOf('scored');
/** As many different ones as the column of a table can hold. */
const SCORES_HELD = 2 ** 16;

function countPoints(
  factor: FactorTally,
  { table, rows, by }: { readonly table: ScoreTable; readonly rows: readonly number[]; readonly by: 1 | -1 },
): void {
  const { bins, notMeasurable, factor: counted } = factor.entry;
  const column = table.factors.find(({ factorId }) => factorId === counted.id);
  if (column === undefined || rows.length === 0) return;
  factor.isRead = true;
  for (const row of rows) {
    const bin = column.bin[row]!;
    factor.points += by * (bin === NOT_MEASURABLE_BIN ? notMeasurable : (bins[bin]?.points ?? notMeasurable));
  }
}

/** Reads what a run was kept with. Throws InvariantError for anything else. */
export function readPopulation(json: string): Population {
  const parsed = populationSchema.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  throw new InvariantError(`the population kept with a run cannot be read: ${z.prettifyError(parsed.error)}`);
}

/** Undefined where nobody of the kind has this score. */
export function rankIn(population: Population, kind: SubjectKind, score: number): Rank | undefined {
  const scores = population[kind]?.scores ?? [];
  let below = 0;
  let equal = 0;
  let above = 0;
  for (const [value, count] of scores) {
    if (value < score) below += count;
    else if (value > score) above += count;
    else equal += count;
  }
  if (equal === 0) return undefined;
  const of = below + equal + above;
  return { position: above + 1, of, percentile: Math.round((1000 * (below + equal / 2)) / of) / 10 };
}
