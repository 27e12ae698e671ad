import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { credence, temporaryFolder } from '../support/program.ts';

describe('credence explore', () => {
  it('looks around in what was imported, and writes a graph to a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'facts'));
    const file = (name: string, ...lines: readonly string[]) => {
      writeFileSync(join(folder, 'facts', name), `${lines.join('\n')}\n`);
    };
    file(
      'users.csv',
      'id,registered_at,display_name',
      'ada,2022-03-01,Ada',
      'bob,2022-05-01,',
      'cleo,2023-01-15,',
    );
    file(
      'ratings.csv',
      'from_id,to_id,occurred_at,value',
      'ada,bob,2024-02-01,0.8',
      'cleo,bob,2024-03-01,0.5',
    );
    expect((await credence(folder, ['import', 'facts', '--recorded', 'event'])).code).toBe(0);

    const explore = (...args: readonly string[]) => credence(folder, ['explore', ...args]);
    const path = JSON.parse((await explore('path', 'ada', 'cleo', '--json')).stdout) as {
      subjects: { id: string }[];
    };
    expect(path.subjects.map(({ id }) => id)).toEqual(['ada', 'bob', 'cleo']);
    expect((await explore('search', 'ADA')).stdout).toContain('1 found.');

    const out = join(folder, 'ada.gexf');
    const written = await explore('egonet', 'ada', '--radius', '2', '--format', 'gexf', '--out', out);
    expect(written.code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('<node id="cleo"');

    const unknown = await explore('egonet', 'bop');
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('did you mean bob?');
    expect((await explore('egonet', 'ada', '--radius', '9')).code).toBe(2);
  });
});
