/** A generated world in the embedded store, and runs of it held against each other. */
import { join } from 'node:path';
import type { GraphStore } from '../../src/engine/ports.ts';
import { loadResident, type Resident, type TouchedResult } from '../../src/engine/resident/resident.ts';
import { SUBJECT_KINDS } from '../../src/domain/facts.ts';
import { makeRun, scoreEveryone, type RunRequest } from '../../src/engine/run.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { importFiles } from '../../src/intake/import-files.ts';
import { scoreRow, type ScoreRow, type ScoreTable } from '../../src/scoring/score-table.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { writeWorld } from '../../src/write-world.ts';
import { builtInProfile, fiveFactor } from './built-in.ts';
import { folderOf, NOW, TEST_KEY } from './intake-folders.ts';
import { stageFacts, type RawFacts } from './staging.ts';

export interface ResidentWorld {
  readonly store: GraphStore;
  /** The folder of its facts, as Parquet. */
  readonly facts: string;
}

export async function residentWorld(subjects: number, seed: number): Promise<ResidentWorld> {
  const folder = await folderOf();
  const { factsFolder } = await writeWorld(folder, { subjects, transactions: 10 * subjects, seed });
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  await store.migrate();
  await importFiles(store, {
    ...{ from: factsFolder, recorded: 'event', now: NOW, createMissing: false, strict: false },
    identifierKey: TEST_KEY,
    rejectsPath: join(await folderOf(), 'rejects.csv'),
  });
  return { store, facts: factsFolder };
}

const tools = { clock: { now: () => NOW }, hasher: sha256Hasher };

/** The generated world's. */
const CURRENCY = 'CNY';

function asked(asOf: number, reportingCurrency: string): RunRequest {
  const rules = { scorecard: fiveFactor(), profile: builtInProfile(), basis: 'contract' } as const;
  return { asOf, ...rules, reportingCurrency, ...tools };
}

export async function residentAt(store: GraphStore, asOf: number, currency = CURRENCY): Promise<Resident> {
  const { run } = await scoreEveryone(store, asked(asOf, currency));
  return loadResident(store, run, tools);
}

/** What a full run as of an instant gives, with all that is imported; saved nowhere. */
export async function fullScores(store: GraphStore, asOf: number, currency = CURRENCY): Promise<ScoreTable> {
  return (await makeRun(store, asked(asOf, currency))).scores;
}

export async function importRows(store: GraphStore, facts: RawFacts): Promise<void> {
  const scratch = await folderOf();
  const options = { recorded: 'event', createMissing: false, strict: true, scratch } as const;
  const { committed } = await store.ingest(await stageFacts(scratch, facts), options);
  if (!committed) throw new Error(`the rows of ${Object.keys(facts).join(', ')} were turned away`);
}

/** Everybody that no near reading excuses, with what of their rows differs. */
export function differing(
  { run, nearEdges }: TouchedResult,
  scores: ScoreTable,
  full: ScoreTable,
): { readonly id: string; readonly found: readonly string[] }[] {
  const { epsilons } = JSON.parse(run.touchedJson!) as { epsilons: Record<string, number> };
  const near = new Set(nearEdges.map(({ subjectId }) => subjectId));
  const apart = scores.ids.map((id, row) =>
    near.has(id) ? Math.abs(scores.score[row]! - full.score[row]!) : 0,
  );
  // Who leans on somebody near an edge leans on another score, groups in full.
  const leaning = apart.reduce((most, points) => Math.max(most, points), 0);
  return scores.ids.flatMap((id, row) => {
    if (near.has(id) || (leaning > 0 && SUBJECT_KINDS[scores.kinds[row]!] === 'group')) return [];
    const lean = scores.share[row]! * leaning;
    const found = rowDifferences(scoreRow(scores, row), scoreRow(full, row), { epsilons, lean });
    return found.length === 0 ? [] : [{ id, found }];
  });
}

interface Lenience {
  readonly epsilons: Readonly<Record<string, number>>;
  /** Points by which the network line may differ because others do; default 0. */
  readonly lean?: number;
}

/**
 * What of a row differs from that of a full run by more than a touched run may: counts, bins and outcomes at all, lines
 * by more than a tenth of a point, readings by more than `epsilons` say.
 */
export function rowDifferences(row: ScoreRow, full: ScoreRow, { epsilons, lean = 0 }: Lenience): string[] {
  const found: string[] = [];
  const compare = (name: string, [a, b]: readonly [unknown, unknown], most: number): void => {
    if (!Object.is(a, b) && !(Math.abs(Number(a) - Number(b)) <= most))
      found.push(`${name}: ${String(a)}, ${String(b)} in full`);
  };
  const mostOf = (name: string, value: number): number => {
    if (name === 'network') return 0.1 + lean;
    return /Company|share/.test(name) ? (epsilons['company'] ?? 0) * Math.abs(value) : 0;
  };
  const { factors, ...numbers } = row;
  for (const name of Object.keys(numbers) as (keyof typeof numbers)[])
    compare(name, [row[name], full[name]], mostOf(name, Number(full[name])));
  factors.forEach((factor, index) => {
    const other = full.factors[index]!;
    for (const name of ['bin', 'evidence', 'against'] as const)
      compare(`${factor.factorId} ${name}`, [factor[name], other[name]], 0);
    const most = Math.max(epsilons[factor.factorId] ?? 0, 1e-9);
    compare(`${factor.factorId} value`, [factor.value, other.value], most);
  });
  return found;
}
