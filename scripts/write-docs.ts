import { writeFileSync } from 'node:fs';
import prettier from 'prettier';
import { reportPlot } from '../src/laboratory/report/plot.ts';
import { factorsPage } from './factors-page.ts';
import { factsPage } from './facts-page.ts';
import { laboratoryPage } from './laboratory-page.ts';
import { readSimulation } from './read-simulation.ts';
import { scoreExample } from './score-example.ts';
import { scorePage } from './score-page.ts';

const pages = {
  'docs/facts.md': factsPage(),
  'docs/factors.md': factorsPage(),
  'docs/laboratory.md': laboratoryPage(readSimulation()),
  'docs/score.md': scorePage(await scoreExample()),
};

for (const [path, page] of Object.entries(pages)) {
  const options = await prettier.resolveConfig(path);
  writeFileSync(path, await prettier.format(page, { ...options, parser: 'markdown' }));
}
writeFileSync('docs/laboratory/simulation.svg', reportPlot(readSimulation()));
