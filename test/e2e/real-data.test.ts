import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { describeWithData } from '../support/data-folder.ts';
import { credence, temporaryFolder } from '../support/program.ts';

interface ImportResult {
  readonly files: readonly { kind: string; read: number; created: number; rejected: number }[];
  readonly created_missing: number;
}

const recipe = (name: string) => resolve('seed/recipes', name);

/** Import, run and card of one subject into a new store; all that it printed. */
async function throughTheProgram(request: {
  from: string;
  recipe: string;
  asOf: string;
  subject: string;
}): Promise<{ summary: ImportResult; printed: string }> {
  const cwd = temporaryFolder();
  const store = ['--store', 'duckdb:real.db'];
  const imported = await credence(cwd, [
    ...['import', request.from, '--recipe', recipe(request.recipe), '--recorded', 'event', '--json'],
    ...store,
  ]);
  expect(imported.code, imported.stderr).toBe(0);
  const scored = await credence(cwd, ['score', '--as-of', request.asOf, ...store]);
  expect(scored.code, scored.stderr).toBe(0);
  const shown = await credence(cwd, ['show', request.subject, ...store]);
  expect(shown.code, shown.stderr).toBe(0);
  return {
    summary: JSON.parse(imported.stdout) as ImportResult,
    printed: scored.stdout + shown.stdout,
  };
}

function countsOf({ files }: ImportResult): Record<string, number> {
  return Object.fromEntries(files.map(({ kind, read }) => [kind, read]));
}

describeWithData('rev2-otc', (from) => {
  test('Bitcoin OTC: its own counts, nothing rejected, the same bytes twice', async () => {
    const request = { from, recipe: 'bitcoin-otc', asOf: '2016-02-01', subject: '35' };
    const first = await throughTheProgram(request);
    expect(countsOf(first.summary)).toEqual({ users: 5881, ratings: 35_592 });
    expect(first.summary.files.map(({ rejected }) => rejected)).toEqual([0, 0]);
    expect(first.printed).toContain('Fairness as a rater');
    const second = await throughTheProgram(request);
    expect(second.printed).toBe(first.printed);
  });
});

describeWithData('ldbc-finbench-example', (from) => {
  test('FinBench: its own counts, every row created or rejected with its reason, the same bytes twice', async () => {
    const request = { from, recipe: 'ldbc-finbench', asOf: '2022-12-01', subject: 'person-1969' };
    const first = await throughTheProgram(request);
    expect(countsOf(first.summary)).toMatchObject({
      users: 1957,
      merchants: 967,
      obligations: 3465,
      payments: 8398,
      guarantees: 916 + 435,
      transactions: 37_861 + 42_069,
    });
    for (const { read, created, rejected } of first.summary.files) expect(created + rejected).toBe(read);
    // Movements and sign-ins of the 75 account owners whom no file describes.
    const rejected = first.summary.files.filter((file) => file.rejected > 0);
    expect(rejected.map((file) => [file.kind, file.rejected])).toEqual([
      ['transactions', 4043],
      ['sightings', 44],
    ]);
    expect(first.printed).toContain('Age of oldest obligation');
    const second = await throughTheProgram(request);
    expect(second.printed).toBe(first.printed);
  });

  test('FinBench with --create-missing: the 75 owners are made and nothing is rejected', async () => {
    const args = [
      'import',
      from,
      '--recipe',
      recipe('ldbc-finbench'),
      '--recorded',
      'event',
      '--create-missing',
      '--json',
    ];
    const { code, stdout } = await credence(temporaryFolder(), args);
    expect(code).toBe(0);
    const summary = JSON.parse(stdout) as ImportResult;
    expect(summary.created_missing).toBe(75);
    expect(summary.files.every(({ read, created }) => read === created)).toBe(true);
  });
});
