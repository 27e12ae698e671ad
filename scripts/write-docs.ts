import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { factorsPage } from './factors-page.ts';
import { factsPage } from './facts-page.ts';
import { scoreExample } from './score-example.ts';
import { scorePage } from './score-page.ts';

const pages = {
  'docs/facts.md': factsPage(),
  'docs/factors.md': factorsPage(),
  'docs/score.md': scorePage(await scoreExample()),
};

for (const [path, page] of Object.entries(pages)) {
  const options = await prettier.resolveConfig(path);
  writeFileSync(path, await prettier.format(page, { ...options, parser: 'markdown' }));
}
