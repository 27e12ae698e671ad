import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeWithNeo4j, emptyDatabase } from '../../support/neo4j-store.ts';
import { credence, startCredence, temporaryFolder } from '../../support/program.ts';

const compose = parse(readFileSync('docker-compose.yml', 'utf8')) as {
  services: { credence: { environment: Record<string, string> } };
};
const dockerfile = readFileSync('Dockerfile', 'utf8');
/** The arguments that the container's entry point is given, with its folder elsewhere. */
const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];

describeWithNeo4j('what docker compose starts, without Docker', (server) => {
  /** The service's environment as the compose file sets it, but for where things are on this machine. */
  const environmentIn = (folder: string) => ({
    ...compose.services.credence.environment,
    NEO4J_URI: server.url,
    NEO4J_USER: server.user,
    NEO4J_PASSWORD: server.password,
    ...(server.database === undefined ? {} : { NEO4J_DATABASE: server.database }),
    CREDENCE_STATE: join(folder, 'state'),
    HOST: '127.0.0.1',
    PORT: '0',
  });

  it(
    'serves the demo from Neo4j, beside other commands on the same store',
    { timeout: 240_000 },
    async () => {
      await emptyDatabase(server);
      const folder = temporaryFolder();
      const environment = environmentIn(folder);
      expect(command[0]).toBe('demo');
      const args = command.map((argument) => (argument === '/data' ? join(folder, 'data') : argument));
      const demo = startCredence(folder, [...args, '--subjects', '200'], environment);
      await demo.until(/Ctrl-C stops it/);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(demo.output())?.[0] ?? '';
      const key = /cred_[0-9a-f_]+/.exec(demo.output())?.[0] ?? '';
      const path = /\/v1\/subjects\/[^/]+\/score\?purpose=credit/.exec(demo.output())?.[0] ?? '';
      const ask = () => fetch(`${url}${path}`, { headers: { authorization: `Bearer ${key}` } });
      expect((await fetch(`${url}/readyz`)).status).toBe(200);
      const answer = await ask();
      expect(answer.status).toBe(200);
      const { score, subject_id: subject } = (await answer.json()) as { score: number; subject_id: string };

      const shown = await credence(folder, ['show', subject, '--json'], environment);
      expect(shown).toMatchObject({ code: 0 });
      expect(JSON.parse(shown.stdout)).toMatchObject({ score });

      const keyId = key.split('_')[1] ?? '';
      expect(await credence(folder, ['keys', 'revoke', keyId], environment)).toMatchObject({ code: 0 });
      await expect.poll(async () => (await ask()).status, { timeout: 20_000 }).toBe(401);
      demo.process.kill('SIGTERM');
      expect(await demo.ended).toBe(0);
    },
  );

  it(
    'listens and is not ready where the server is away, and stops when told to',
    { timeout: 60_000 },
    async () => {
      const folder = temporaryFolder();
      const away = {
        ...environmentIn(folder),
        NEO4J_URI: 'bolt://127.0.0.1:9',
        PORT: '0',
        HOST: '127.0.0.1',
      };
      const service = startCredence(folder, ['serve'], away);
      await service.until(/not ready: .*no Neo4j server answers at 127\.0\.0\.1:9 .*next attempt in 1 s/);
      service.process.kill('SIGTERM');
      expect(await service.ended).toBe(0);
    },
  );

  it('ends at once with the variable named where the password is wrong', async () => {
    const folder = temporaryFolder();
    const ran = await credence(folder, ['serve'], { ...environmentIn(folder), NEO4J_PASSWORD: 'wrong' });
    expect(ran.code).toBe(2);
    expect(ran.stderr).toContain('NEO4J_PASSWORD');
  });

  it('takes the password from a file', async () => {
    await emptyDatabase(server);
    const folder = temporaryFolder();
    const { NEO4J_PASSWORD: password, ...environment } = environmentIn(folder);
    writeFileSync(join(folder, 'password'), `${password}\n`);
    const ran = await credence(folder, ['keys', 'list', '--json'], {
      ...environment,
      NEO4J_PASSWORD_FILE: join(folder, 'password'),
    });
    expect(ran).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.stdout)).toEqual({ keys: [] });
  });

  it('runs what the README shows of Neo4j', { timeout: 120_000 }, async () => {
    await emptyDatabase(server);
    const folder = temporaryFolder();
    const block = /## On Neo4j[^]*?```sh\n([^`]*)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
    const commands = block.trim().split('\n');
    expect(commands).toHaveLength(5);
    mkdirSync(join(folder, 'facts'));
    writeFileSync(join(folder, 'facts/users.csv'), 'id,registered_at\nbob,2022-05-01\n');
    for (const command of commands.filter((line) => line.startsWith('npx credence'))) {
      const args = command.split(' ').slice(2);
      const onServer = args.map((argument) => (argument.startsWith('neo4j://') ? server.url : argument));
      const ran = await credence(folder, onServer, environmentIn(folder));
      expect(ran.code, `${command}\n${ran.stderr}`).toBe(0);
    }
  });
});
