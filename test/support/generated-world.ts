/** A generated world with facts of one's own added, scored as a whole each time, and the points of each line after. */
import { join } from 'node:path';
import { expect } from 'vitest';
import { THOUSAND } from '../../src/domain/score.ts';
import type { GraphStore } from '../../src/engine/ports.ts';
import { scoreEveryone, type RunResult } from '../../src/engine/run.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { importFiles } from '../../src/intake/import-files.ts';
import type { ScorecardFactor } from '../../src/scoring/scorecard.ts';
import { NOT_MEASURABLE_BIN } from '../../src/scoring/score-table.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { writeWorld } from '../../src/write-world.ts';
import { builtInProfile, fiveFactor } from './built-in.ts';
import { stageFacts, type RawFacts, type RawRow } from './staging.ts';

/** The months of the world's last year. */
export const MONTHS = Array.from({ length: 12 }, (_, month) => `2025-${String(month + 1).padStart(2, '0')}`);

const card = fiveFactor();
/** What the built-in scorecard says of users. */
export const CARD_ENTRIES: readonly ScorecardFactor[] = card.subjects.user!;

export const user = (id: string): RawRow => ({ id, registered_at: '2022-01-01' });

export const payment = (id: string, parties: readonly [string, string], rest: RawRow): RawRow => ({
  ...{ id, payer_id: parties[0], payee_id: parties[1], amount_minor: 10_000, currency: 'CNY' },
  ...{ kind: 'purchase', status: 'completed', ...rest },
});

/** A purchase a month. */
export function plainYear(id: string, shop: string): RawRow[] {
  return MONTHS.map((month, k) => payment(`${id}-${k}`, [id, shop], { occurred_at: `${month}-05` }));
}

interface GeneratedWorld {
  readonly shop: string;
  readonly people: readonly string[];
  /** The run after these facts too. */
  readonly runAfter: (facts: RawFacts) => Promise<RunResult>;
}

/** @param folder - an empty one may be made in it. */
export async function inGeneratedWorld<T>(
  { folder, seed }: { readonly folder: string; readonly seed: number },
  use: (world: GeneratedWorld) => Promise<T>,
): Promise<T> {
  const place = join(folder, String(seed));
  const { factsFolder, endsAt } = await writeWorld(place, { subjects: 200, transactions: 2400, seed });
  const store = await openDuckdbStore(':memory:', { threads: 1 });
  try {
    await store.migrate();
    await importFiles(store, {
      ...{ from: factsFolder, recorded: 'event', now: endsAt, createMissing: false, strict: true },
      identifierKey: { version: 1, key: new Uint8Array(32) },
    });
    const batch = await store.latestBatch();
    const { subjects } = await store.project({ asOf: endsAt, batch }, { purpose: 'credit' });
    return await use({
      shop: subjects.id.find((_, row) => subjects.kind[row] === 1)!,
      people: subjects.id.filter((_, row) => subjects.kind[row] === 0),
      runAfter: (facts) => runWith(store, { facts, asOf: endsAt, folder }),
    });
  } finally {
    await store.close();
  }
}

async function runWith(
  store: GraphStore,
  { facts, asOf, folder }: { facts: RawFacts; asOf: number; folder: string },
): Promise<RunResult> {
  const files = await stageFacts(folder, facts);
  const receipt = await store.ingest(files, {
    ...{ recorded: 'event', createMissing: false, strict: true, scratch: folder },
  });
  expect(receipt.committed).toBe(true);
  return scoreEveryone(store, {
    ...{ asOf, scorecard: card, profile: builtInProfile(), basis: 'contract', reportingCurrency: 'CNY' },
    ...{ clock: { now: () => asOf }, hasher: sha256Hasher },
  });
}

export function rowOf({ scores }: RunResult, id: string): number {
  return scores.ids.indexOf(id);
}

/** Points of each line of a user, in points. */
export function linesOf(result: RunResult, id: string): ReadonlyMap<string, number> {
  const row = rowOf(result, id);
  return new Map(
    CARD_ENTRIES.map(({ factor, bins, notMeasurable }) => {
      const bin = result.scores.factors.find(({ factorId }) => factorId === factor.id)!.bin[row]!;
      return [factor.id, (bin === NOT_MEASURABLE_BIN ? notMeasurable : bins[bin]!.points) / THOUSAND];
    }),
  );
}

/** The lines that give more than before. */
export function risen(
  earlier: ReadonlyMap<string, number>,
  later: ReadonlyMap<string, number>,
): readonly string[] {
  return [...later].filter(([id, points]) => points > earlier.get(id)!).map(([id]) => id);
}
