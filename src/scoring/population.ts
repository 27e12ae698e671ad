/**
 * Everybody who was scored in a run, by kind: what one score is compared with. It is taken once from the run's table
 * and kept with the run, so that a rank can be told without the scores of all.
 */
import { z } from 'zod';
import { InvariantError } from '../domain/errors.ts';
import { SUBJECT_KINDS, type SubjectKind } from '../domain/facts.ts';
import { OUTCOMES } from '../domain/score.ts';
import type { Scorecard } from './scorecard.ts';
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
  const scored = OUTCOMES.indexOf('scored');
  const population: Partial<Record<SubjectKind, z.infer<typeof populationOfKind>>> = {};
  for (const [code, kind] of SUBJECT_KINDS.entries()) {
    const rows: number[] = [];
    for (let row = 0; row < table.ids.length; row++)
      if (table.kinds[row] === code && table.outcome[row] === scored) rows.push(row);
    if (rows.length === 0) continue;
    population[kind] = { scores: histogram(table.score, rows), meanPoints: means(table, rows, scorecard) };
  }
  return population;
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

function histogram(score: Uint16Array, rows: readonly number[]): [number, number][] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(score[row]!, (counts.get(score[row]!) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => a - b);
}

function means(
  { factors, kinds }: ScoreTable,
  rows: readonly number[],
  scorecard: Scorecard,
): Record<string, number> {
  const entries = scorecard.subjects[SUBJECT_KINDS[kinds[rows[0]!]!]!] ?? [];
  const columnOf = new Map(factors.map((column) => [column.factorId, column]));
  const mean: Record<string, number> = {};
  for (const { factor, bins, notMeasurable } of entries) {
    const bin = columnOf.get(factor.id)?.bin;
    if (bin === undefined) continue;
    let sum = 0;
    for (const row of rows)
      sum += bin[row] === NOT_MEASURABLE_BIN ? notMeasurable : (bins[bin[row]!]?.points ?? notMeasurable);
    mean[factor.id] = Math.round(sum / rows.length);
  }
  return mean;
}
