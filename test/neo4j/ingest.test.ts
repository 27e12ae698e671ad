import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ConflictError } from '../../src/domain/errors.ts';
import { factorMatrix } from '../../src/engine/run.ts';
import type { GraphStore, IngestOptions, IngestReceipt, StagedFile } from '../../src/engine/ports.ts';
import { openNeo4jStore } from '../../src/stores/neo4j/store.ts';
import { counts, NOTHING, readRejections } from '../contract/store-bench.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';
import { stageFacts, stageRows, type RawFacts, type RawRow } from '../support/staging.ts';

const PEOPLE = ['ada', 'bob', 'cem'].map((id) => ({ id, registered_at: '2020-01-01' }));
const AS_OF = Date.UTC(2025, 0, 1);
/** More than two stretches, of which the last row names nobody that is known. */
const ROWS = 11_000;
const TRANSACTIONS: readonly RawRow[] = Array.from({ length: ROWS }, (_, row) => ({
  id: `t${String(row).padStart(6, '0')}`,
  payer_id: 'ada',
  payee_id: row === 7 || row === ROWS - 1 ? 'nobody' : 'bob',
  amount_minor: row,
  currency: 'EUR',
  occurred_at: '2024-01-01',
  kind: 'purchase',
  status: 'completed',
}));

/** The same file, of which a reader gets so many chunks and then an error. */
function brokenAfter(file: StagedFile, chunks: number): StagedFile {
  return {
    ...file,
    async *read(skip) {
      let passed = 0;
      for await (const rows of file.read(skip)) {
        if (passed === chunks) throw new Error('the power went');
        passed += 1;
        yield rows;
      }
    },
  };
}

/** What takes seconds on a busy machine has minutes. */
vi.setConfig({ testTimeout: 120_000 });

