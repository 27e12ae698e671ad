/** What is measured against whom: `npm run bench -- NAME [options]`. */
import { argv } from 'node:process';
import { benchKernels } from './kernels.ts';

const benches = new Map<string, (args: readonly string[]) => void>([['kernels', benchKernels]]);

const [name = '', ...args] = argv.slice(2);
const bench = benches.get(name);
if (bench === undefined) {
  console.error(`Expected the name of a benchmark (${[...benches.keys()].join(', ')}); '${name}' came.`);
  process.exitCode = 2;
} else {
  bench(args);
}
