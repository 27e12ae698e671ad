import { join } from 'node:path';
import { expect, test } from 'vitest';
import { credence, temporaryFolder } from '../support/program.ts';
import { readScorePage } from '../support/score-page.ts';

test(
  'the card and the change of docs/score.md are what the program prints',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder();
    const { card, change } = readScorePage();
    const subject = /^╭─ (\S+)/.exec(card[0] ?? '')?.[1] ?? '';
    const changed = /^(\S+) \(/.exec(change.printed[0] ?? '')?.[1] ?? '';
    const asOf = card.map((line) => /^│ as of +(\S+)/.exec(line)?.[1]).find(Boolean) ?? '';
    const [, earlier = '', earlierRun = ''] = /^from +(\S+) +run (\S+)/.exec(change.printed[1] ?? '') ?? [];
    const run = async (...command: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await credence(folder, command);
      expect(code, stderr).toBe(0);
      return stdout;
    };
    const store = ['--store', `duckdb:${join(folder, 'town.db')}`];
    await run('world', '--subjects', '2000', '--seed', '1', '--out', 'town');
    await run('import', 'town/facts', '--strict', ...store);
    await run('score', '--as-of', earlier, '--currency', 'CNY', ...store);
    await run('score', '--as-of', asOf, '--currency', 'CNY', ...store);
    expect((await run('show', subject, ...store)).trimEnd().split('\n')).toEqual(card);
    expect((await run('diff', changed, '--network', ...store)).trimEnd().split('\n')).toEqual(change.printed);
    expect(await run('replay', earlierRun, ...store)).toMatch(/^equal: /);
  },
);
