import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingest } from '../../../src/stores/neo4j/ingest.ts';
import { migrate } from '../../../src/stores/neo4j/migrations.ts';
import { Session } from '../../../src/stores/neo4j/session.ts';
import { lackForJavaServer, startJavaServer, type OwnServer } from '../../support/neo4j/java-server.ts';
import { stageFacts } from '../../support/staging.ts';

const ROWS = 6000;

/** Notes what came of each transaction. */
class WatchedSession extends Session {
  readonly refusals: unknown[] = [];

  override async transaction<T>(...call: Parameters<Session['transaction']>): Promise<T> {
    try {
      return (await super.transaction(...call)) as T;
    } catch (error) {
      this.refusals.push(error);
      throw error;
    }
  }
}

describe.skipIf(lackForJavaServer() !== undefined)('a server with little memory for a transaction', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neo4j-memory-'));
  let server: OwnServer;
  let session: WatchedSession;
  beforeAll(async () => {
    server = await startJavaServer({ transactionMb: 10 });
    session = new WatchedSession(server);
    await migrate(session, 'test');
  }, 120_000);
  afterAll(async () => {
    await session.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is asked once for what it has the memory to write and not to commit', async () => {
    for (let rows = 500; ; rows = Math.ceil(rows * 1.2)) {
      let begun = 0;
      let written = 0;
      const refusal: unknown = await session
        .transaction('fill', async (transaction) => {
          begun += 1;
          await transaction.run(
            'UNWIND range(1, $rows) AS n CREATE (:Filling {n: n})-[:NEXT]->(:Filling {n: -n})',
            {
              rows,
            },
          );
          written += 1;
        })
        .catch((error: unknown) => error);
      if (refusal === undefined) continue;
      expect(refusal).toMatchObject({ code: 'limit_exceeded' });
      expect([begun, written]).toEqual([1, 1]);
      break;
    }
    session.refusals.length = 0;
  });

  it('gets stretches in halves until they fit, and all of their rows', async () => {
    const people = Array.from({ length: 100 }, (_, person) => `u${person}`);
    const files = await stageFacts(folder, {
      users: people.map((id) => ({ id, registered_at: '2020-01-01' })),
      transactions: Array.from({ length: ROWS }, (_, row) => ({
        ...{ id: `t${row}`, payer_id: people[row % 100]!, payee_id: people[(row * 7 + 1) % 100]! },
        ...{ amount_minor: row, currency: 'EUR', occurred_at: '2024-01-01' },
        ...{ kind: 'purchase', status: 'completed' },
      })),
    });
    const receipt = await ingest(session, files, {
      ...{ recorded: 'event', createMissing: false, strict: false, scratch: folder },
    });
    expect(session.refusals.length).toBeGreaterThan(0);
    for (const refusal of session.refusals) expect(refusal).toMatchObject({ code: 'limit_exceeded' });
    expect(receipt.files.map(({ created }) => created)).toEqual([people.length, ROWS]);
    const [row] = await session.read(
      'count',
      'MATCH (:Subject)-[:PAID]->(t:Transaction)-[:TO]->(:Subject) RETURN count(t) AS n, count(DISTINCT t.id) AS ids',
    );
    expect([row?.number('n'), row?.number('ids')]).toEqual([ROWS, ROWS]);
  }, 300_000);
});
