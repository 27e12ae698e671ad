import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { credence, startCredence, temporaryFolder } from '../support/program.ts';

const demo = (...more: string[]) => ['demo', '--subjects', '200', ...more];

describe('credence demo', () => {
  test('makes a world, serves it, answers the lines it prints, and stops on SIGTERM', async () => {
    const folder = temporaryFolder();
    const started = startCredence(folder, demo(), { PORT: '0' });
    await started.until(/Ctrl-C/);
    const lines = started.output().match(/^ +curl .*$/gm) ?? [];
    expect(lines).toHaveLength(4);
    const [score, ledger, egonet, document] = lines.map(
      (line) =>
        JSON.parse(execFileSync('bash', ['-c', line], { encoding: 'utf8' })) as Record<string, unknown>,
    );
    expect(score).toMatchObject({ outcome: 'scored', purpose: 'credit', basis: 'contract' });
    expect(score?.['score']).toBeGreaterThanOrEqual(350);
    const entries = ledger?.['ledger'] as { millipoints: number }[];
    expect(entries.reduce((sum, { millipoints }) => sum + millipoints, 0)).toBe(
      Number(score?.['score']) * 1000,
    );
    expect(egonet).toMatchObject({ center: score?.['subject_id'], radius: 1 });
    expect(document?.['openapi']).toMatch(/^3\.1/);

    started.process.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  test('started again it serves the same world, with a new key', async () => {
    const folder = temporaryFolder();
    const keys: string[] = [];
    const scores: string[] = [];
    for (let start = 0; start < 2; start++) {
      const started = startCredence(folder, demo(), { PORT: '0' });
      await started.until(/Ctrl-C/);
      keys.push(/cred_[0-9a-f_]+/.exec(started.output())?.[0] ?? '');
      const line = /^ +curl .*$/m.exec(started.output())?.[0] ?? 'false';
      scores.push(execFileSync('bash', ['-c', line], { encoding: 'utf8' }));
      started.process.kill('SIGTERM');
      await started.ended;
    }
    expect(new Set(keys).size).toBe(2);
    expect(scores[1]).toBe(scores[0]);
  });

  test('a taken port is one clear line and exit code 1', async () => {
    const holder = createServer();
    await new Promise<void>((listening) => holder.listen(0, '127.0.0.1', listening));
    const address = holder.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    const { code, stderr } = await credence(temporaryFolder(), demo(), { PORT: port });
    holder.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^credence: [^\\n]*port ${port}[^\\n]*PORT[^\\n]*\\n$`));
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a folder that cannot be made is one clear line and exit code 2', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'data'), 'in the way');
    const { code, stderr } = await credence(folder, demo());
    expect(code).toBe(2);
    expect(stderr).toMatch(/^credence: .*data/m);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a damaged database is one clear line and exit code 2', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'data'));
    writeFileSync(
      join(folder, 'data', 'credence.db'),
      'not a database at all, but long enough to be read as one'.repeat(400),
    );
    const { code, stderr } = await credence(folder, demo());
    expect(code).toBe(2);
    expect(lastLine(stderr)).toMatch(/^credence: .*credence\.db/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });
});

test.each([
  ['npm alone is', (pid: number) => process.kill(pid, 'SIGTERM')],
  ['the whole group is', (pid: number) => process.kill(-pid, 'SIGTERM')],
])('npm start stops when %s told to, and leaves no server behind', async (_, signal) => {
  const folder = temporaryFolder();
  const args = ['start', '--', '--folder', folder, '--subjects', '200'];
  const npm = spawn('npm', args, { detached: true, env: { ...process.env, PORT: '0' } });
  onTestFinished(() => {
    // Whoever is left of the group; mostly nobody.
    try {
      process.kill(-npm.pid!, 'SIGKILL');
    } catch {
      return;
    }
  });
  let output = '';
  const url = await new Promise<string>((found) => {
    npm.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const address = /answers at (http:\S+)/.exec(output)?.[1];
      if (address !== undefined) found(address);
    });
  });
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  signal(npm.pid!);
  await vi.waitFor(
    () => {
      expect(() => process.kill(-npm.pid!, 0)).toThrow('ESRCH');
    },
    { timeout: 10_000 },
  );
  await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  // Closed in peace: nothing is left to be replayed.
  expect(readdirSync(folder)).not.toContain('credence.db.wal');
});

test('a key revoked beside a running server is refused, and stays revoked', async () => {
  const folder = temporaryFolder();
  const store = ['--store', 'duckdb:data/credence.db'];
  const started = startCredence(folder, demo(), { PORT: '0' });
  await started.until(/Ctrl-C/);
  const line = /^ +curl .*$/m
    .exec(started.output())![0]
    .replace('curl -s', "curl -s -o /dev/null -w '%{http_code}'");
  const ask = () => execFileSync('bash', ['-c', line], { encoding: 'utf8' });
  expect(ask()).toBe('200');
  const id = /cred_([0-9a-f]{16})_/.exec(started.output())![1]!;
  expect((await credence(folder, ['keys', 'revoke', id, ...store])).code).toBe(0);
  await vi.waitFor(
    () => {
      expect(ask()).toBe('401');
    },
    { timeout: 5000, interval: 200 },
  );
  started.process.kill('SIGTERM');
  await started.ended;
  const { stdout } = await credence(folder, ['keys', 'list', '--json', ...store]);
  expect((JSON.parse(stdout) as { keys: object[] }).keys).toEqual([
    expect.objectContaining({ id, revoked_at: expect.any(String) as string }),
  ]);
});

test('commands that read make no store, and those that write make one for this user alone', async () => {
  const folder = temporaryFolder();
  for (const argv of [['show', 'u-1'], ['keys', 'list'], ['factors'], ['score'], ['serve']]) {
    const { code, stderr } = await credence(folder, argv);
    expect(code, argv.join(' ')).toBe(2);
    expect(stderr).toMatch(/^credence: There is no store at duckdb:credence\.db; import first/);
  }
  expect(readdirSync(folder)).toEqual([]);
  await credence(folder, ['keys', 'create', '--client', 'a', '--scopes', 'score:read']);
  expect(statSync(join(folder, 'credence.db')).mode & 0o777).toBe(0o600);
});

test('a store that a server holds names its holder and the way out', async () => {
  const folder = temporaryFolder();
  const started = startCredence(folder, demo(), { PORT: '0' });
  await started.until(/Ctrl-C/);
  const { code, stderr } = await credence(folder, ['show', 'u-0001', '--store', 'duckdb:data/credence.db']);
  expect(code).toBe(1);
  expect(stderr).toContain(String(started.process.pid));
});

function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

test('a Neo4j server without authentication needs no password, once that is said', async () => {
  const keys = ['keys', 'list', '--store', 'bolt://127.0.0.1:9'];
  const open = await credence(temporaryFolder(), keys, { NEO4J_AUTH: 'none' });
  expect(open).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no Neo4j server answers at 127.0.0.1:9') as string,
  });
  const unsaid = await credence(temporaryFolder(), keys);
  expect(unsaid).toMatchObject({ code: 2, stderr: expect.stringContaining('NEO4J_AUTH=none') as string });
});
