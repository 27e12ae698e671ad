/** A generated world, then corrections and retractions of it, in both stores. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeWorld } from '../../../src/write-world.ts';
import { query, type StoredRow } from '../../support/intake-store.ts';
import { folderOf } from '../../support/intake-folders.ts';
import { describeWithNeo4j } from '../../support/neo4j-store.ts';
import type { RawFacts } from '../../support/staging.ts';
import { openTwins, type StoreTwins } from '../../support/store-twins.ts';

const ENDS_AT = '2025-12-31T18:00:00.000Z';
const LATER = '2026-02-01';

/** Every third transaction's amount doubled, every fifth tie and rating and every seventh due taken back. */
async function corrections(facts: string): Promise<RawFacts> {
  const rowsOf = (kind: string, columns: string, nth: number) =>
    query(
      `SELECT ${columns} FROM read_parquet('${join(facts, kind)}.parquet', file_row_number = true)
       WHERE file_row_number % ${nth} = 0 ORDER BY file_row_number`,
    );
  const transactions = await rowsOf('transactions', '* EXCLUDE (recorded_at, file_row_number)', 3);
  const retracted = (rows: readonly StoredRow[]) =>
    rows.map((row) => ({ ...texts(row), recorded_at: '2026-01-15', retracted: true }));
  return {
    transactions: transactions.map((row) => ({
      ...texts(row),
      amount_minor: 2 * Number(row['amount_minor']),
      recorded_at: '2026-01-10',
    })),
    ties: retracted(await rowsOf('ties', 'from_id, to_id, kind, since', 5)),
    ratings: retracted(await rowsOf('ratings', 'from_id, to_id, occurred_at', 5)),
    dues: retracted(await rowsOf('dues', 'obligation_id, seq', 7)),
  };
}

/** Instants as ISO 8601, as a file has them. */
function texts(row: StoredRow): Record<string, string | number> {
  const cells = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    cells.map(([name, value]) => [
      name,
      name.endsWith('_at') || name === 'since' ? new Date(Number(value)).toISOString() : (value as string),
    ]),
  );
}

describeWithNeo4j('a generated world in both stores', (server) => {
  let twins: StoreTwins;
  let first: number;
  let second: number;
  beforeAll(async () => {
    const folder = await folderOf();
    const world = await writeWorld(folder, { subjects: 300, transactions: 2500, seed: 5 });
    twins = await openTwins(server);
    first = await twins.importFolder(world.factsFolder);
    second = await twins.importRows(await corrections(world.factsFolder));
  }, 180_000);
  afterAll(async () => {
    await twins.close();
  });

  it.each([ENDS_AT, '2025-01-01', '2024-03-15T12:00:00Z', '2022-12-31', LATER])(
    'has the same facts as of %s',
    async (asOf) => {
      await twins.expectEqualTables(asOf);
    },
  );

  it('has the same facts in a replay of the batch before the corrections', async () => {
    expect(second).toBe(first + 1);
    for (const asOf of [ENDS_AT, LATER]) await twins.expectEqualTables(asOf, first);
  });

  it.each([ENDS_AT, '2024-03-15T12:00:00Z', LATER])('has the same scores as of %s', async (asOf) => {
    await twins.expectEqualScores(asOf, 'CNY');
  });

  it('has the same runs that recompute what new facts touched', { timeout: 120_000 }, async () => {
    await twins.expectEqualTouchedRuns(['2025-12-10T06:00Z', '2025-12-10T12:00Z', '2025-12-12T09:00Z'], {
      currency: 'CNY',
    });
  });
});
