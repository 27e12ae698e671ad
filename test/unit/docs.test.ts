import { readFileSync } from 'node:fs';
import prettier from 'prettier';
import { expect, test } from 'vitest';
import { factorsPage } from '../../scripts/factors-page.ts';
import { factsPage } from '../../scripts/facts-page.ts';
import { laboratoryPage } from '../../scripts/laboratory-page.ts';
import { readSimulation } from '../../scripts/read-simulation.ts';
import { reportPlot } from '../../src/laboratory/report/plot.ts';

test.each([
  ['docs/facts.md', factsPage],
  ['docs/factors.md', factorsPage],
  ['docs/laboratory.md', () => laboratoryPage(readSimulation())],
])('%s is what npm run docs makes', async (path, page) => {
  const options = await prettier.resolveConfig(path);
  const made = await prettier.format(page(), { ...options, parser: 'markdown' });
  expect(readFileSync(path, 'utf8')).toBe(made);
});

test('the plot of docs/laboratory.md is what its simulation draws', () => {
  expect(readFileSync('docs/laboratory/simulation.svg', 'utf8')).toBe(reportPlot(readSimulation()));
});

test('what docs/laboratory.md says in words is so in its numbers', () => {
  const { policies } = readSimulation();
  const [personal, network, gated] = policies;
  const moved = (of: typeof network, id: 'assortativity' | 'ties' | 'thinAccess') =>
    of!.differences[id]!.at(-1)!;
  const end = (of: typeof network, id: 'lost' | 'gained' | 'lostReliability' | 'gain') =>
    of!.measures[id].at(-1)!;
  // Sorted, by people: the interval leaves out what the start has.
  for (const of of [network, gated])
    expect(moved(of, 'assortativity').low).toBeGreaterThan(of!.differences.assortativity![0]!.high);
  expect(moved(network, 'ties').high).toBeLessThan(0);
  expect(end(network, 'lost').mean).toBeLessThan(end(network, 'gained').mean);
  expect(moved(network, 'thinAccess').low).toBeLessThan(0);
  expect(moved(network, 'thinAccess').high).toBeGreaterThan(0);
  expect(moved(gated, 'thinAccess').high).toBeLessThan(0);
  expect(end(gated, 'lostReliability').mean).toBeLessThan(personal!.measures.accessReliability.at(-1)!.mean);
  expect(end(network, 'gain').low).toBeGreaterThan(0);
});
