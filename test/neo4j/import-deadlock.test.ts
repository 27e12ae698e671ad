import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ingest } from '../../src/stores/neo4j/ingest.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import type { Transaction } from '../../src/stores/neo4j/session/transaction.ts';
import { statement } from '../../src/stores/neo4j/statements.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';
import { stageFacts } from '../support/staging.ts';

/** The first statement of a stretch of users that waits for who holds one of them. */
const KEEP = statement('ingest/users');

/** The server breaks a deadlock at the cost of who holds fewer locks; nodes made in the same transaction are not locked. */
const HELD_BESIDES = 1000;

/** Is stopped before it first asks for what the rival holds; counts how often it asks, and what for. */
class StoppedSession extends Session {
  attempts = 0;
  before: () => void = () => undefined;
  readonly failures: unknown[] = [];

  override transaction<T>(operation: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return super.transaction(operation, (transaction) =>
      work({
        run: async (text, parameters) => {
          if (text === KEEP) {
            this.attempts += 1;
            if (this.attempts === 1) this.before();
          }
          try {
            return await transaction.run(text, parameters);
          } catch (error) {
            this.failures.push(error);
            throw error;
          }
        },
      }),
    );
  }
}

describeWithNeo4j('an import that meets another writer', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'neo4j-deadlock-'));
  let session: StoppedSession;
  let driver: Driver;
  beforeAll(async () => {
    await emptyDatabase(server);
    session = new StoppedSession(server);
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
    await migrate(session, 'test');
  });
  afterAll(async () => {
    await session.close();
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const options = { recorded: 'event', createMissing: false, strict: false, scratch: folder } as const;
  const users = (name: string, recordedAt: string) =>
    stageFacts(folder, {
      users: ['ada', 'bob'].map((id) => ({
        ...{ id, display_name: `${id} ${name}`, registered_at: '2020-01-01', recorded_at: recordedAt },
      })),
    });

  it('in the other order is tried again, and keeps each row once', async () => {
    await ingest(session, await users('once', '2020-01-02'), options);
    await session.write('make', 'UNWIND range(1, $held) AS n CREATE (:Rival)', { held: HELD_BESIDES });
    const files = await users('now', '2021-01-01');
    session.attempts = 0;
    const settings: object = server.database === undefined ? {} : { database: server.database };
    const rival = await driver.session(settings).beginTransaction();
    await rival.run(
      "MATCH (r:Rival) SET r.seen = true WITH count(*) AS n MATCH (s:Subject {id: 'bob'}) SET s.seen = n",
    );
    // The import has written its journal, for which the rival waits, who has Bob; now the import asks for Bob.
    let rivalWaits: Promise<void> = Promise.resolve();
    session.before = () => {
      rivalWaits = rival.run('MATCH (b:Batch {batch: 2}) SET b.seen = true').then(() => rival.commit());
    };
    const receipt = await ingest(session, files, options);
    await rivalWaits;
    expect(session.failures).toEqual([
      expect.objectContaining({ code: 'Neo.TransientError.Transaction.DeadlockDetected' }),
    ]);
    expect(session.attempts).toBe(2);
    expect(receipt).toMatchObject({ batch: 2, files: [{ updated: 2, rejected: 0 }] });
    const rows = await session.read(
      'look',
      `MATCH (s:Subject)<-[:DESCRIBES]-(v)
        RETURN s.id AS id, s.display_name AS name, s.seen AS seen, count(v) AS versions ORDER BY id`,
    );
    expect(rows.map((row) => [row.text('id'), row.text('name'), row.number('versions')])).toEqual([
      ['ada', 'ada now', 2],
      ['bob', 'bob now', 2],
    ]);
    expect(rows[1]?.number('seen')).toBe(HELD_BESIDES);
  });
});
