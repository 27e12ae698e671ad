/** What is measured against whom: `npm run bench -- NAME [options]`. */
import { argv } from 'node:process';
import { benchKernels } from './kernels.ts';
import { benchNeo4j } from './neo4j.ts';
import { benchNetwork } from './network.ts';
import { benchPipeline } from './pipeline.ts';
import { benchTouched } from './touched.ts';
import { compareWorld } from './world-statistics.ts';

const benches = new Map<string, (args: readonly string[]) => void | Promise<void>>([
  ['kernels', benchKernels],
  ['neo4j', benchNeo4j],
  ['network', benchNetwork],
  ['pipeline', benchPipeline],
  ['touched', benchTouched],
  ['world-statistics', compareWorld],
]);

const [name = '', ...args] = argv.slice(2);
const bench = benches.get(name);
if (bench === undefined) {
  console.error(`Expected the name of a benchmark (${[...benches.keys()].join(', ')}); '${name}' came.`);
  process.exitCode = 2;
} else {
  await bench(args);
}
