import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ingest } from '../../src/stores/neo4j/ingest.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import type { Transaction } from '../../src/stores/neo4j/session/transaction.ts';
import type { Parameters as StatementParameters, Row } from '../../src/stores/neo4j/values.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';
import { stageFacts } from '../support/staging.ts';

const MOST_ROWS = 700;
const ROWS = 20_000;
const STRANGERS = 3000;

/** A server that has memory for so many versions in a transaction. */
class CrampedSession extends Session {
  readonly refused: number[] = [];

  override transaction<T>(operation: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return super.transaction(operation, (transaction) =>
      work({ run: (...call) => this.#run(transaction, ...call) }),
    );
  }

  #run(
    transaction: Transaction,
    text: string,
    parameters: StatementParameters = {},
  ): Promise<readonly Row[]> {
    const { rows } = parameters;
    const isTooLarge = Array.isArray(rows) && rows.length > MOST_ROWS;
    if (!isTooLarge) return transaction.run(text, parameters);
    this.refused.push(rows.length);
    const code = 'Neo.TransientError.General.MemoryPoolOutOfMemoryError';
    return Promise.reject(Object.assign(new Error('too large'), { code, name: 'Neo4jError' }));
  }
}

vi.setConfig({ testTimeout: 120_000 });

describeWithNeo4j('an import into a server with little memory for transactions', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'neo4j-memory-'));
  let session: CrampedSession;
  beforeAll(() => {
    session = new CrampedSession(server);
  });
  afterAll(async () => {
    await session.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    await emptyDatabase(server);
    await migrate(session, 'test');
    session.refused.length = 0;
  }, 120_000);
  const options = { recorded: 'event', strict: false, scratch: folder } as const;
  const count = async (text: string) => (await session.read('count', text))[0]?.number('n');
  const transaction = (row: number, payee: string) => ({
    ...{ id: `t${row}`, payer_id: 'ann', payee_id: payee, amount_minor: row, currency: 'EUR' },
    ...{ occurred_at: '2024-01-01', kind: 'purchase', status: 'completed' },
  });

  it('remembers what passed, and says once that it goes slowly', async () => {
    const files = await stageFacts(folder, {
      users: ['ann', 'bob'].map((id) => ({ id, registered_at: '2020-01-01' })),
      transactions: Array.from({ length: ROWS }, (_, row) => transaction(row, 'bob')),
    });
    const stages = new Set<string>();
    const receipt = await ingest(session, files, {
      ...options,
      createMissing: false,
      onProgress: ({ stage }) => stages.add(stage),
    });
    // Halved until it passes; one more when it tries whether there is more by now.
    expect(session.refused).toEqual([5000, 2500, 1250, 782]);
    expect([...stages]).toEqual([
      'store users',
      'store transactions',
      'store transactions, in small transactions: the server has little memory for them',
    ]);
    expect(receipt.files.map(({ created }) => created)).toEqual([2, ROWS]);
    expect(await count('MATCH (t:Transaction) RETURN count(t) AS n')).toBe(ROWS);
  });

  it('takes the users that it makes in smaller pieces as well', async () => {
    const files = await stageFacts(folder, {
      users: [{ id: 'ann', registered_at: '2020-01-01' }],
      transactions: Array.from({ length: STRANGERS }, (_, row) => transaction(row, `stranger ${row}`)),
    });
    const receipt = await ingest(session, files, { ...options, createMissing: true });
    expect(receipt.createdMissing).toBe(STRANGERS);
    expect(await count('MATCH (v:SubjectVersion) RETURN count(v) AS n')).toBe(STRANGERS + 1);
    expect(await count('MATCH (t:Transaction) RETURN count(t) AS n')).toBe(STRANGERS);
  });
});
