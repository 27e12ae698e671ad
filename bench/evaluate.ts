/** How well scores tell on real data: `npm run evaluate -- bitcoin-otc`. */
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { evaluateBitcoinOtc } from './evaluate-bitcoin-otc.ts';

const evaluations = new Map<string, { folder: string; run: (folder: string) => Promise<void> }>([
  ['bitcoin-otc', { folder: 'rev2-otc', run: evaluateBitcoinOtc }],
]);

const [name = ''] = argv.slice(2);
const evaluation = evaluations.get(name);
const data = env['CREDENCE_DATA'];
if (evaluation === undefined || data === undefined) {
  console.error(
    evaluation === undefined
      ? `Expected the name of an evaluation (${[...evaluations.keys()].join(', ')}); '${name}' came.`
      : 'Set CREDENCE_DATA to the folder that holds the real data sets.',
  );
  process.exitCode = 2;
} else {
  await evaluation.run(join(data, evaluation.folder));
}
