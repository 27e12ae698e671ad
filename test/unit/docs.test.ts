import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { factorsPage } from '../../scripts/factors-page.ts';
import { factsPage } from '../../scripts/facts-page.ts';

test.each([
  ['docs/facts.md', factsPage],
  ['docs/factors.md', factorsPage],
])('%s is what npm run docs makes', async (path, page) => {
  const options = await prettier.resolveConfig(path);
  const made = await prettier.format(page(), { ...options, parser: 'markdown' });
  expect(readFileSync(path, 'utf8')).toBe(made);
});
