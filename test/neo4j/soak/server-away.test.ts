import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  freePort,
  lackForJavaServer,
  startJavaServer,
  type OwnServer,
} from '../../support/neo4j/java-server.ts';
import { credence, startCredence } from '../../support/program.ts';

const PATIENCE = { timeout: 90_000, interval: 250 };

describe.skipIf(lackForJavaServer() !== undefined)('a service whose database comes and goes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'neo4j-away-'));
  const data = join(folder, 'data');
  let server: OwnServer;
  let environment: Record<string, string>;
  let key = '';

  beforeAll(async () => {
    mkdirSync(data);
    server = await startJavaServer({ folder: data });
    environment = {
      ...{ NEO4J_URI: server.url, NEO4J_USER: server.user, NEO4J_PASSWORD: server.password },
      ...{ CREDENCE_STATE: join(folder, 'state'), HOST: '127.0.0.1' },
    };
    mkdirSync(join(folder, 'facts'));
    writeFileSync(join(folder, 'facts/users.csv'), 'id,registered_at\nbob,2022-05-01\n');
    const make = async (...args: string[]) => {
      const ran = await credence(folder, args, environment);
      expect(ran.code, ran.stderr).toBe(0);
      return ran.stdout;
    };
    await make('import', 'facts', '--recorded', 'event');
    await make('score', '--basis', 'contract');
    const made = await make('keys', 'create', '--client', 'bank', '--scopes', 'score:read');
    key = /cred_[0-9a-f_]+/.exec(made)?.[0] ?? '';
    await server.stop();
  }, 240_000);
  afterAll(async () => {
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  });
  const startAgain = async (): Promise<void> => {
    server = await startJavaServer({ folder: data, port: server.port });
  };

  it('becomes ready when it comes, not ready while it is away, and ready again', async () => {
    const port = String(await freePort());
    const url = `http://127.0.0.1:${port}`;
    const service = startCredence(folder, ['serve'], { ...environment, PORT: port });
    await service.until(/not ready: /);
    const readiness = async () => (await fetch(`${url}/readyz`)).status;
    const score = async () => {
      const headers = { authorization: `Bearer ${key}` };
      return (await fetch(`${url}/v1/subjects/bob/score?purpose=credit`, { headers })).status;
    };
    expect([await readiness(), await score()]).toEqual([503, 503]);

    await startAgain();
    await expect.poll(readiness, PATIENCE).toBe(200);
    expect(await score()).toBe(200);

    await server.kill();
    expect(await score()).toBe(200);
    // No key is trusted once nobody could know for half a minute whether it was revoked.
    await expect.poll(score, PATIENCE).toBe(503);
    expect(await readiness()).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);

    await startAgain();
    await expect.poll(readiness, PATIENCE).toBe(200);
    expect(await score()).toBe(200);
    service.process.kill('SIGTERM');
    expect(await service.ended).toBe(0);
  }, 600_000);
});
