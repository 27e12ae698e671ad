/** The worked example of docs/score.md: a world as the demo makes it, scored, and one card of it with all behind it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import picocolors from 'picocolors';
import { readCatalogue, readProfile, readScorecard } from '../src/built-in.ts';
import { drawScoreCard } from '../src/cli/score-card.ts';
import { compareCodePoints } from '../src/domain/order.ts';
import type { FactTables } from '../src/engine/fact-tables.ts';
import { scoreEveryone, type RunResult } from '../src/engine/run.ts';
import { makeScoreboard, type Scoreboard } from '../src/engine/scoreboard.ts';
import { sha256Hasher } from '../src/host/sha256.ts';
import { importFiles } from '../src/intake/import-files.ts';
import type { ScoreCard } from '../src/scoring/ledger.ts';
import { readPopulation, type Population } from '../src/scoring/population.ts';
import type { Scorecard } from '../src/scoring/scorecard.ts';
import { openDuckdbStore } from '../src/stores/duckdb/store.ts';
import { writeWorld } from '../src/write-world.ts';
import { changeExample, type ChangeExample } from './change-example.ts';

/** One to whom the subject is tied, as the network line weighs it. */
export interface Companion {
  readonly id: string;
  /** 0 to 1. */
  readonly strength: number;
  readonly record: number;
  /** The personal score with the exact network line: what the subject leans on. */
  readonly score: number;
}

export interface ScoreExample {
  readonly card: ScoreCard;
  readonly lines: readonly string[];
  readonly scorecard: Scorecard;
  readonly population: NonNullable<Population['user']>;
  readonly record: number;
  readonly companions: readonly Companion[];
  readonly change: ChangeExample;
}

/** Three months before the world ends. */
const EARLIER = Date.UTC(2025, 8, 30);

/** Takes some seconds. */
export async function scoreExample(): Promise<ScoreExample> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-docs-'));
  const store = await openDuckdbStore(':memory:');
  try {
    await store.migrate();
    const world = await writeWorld(folder, { subjects: 2000, seed: 1 });
    await importFiles(store, {
      ...{ from: world.factsFolder, recorded: 'now', createMissing: false, strict: true, now: world.endsAt },
      rejectsPath: join(folder, 'rejects.csv'),
      identifierKey: { version: 1, key: new Uint8Array(32) },
    });
    const profile = await readProfile('credit-us');
    const scorecard = await readScorecard(profile.scorecard);
    const request = {
      ...{ scorecard, profile, basis: 'contract' as const, hasher: sha256Hasher },
      ...{ reportingCurrency: world.reportingCurrency, clock: { now: () => world.endsAt } },
    };
    const earlier = await scoreEveryone(store, { ...request, asOf: EARLIER });
    const result = await scoreEveryone(store, { ...request, asOf: world.endsAt });
    const tables = await store.project(result.run.cut, { purpose: profile.purpose });
    const change = await changeExample(earlier, result, scorecard);
    return { ...(await exampleOf(result, tables, scorecard)), change };
  } finally {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function exampleOf(
  { run, scores }: RunResult,
  tables: FactTables,
  scorecard: Scorecard,
): Promise<Omit<ScoreExample, 'change'>> {
  const board = makeScoreboard(run, scores);
  const neighbours = tiesOf(tables);
  const isScored = (row: number): boolean => board.card(scores.ids[row]!).outcome === 'scored';
  const worth = (row: number): number => {
    const { ties, hasMore } = neighbours[row]!;
    // Of the restricted no score can be shown, and yet they are leant on.
    const isOpen = isScored(row) && ties.every(({ neighbour }) => isScored(neighbour));
    return isOpen && !hasMore ? exampleWorth(board.card(scores.ids[row]!), ties.length) : -1;
  };
  const users = scores.ids.flatMap((id, row) => (id.startsWith('u-') ? [row] : []));
  const row = users.reduce((best, other) => (worth(other) > worth(best) ? other : best));
  const card = board.card(scores.ids[row]!);
  const catalogue = await readCatalogue('en');
  const companions = (neighbours[row]?.ties ?? []).map(({ neighbour, strength }) => ({
    ...{ id: scores.ids[neighbour]!, strength, record: scores.record[neighbour]! },
    score: personalScore(board, scores.ids[neighbour]!) + scores.network[neighbour]!,
  }));
  return {
    card,
    lines: drawScoreCard(card, { scorecard, catalogue, paint: picocolors.createColors(false) }),
    scorecard,
    population: readPopulation(run.populationJson!).user!,
    record: scores.record[row]!,
    companions: companions
      .filter(({ record }) => record > 0)
      .sort((one, other) => compareCodePoints(one.id, other.id)),
  };
}

interface Ties {
  readonly ties: { readonly neighbour: number; readonly strength: number }[];
  /** Owns, is owned or shares a group: more than a reader wants to work through by hand. */
  hasMore: boolean;
}

function tiesOf({ subjects, knows, member_of }: FactTables): readonly Ties[] {
  const of = subjects.id.map((): Ties => ({ ties: [], hasMore: false }));
  knows.source.forEach((source, tie) => {
    const target = knows.target[tie]!;
    const strength = knows.strength[tie]! / 1_000_000;
    of[source]!.ties.push({ neighbour: target, strength });
    of[target]!.ties.push({ neighbour: source, strength });
  });
  for (const member of member_of.source) of[member]!.hasMore = true;
  subjects.owner.forEach((owner) => {
    if (!Number.isNaN(owner)) of[owner]!.hasMore = true;
  });
  return of;
}

/** How much there is to see on a card: a network line first, then something late, something unknown, few companions. */
function exampleWorth(card: ScoreCard, ties: number): number {
  const isMoved = card.ledger.some(({ item, points }) => item === 'network' && points !== 0);
  const isLate = card.adverseReasons.some(({ against }) => against > 0);
  const isPartlyUnknown = card.ledger.some((line) => line.item === 'factor' && !line.measurable);
  const hasFew = ties <= 6;
  return (isMoved ? 8 : 0) + (hasFew ? 4 : 0) + (isLate ? 2 : 0) + (isPartlyUnknown ? 1 : 0);
}

/** The ledger up to its limit, in points. */
function personalScore(board: Scoreboard, id: string): number {
  const { ledger } = board.card(id);
  const own = ledger.filter(({ item }) => item === 'base' || item === 'factor' || item === 'limit');
  return own.reduce((sum, { points }) => sum + points, 0) / 1000;
}