describeWithNeo4j('an import into Neo4j', (server) => {
  let folder = '';
  let store: GraphStore;
  let driver: Driver;
  let transactions: StagedFile;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'neo4j-ingest-'));
    const config: object = { disableLosslessIntegers: true };
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password), config);
    transactions = await stageRows(folder, 'transactions', TRANSACTIONS);
  });
  afterAll(async () => {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await emptyDatabase(server);
    store = openNeo4jStore(server, 'neo4j');
    await store.migrate();
  });
  afterEach(async () => {
    await store.close();
  });

  const options = (rest: Partial<IngestOptions> = {}): IngestOptions => ({
    ...{ recorded: 'event', createMissing: false, strict: false, scratch: folder },
    ...rest,
  });
  async function take(facts: RawFacts, rest: Partial<IngestOptions> = {}): Promise<IngestReceipt> {
    return store.ingest(await stageFacts(folder, facts), options(rest));
  }
  async function query(text: string, parameters = {}): Promise<readonly Record<string, unknown>[]> {
    const config: object = server.database === undefined ? {} : { database: server.database };
    const { records } = await driver.executeQuery(text, parameters, config);
    return records.map((record) => record.toObject());
  }
  /** Everything that is in the graph but the schema, in an order of its own. */
  async function everything(): Promise<unknown> {
    const nodes = await query(
      'MATCH (n) WHERE NOT n:CredenceTests AND NOT n:SchemaVersion RETURN labels(n) AS labels, properties(n) AS p',
    );
    const relationships = await query(
      'MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS a, b.id AS b, properties(r) AS p',
    );
    const inOrder = (row: Record<string, unknown>): string =>
      JSON.stringify(row, (_, value: unknown) =>
        typeof value === 'object' && value !== null && !Array.isArray(value)
          ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
          : value,
      );
    return [...nodes, ...relationships].map(inOrder).sort();
  }

  it('that is interrupted is half of nothing: no batch, no run, and no other import', async () => {
    await take({ users: PEOPLE });
    await expect(store.ingest([brokenAfter(transactions, 3)], options())).rejects.toThrow('the power went');
    const [held] = await query('MATCH (t:Transaction) RETURN count(t) AS n');
    expect(held?.['n']).toBeGreaterThan(0);
    expect(held?.['n']).toBeLessThan(ROWS - 2);
    expect(await store.latestBatch()).toBe(1);
    const refused = await store
      .project({ asOf: Date.parse('2025-01-01'), batch: 1 }, { purpose: 'credit' })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(ConflictError);
    expect(String(refused)).toContain('--abandon');
    await expect(take({ users: [{ id: 'dan', registered_at: '2020-01-01' }] })).rejects.toThrow(
      /another import \(batch 2\) was interrupted/,
    );
  });

  it('that is interrupted changes nobody who is explored', async () => {
    const rating = (to: string) => ({ from_id: 'ada', to_id: to, occurred_at: '2024-01-01', value: 1 });
    await take({ users: PEOPLE, ratings: [rating('bob'), rating('cem')] });
    const files = await stageFacts(folder, {
      users: [
        { id: 'bob', registered_at: '2020-01-01', display_name: 'Bob', recorded_at: '2024-03-01' },
        { id: 'cem', retracted: true, recorded_at: '2024-03-01' },
      ],
    });
    await expect(store.ingest([...files, brokenAfter(transactions, 3)], options())).rejects.toThrow();
    const at = { asOf: Date.parse('2025-01-01'), batch: await store.latestBatch() };
    const request = { radius: 1, limit: 5, relations: ['rated'], at } as const;
    const { subjects } = await store.explore.egonet('ada', request);
    expect(subjects.map(({ id, displayName }) => displayName ?? id)).toEqual(['ada', 'bob', 'cem']);
  });

  it('goes on where it stood, and tells of all attempts together', async () => {
    await take({ users: PEOPLE });
    for (const chunks of [3, 1])
      await expect(store.ingest([brokenAfter(transactions, chunks)], options())).rejects.toThrow();
    const receipt = await store.ingest([transactions], options());
    expect(receipt).toMatchObject({ batch: 2, committed: true });
    expect(counts(receipt, 'transactions')).toEqual({ ...NOTHING, created: ROWS - 2, rejected: 2 });
    expect((await readRejections(receipt)).map(({ record }) => record)).toEqual([8n, BigInt(ROWS)]);
    expect(await query('MATCH (t:Transaction) RETURN count(t) AS n, count(DISTINCT t.id) AS ids')).toEqual([
      { n: ROWS - 2, ids: ROWS - 2 },
    ]);
    expect(await query('MATCH ()-[r:PAID|TO]->() RETURN count(r) AS n')).toEqual([{ n: 2 * (ROWS - 2) }]);
    expect(await query('MATCH (n:Rejections|ImportLock) RETURN count(n) AS n')).toEqual([{ n: 0 }]);
    const again = await store.ingest([transactions], options());
    expect(counts(again, 'transactions')).toEqual({ ...NOTHING, unchanged: ROWS - 2, rejected: 2 });
    expect(again.batch).toBe(2);
  });

  it('makes missing users once, however often it is interrupted', async () => {
    const broken = (chunks: number) =>
      store.ingest([brokenAfter(transactions, chunks)], options({ createMissing: true }));
    await expect(broken(3)).rejects.toThrow();
    // Nothing is visible yet, and a run says why.
    await expect(factorMatrix(store, { asOf: AS_OF, purpose: 'credit', basis: 'contract' })).rejects.toThrow(
      /import \(batch 1\) is open/,
    );
    const receipt = await store.ingest([transactions], options({ createMissing: true }));
    expect(receipt).toMatchObject({ createdMissing: 3, batch: 1 });
    expect(await query('MATCH (v:SubjectVersion)-[:DESCRIBES]->(s:User) RETURN count(v) AS n')).toEqual([
      { n: 3 },
    ]);
    expect(await query('MATCH (s:Made) RETURN count(s) AS n')).toEqual([{ n: 0 }]);
  });

  it('can be abandoned, and then the graph is as it was', async () => {
    await take({
      users: PEOPLE,
      merchants: [{ id: 'shop', registered_at: '2020-01-01', owner_id: 'ada' }],
      transactions: [{ ...TRANSACTIONS[3], recorded_at: '2024-02-01' }],
      ratings: [{ from_id: 'ada', to_id: 'bob', occurred_at: '2024-01-01', value: 1 }],
    });
    const before = await everything();
    const files = await stageFacts(folder, {
      users: [{ id: 'ada', registered_at: '2019-01-01', recorded_at: '2024-03-01', display_name: 'Ada' }],
      merchants: [{ id: 'shop', retracted: true, recorded_at: '2024-03-01' }],
      ratings: [
        { from_id: 'ada', to_id: 'bob', occurred_at: '2024-01-01', value: 0, recorded_at: '2024-03-01' },
        { from_id: 'bob', to_id: 'cem', occurred_at: '2024-01-01', value: 0 },
      ],
      sightings: [{ subject_id: 'ada', kind: 'phone', value: 'k1:00', occurred_at: '2024-01-01' }],
      transactions: [{ ...TRANSACTIONS[3], status: 'disputed', recorded_at: '2024-03-01' }],
    });
    const last = files.at(-1)!;
    await expect(
      store.ingest([...files, { ...brokenAfter(transactions, 3), origin: 'more.csv' }], options()),
    ).rejects.toThrow();
    expect(await everything()).not.toEqual(before);
    expect(await store.abandonImport?.()).toBe(true);
    expect(await everything()).toEqual(before);
    expect(await store.abandonImport?.()).toBe(false);
    const strict = await store.ingest([...files, transactions], options({ strict: true }));
    expect(strict).toMatchObject({ committed: false, batch: 1 });
    expect(await everything()).toEqual(before);
    expect(last.kind).toBe('transactions');
  });

  it('is refused while another process imports, and what that one holds is free when it ends', async () => {
    await take({ users: PEOPLE });
    let release: () => void = () => undefined;
    let begun: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => (release = resolve));
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const slow: StagedFile = {
      ...transactions,
      async *read(skip) {
        begun();
        await isHeld;
        yield* transactions.read(skip);
      },
    };
    const other = openNeo4jStore(server, 'neo4j');
    const first = other.ingest([slow], options());
    await hasBegun;
    await expect(take({ users: [{ id: 'dan', registered_at: '2020-01-01' }] })).rejects.toThrow(
      /another process is importing/,
    );
    release();
    expect(await first).toMatchObject({ batch: 2 });
    await other.close();
    expect(await take({ users: [{ id: 'dan', registered_at: '2020-01-01' }] })).toMatchObject({ batch: 3 });
  });

  it('keeps ids of any sort as they are, and executes none', async () => {
    const ids = [
      "'; MATCH (n) DETACH DELETE n; //",
      '`) DETACH DELETE (n`',
      '$rows',
      '{id: "x"}',
      '\\u0027',
      '😀'.repeat(200),
      '\u202e\u0301',
      'null',
      '%00',
    ];
    const receipt = await take({
      users: ids.map((id) => ({ id, registered_at: '2020-01-01', display_name: id })),
      ratings: ids.slice(1).map((id, place) => ({
        ...{ from_id: id, to_id: ids[place]!, occurred_at: '2021-01-01', value: 1 },
      })),
      sightings: ids.map((id) => ({ subject_id: id, kind: 'device', value: id, occurred_at: '2021-01-01' })),
    });
    expect(receipt.files.map(({ created }) => created)).toEqual([ids.length, ids.length - 1, ids.length]);
    const kept = await query('MATCH (s:Subject) RETURN s.id AS id, s.display_name AS name');
    expect(kept.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(kept.every(({ id, name }) => id === name)).toBe(true);
    expect((await query('MATCH (:Subject)-[r:RATED]->(:Subject) RETURN count(r) AS n'))[0]?.['n']).toBe(8);
  });

  it('refuses a text that no row may hold before it comes near the store', async () => {
    const long = { id: 'x'.repeat(10_000), registered_at: '2020-01-01' };
    await expect(stageRows(folder, 'users', [long])).rejects.toThrow(/text of 1 to 200 characters/);
  });
});
