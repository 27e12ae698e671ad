import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { credence, temporaryFolder } from '../support/program.ts';

test('a simulation tells a table and writes a plot', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const size = ['--subjects', '200', '--months', '1', '--seeds', '1'];
  const { code, stdout, stderr } = await credence(folder, [
    'simulate',
    ...size,
    '--policy',
    'gated',
    '--out',
    'there',
  ]);
  expect(code, stderr).toBe(0);
  expect(stdout).toMatch(/^people at 600 or above +[0-9.]+ % +[0-9.]+ % +[−+]?[0-9.]+$/m);
  expect(readFileSync(join(folder, 'there/simulation.svg'), 'utf8')).toMatch(/^<svg .*<\/svg>\n$/s);
  const document = JSON.parse(readFileSync(join(folder, 'there/simulation.json'), 'utf8')) as {
    instants: readonly string[];
    policies: readonly { policy: string; measures: { access: { mean: readonly number[] } } }[];
  };
  expect(document.instants).toEqual(['2025-12-01T00:00:00.000Z', '2025-12-31T18:00:00.000Z']);
  expect(document.policies.map(({ policy }) => policy)).toEqual(['personal', 'gated']);
  // A gate opens to nobody whose own score does not.
  const [personal, gated] = document.policies.map(({ measures }) => measures.access.mean[0]!);
  expect(gated).toBeLessThan(personal!);
});
