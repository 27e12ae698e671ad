import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j, { type Driver } from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeWithNeo4j, emptyDatabase } from '../../support/neo4j-store.ts';
import { credence, startCredence } from '../../support/program.ts';

const PEOPLE = 60_000;

describeWithNeo4j('a program killed while it saves a run', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'neo4j-run-killed-'));
  const environment = { NEO4J_USER: server.user, NEO4J_PASSWORD: server.password };
  const command = ['score', '--basis', 'contract', '--json', '--store', server.url];
  let driver: Driver;

  beforeAll(async () => {
    const config: object = { disableLosslessIntegers: true };
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password), config);
    await emptyDatabase(server);
    mkdirSync(join(folder, 'facts'));
    const rows = Array.from({ length: PEOPLE }, (_, person) => `u${person},2020-01-01`);
    writeFileSync(join(folder, 'facts/users.csv'), `id,registered_at\n${rows.join('\n')}\n`);
    const imported = ['import', 'facts', '--recorded', 'event', '--store', server.url];
    expect(await credence(folder, imported, environment)).toMatchObject({ code: 0 });
  }, 300_000);
  afterAll(async () => {
    await driver.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function count(text: string): Promise<number> {
    const { records } = await driver.executeQuery(text);
    return records[0]?.get('n') as number;
  }
  const written = () => count('MATCH (s:RunSave) MATCH (b:ScoreBlock {save: s.save}) RETURN count(b) AS n');
  const runs = () => count('MATCH (r:Run) WHERE r.as_of IS NOT NULL RETURN count(r) AS n');
  /** Subjects in the blocks of each run that is seen. */
  const subjectsOf = async () => {
    const { records } = await driver.executeQuery(
      `MATCH (r:Run) OPTIONAL MATCH (b:ScoreBlock {save: r.save})
        RETURN r.id AS id, r.subjects AS subjects, sum(size(b.ids)) AS held`,
    );
    return records.map((record) => [record.get('subjects'), record.get('held')] as unknown[]);
  };

  /** Kills the program once some blocks, and not yet the run, are there. */
  async function killInSave(): Promise<void> {
    const before = await written();
    const program = startCredence(folder, command, environment);
    while ((await written()) <= before)
      if (program.process.exitCode !== null)
        throw new Error(`it ended before it could be killed: ${program.output()}`);
    program.process.kill('SIGKILL');
    await program.ended;
    expect(await written()).toBeGreaterThan(before);
  }

  it('leaves nothing that is seen, neither before the first run nor after one', async () => {
    await killInSave();
    expect(await runs()).toBe(0);
    const shown = await credence(folder, ['show', 'u1', '--store', server.url], environment);
    expect(shown.code).toBe(1);

    const first = await credence(folder, command, environment);
    expect(first, first.stderr).toMatchObject({ code: 0 });
    expect(await subjectsOf()).toEqual([[PEOPLE, PEOPLE]]);

    await killInSave();
    expect(await subjectsOf()).toEqual([[PEOPLE, PEOPLE]]);

    const second = await credence(folder, command, environment);
    expect(second, second.stderr).toMatchObject({ code: 0 });
    const whole = [PEOPLE, PEOPLE];
    expect(await subjectsOf()).toEqual([whole, whole]);
  }, 600_000);
});
