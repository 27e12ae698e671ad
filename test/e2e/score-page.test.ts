import { join } from 'node:path';
import { expect, test } from 'vitest';
import { credence, temporaryFolder } from '../support/program.ts';
import { readScorePage } from '../support/score-page.ts';

test('the card of docs/score.md is what the program prints', { timeout: 120_000 }, async () => {
  const folder = temporaryFolder();
  const { card } = readScorePage();
  const subject = /^╭─ (\S+)/.exec(card[0] ?? '')?.[1] ?? '';
  const asOf = card.map((line) => /^│ as of +(\S+)/.exec(line)?.[1]).find(Boolean) ?? '';
  const store = ['--store', `duckdb:${join(folder, 'town.db')}`];
  const commands = [
    ['world', '--subjects', '2000', '--seed', '1', '--out', 'town'],
    ['import', 'town/facts', '--strict', ...store],
    ['score', '--as-of', asOf, '--currency', 'CNY', ...store],
    ['show', subject, ...store],
  ];
  let printed = '';
  for (const command of commands) {
    const { code, stdout, stderr } = await credence(folder, command);
    expect(code, stderr).toBe(0);
    printed = stdout;
  }
  expect(printed.trimEnd().split('\n')).toEqual(card);
});
