import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithNeo4j, emptyDatabase } from '../../support/neo4j-store.ts';
import { credence, startCredence } from '../../support/program.ts';

const TRANSACTIONS = 60_000;
const PEOPLE = 500;

async function writeFacts(folder: string): Promise<void> {
  mkdirSync(folder);
  const ids = Array.from({ length: PEOPLE }, (_, person) => `u${person},2020-01-01`);
  writeFileSync(join(folder, 'users.csv'), `id,registered_at\n${ids.join('\n')}\n`);
  const file = createWriteStream(join(folder, 'transactions.csv'));
  file.write('id,payer_id,payee_id,amount_minor,currency,occurred_at,kind,status\n');
  for (let row = 0; row < TRANSACTIONS; row++) {
    const payee = row % 1000 === 0 ? 'nobody' : `u${(row * 7) % PEOPLE}`;
    file.write(`t${row},u${row % PEOPLE},${payee},${row},EUR,2024-01-01,purchase,completed\n`);
  }
  file.end();
  await once(file, 'finish');
}

describeWithNeo4j('a program killed in the middle of an import', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'neo4j-killed-'));
  const environment = { NEO4J_USER: server.user, NEO4J_PASSWORD: server.password };
  const command = ['import', 'facts', '--recorded', 'event', '--json', '--store', server.url];
  let driver: Driver;

  beforeAll(async () => {
    const config: object = { disableLosslessIntegers: true };
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password), config);
    await emptyDatabase(server);
    await writeFacts(join(folder, 'facts'));
  });
  afterAll(async () => {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function count(text: string): Promise<number> {
    const { records } = await driver.executeQuery(text);
    return records[0]?.get('n') as number;
  }
  const done = () => count('OPTIONAL MATCH (b:Batch) RETURN coalesce(max(b.done), 0) AS n');

  it('goes on when it is started again: nothing doubled, nothing lost, the same counts', async () => {
    let stood = 0;
    for (const share of [0.1, 0.4, 0.7]) {
      const program = startCredence(folder, command, environment);
      while ((await done()) < share * TRANSACTIONS)
        if (program.process.exitCode !== null)
          throw new Error(`it ended before it could be killed: ${program.output()}`);
      program.process.kill('SIGKILL');
      await program.ended;
      expect(await done()).toBeGreaterThanOrEqual(stood);
      stood = await done();
      expect(stood).toBeLessThan(TRANSACTIONS);
      const scored = await credence(folder, ['score', '--store', server.url], environment);
      expect(scored.code).toBe(1);
    }
    const last = await credence(folder, command, environment);
    expect(last).toMatchObject({ code: 0 });
    const { batch, totals } = JSON.parse(last.stdout) as { batch: number; totals: Record<string, number> };
    const rejected = TRANSACTIONS / 1000;
    expect(batch).toBe(1);
    expect(totals).toMatchObject({ created: PEOPLE + TRANSACTIONS - rejected, unchanged: 0, rejected });
    expect(await count('MATCH (t:Transaction) RETURN count(t) AS n')).toBe(TRANSACTIONS - rejected);
    expect(await count('MATCH ()-[r:PAID|TO]->() RETURN count(r) AS n')).toBe(2 * (TRANSACTIONS - rejected));
    expect(await count('MATCH (v:SubjectVersion) RETURN count(v) AS n')).toBe(PEOPLE);
  }, 600_000);
});
