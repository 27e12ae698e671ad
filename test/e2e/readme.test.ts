import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PROGRAM, startCredence, temporaryFolder } from '../support/program.ts';

const readme = readFileSync('README.md', 'utf8');
const commands = [...readme.matchAll(/```sh\n([^`]*)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);

/** What a test of this suite cannot run within itself: they are how it came to run, or have tests of their own. */
const RUN_ELSEWHERE = new Set(['npm install', 'npm start']);
/** They need a server: test/neo4j/e2e runs them. */
const needsServer = (command: string) => /neo4j/i.test(command);
const needsData = (command: string) => /CREDENCE_DATA|otc\.db|finbench\.db/.test(command);
const data = process.env['CREDENCE_DATA'];

/** A folder in which the README's commands find the built program and the recipes, as in a checkout. */
function checkout(): string {
  const folder = temporaryFolder();
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  // `npx credence` in a checkout runs the package's own program; here it is this one, without npm in between.
  symlinkSync(PROGRAM, join(bin, 'credence'));
  cpSync('seed/recipes', join(folder, 'seed/recipes'), { recursive: true });
  return folder;
}

function run(folder: string, command: string): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
    CREDENCE_DATA: data === undefined ? '' : resolve(data),
  };
  return new Promise((settle) => {
    execFile(
      'bash',
      ['-c', command.replace(/^npx /, '').replace(/^npm run seed --/, 'credence world')],
      { cwd: folder, env },
      (error, stdout, stderr) => {
        settle({ code: error === null ? 0 : Number(error.code), output: stdout + stderr });
      },
    );
  });
}

test('every command of the README works, in order', { timeout: 300_000 }, async () => {
  const folder = checkout();
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    if (RUN_ELSEWHERE.has(command) || needsServer(command)) continue;
    if (needsData(command) && data === undefined) {
      expect(process.env['CI']).not.toBe('true');
      console.warn(`README: not run without CREDENCE_DATA: ${command}`);
      continue;
    }
    if (command === 'npx credence serve') {
      const started = startCredence(folder, ['serve'], { PORT: '0' });
      await started.until(/http:\/\/127\.0\.0\.1:\d+/);
      started.process.kill('SIGTERM');
      expect(await started.ended).toBe(0);
      continue;
    }
    const { code, output } = await run(folder, command);
    expect(code, `${command}\n${output}`).toBe(0);
  }
});

test('the npm scripts that the documents name are there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const page of ['README.md', 'CONTRIBUTING.md']) {
    for (const [, name = ''] of readFileSync(page, 'utf8').matchAll(/npm run ([a-z:]+)/g)) {
      expect(Object.keys(scripts), page).toContain(name);
    }
  }
});
