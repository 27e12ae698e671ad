/** The embedded store and one on the test run's Neo4j, given the same facts. */
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Cut, FileReceipt, GraphStore, IngestReceipt } from '../../src/engine/ports.ts';
import { loadResident, type Resident } from '../../src/engine/resident/resident.ts';
import { scoreEveryone, type RunResult } from '../../src/engine/run.ts';
import { sha256Hasher } from '../../src/host/sha256.ts';
import { importFiles, type ImportOptions } from '../../src/intake/import-files.ts';
import { openDuckdbStore } from '../../src/stores/duckdb/store.ts';
import { openNeo4jStore } from '../../src/stores/neo4j/store.ts';
import { builtInProfile, fiveFactor } from './built-in.ts';
import { differences } from './canonical-tables.ts';
import { folderOf, NOW, TEST_KEY } from './intake-folders.ts';
import { emptyDatabase } from './neo4j-store.ts';
import type { TestServer } from './neo4j/test-server.ts';
import { rowsAround } from './rows-around.ts';
import { stageFacts, type RawFacts } from './staging.ts';

export class StoreTwins {
  readonly duckdb: GraphStore;
  readonly neo4j: GraphStore;

  constructor(duckdb: GraphStore, neo4j: GraphStore) {
    this.duckdb = duckdb;
    this.neo4j = neo4j;
  }

  async close(): Promise<void> {
    await this.duckdb.close();
    await this.neo4j.close();
  }

  /** Imports a folder as one batch into both; gives its number. */
  async importFolder(
    from: string,
    options: Partial<Pick<ImportOptions, 'recipe' | 'createMissing'>> = {},
  ): Promise<number> {
    const batches: number[] = [];
    for (const store of [this.duckdb, this.neo4j]) {
      const receipt = await importFiles(store, {
        ...{ from, recorded: 'event', now: NOW, createMissing: false, strict: false },
        ...options,
        identifierKey: TEST_KEY,
        rejectsPath: join(await folderOf(), 'rejects.csv'),
      });
      batches.push(receipt.batch);
    }
    expect(batches[1]).toBe(batches[0]);
    return batches[0]!;
  }

  /** Imports rows as one batch into both, which must make the same of them; gives its number. */
  async importRows(facts: RawFacts): Promise<number> {
    const receipts: IngestReceipt[] = [];
    for (const store of [this.duckdb, this.neo4j]) {
      const scratch = await folderOf();
      const files = await stageFacts(scratch, facts);
      const options = { recorded: 'event', createMissing: false, strict: false, scratch } as const;
      receipts.push(await store.ingest(files, options));
    }
    const [one, other] = receipts.map(({ files, ...rest }) => ({ ...rest, files: files.map(countsOf) }));
    expect(other).toEqual(one);
    return receipts[0]!.batch;
  }

  /** Both give the same tables for a cut, but for the order of rows. */
  async expectEqualTables(asOf: string, batch?: number): Promise<void> {
    const cut = { asOf: Date.parse(asOf), batch: batch ?? (await this.duckdb.latestBatch()) };
    const request = { purpose: 'credit' };
    const tables = await this.duckdb.project(cut, request);
    expect(tables.subjects.id.length).toBeGreaterThan(0);
    expect(differences(tables, await this.neo4j.project(cut, request))).toEqual({});
  }

  /** Both tell the same of two cuts, and give the same rows around those touched; gives how many these are. */
  async expectEqualTouched(from: Cut, to: Cut): Promise<number> {
    const touched = await this.duckdb.touched(from, to);
    expect(await this.neo4j.touched(from, to)).toEqual(touched);
    const request = { purpose: 'credit', around: touched };
    const [one, other] = [await this.duckdb.project(to, request), await this.neo4j.project(to, request)];
    expect(rowsAround(other, touched)).toEqual(rowsAround(one, touched));
    return touched.subjects.length;
  }

  /** Both give the same scores, bit for bit; the run's id is a hash of them all. */
  async expectEqualScores(asOf: string, reportingCurrency?: string): Promise<RunResult> {
    const request = requestAt(asOf, reportingCurrency);
    const one = await scoreEveryone(this.duckdb, request);
    const other = await scoreEveryone(this.neo4j, request);
    expect(one.run.subjects).toBeGreaterThan(0);
    expect(other.run).toEqual(one.run);
    expect(other.scores).toEqual(one.scores);
    return one;
  }

  /**
   * Both go from a full run to later instants by the same touched runs, and read back what these left. `arriving` may
   * bring them facts before each.
   */
  async expectEqualTouchedRuns(
    [first, ...later]: readonly [string, ...string[]],
    { currency, arriving }: { currency: string; arriving?: (asOf: string) => Promise<unknown> },
  ): Promise<void> {
    await arriving?.(first);
    const request = requestAt(first, currency);
    const residents: Resident[] = [];
    for (const store of [this.duckdb, this.neo4j])
      residents.push(await loadResident(store, (await scoreEveryone(store, request)).run, request));
    const [one, other] = residents as [Resident, Resident];
    for (const asOf of later) {
      await arriving?.(asOf);
      const { run, changed } = await one.advance({ asOf: Date.parse(asOf) });
      expect(run.base).toBeDefined();
      expect(await other.advance({ asOf: Date.parse(asOf) })).toMatchObject({ run, changed });
      for (const store of [this.duckdb, this.neo4j]) {
        expect(await store.readRun(run.id)).toEqual(run);
        expect(await store.readScores(run)).toEqual(one.scores());
      }
    }
  }
}

function requestAt(asOf: string, reportingCurrency: string | undefined) {
  return {
    asOf: Date.parse(asOf),
    profile: builtInProfile(),
    basis: 'contract',
    reportingCurrency,
    scorecard: fiveFactor(),
    clock: { now: () => NOW },
    hasher: sha256Hasher,
  } as const;
}

/** Both are empty and migrated. */
export async function openTwins(server: TestServer): Promise<StoreTwins> {
  await emptyDatabase(server);
  const duckdb = await openDuckdbStore(':memory:');
  const neo4j = openNeo4jStore(server, server.url);
  for (const store of [duckdb, neo4j]) await store.migrate();
  return new StoreTwins(duckdb, neo4j);
}

/** What a receipt counts; each store writes its rejections in a form of its own. */
function countsOf({ kind, created, updated, unchanged, retracted, rejected }: FileReceipt): FileReceipt {
  return { kind, origin: `${kind}.csv`, created, updated, unchanged, retracted, rejected };
}
