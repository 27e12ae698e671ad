import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { credence, startCredence, temporaryFolder } from '../support/program.ts';

const demo = (...more: string[]) => ['demo', '--subjects', '200', ...more];

describe('credence demo', () => {
  test('makes a world, serves it, answers the lines it prints, and stops on SIGTERM', async () => {
    const folder = temporaryFolder();
    const started = startCredence(folder, demo(), { PORT: '0' });
    await started.until(/Ctrl-C/);
    const lines = started.output().match(/^ +curl .*$/gm) ?? [];
    expect(lines).toHaveLength(3);
    const [score, ledger, document] = lines.map(
      (line) =>
        JSON.parse(execFileSync('bash', ['-c', line], { encoding: 'utf8' })) as Record<string, unknown>,
    );
    expect(score).toMatchObject({ outcome: 'scored', purpose: 'credit', basis: 'contract' });
    expect(score?.['score']).toBeGreaterThanOrEqual(350);
    const entries = ledger?.['ledger'] as { millipoints: number }[];
    expect(entries.reduce((sum, { millipoints }) => sum + millipoints, 0)).toBe(
      Number(score?.['score']) * 1000,
    );
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
    expect(lastLine(stderr)).toMatch(new RegExp(`^credence: .*port ${port}.*PORT`));
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
