/** How well scores tell, on real data and on generated worlds: `npm run evaluate -- bitcoin-otc`, `-- world`. */
import { join } from 'node:path';
import { argv, env } from 'node:process';
import { evaluateBitcoinOtc } from './evaluate-bitcoin-otc.ts';
import { evaluateWorld } from './evaluate-world.ts';

const evaluations = new Map<string, (args: readonly string[]) => Promise<void>>([
  ['bitcoin-otc', () => onData('rev2-otc', evaluateBitcoinOtc)],
  ['world', evaluateWorld],
]);

async function onData(folder: string, evaluate: (folder: string) => Promise<void>): Promise<void> {
  const data = env['CREDENCE_DATA'];
  if (data === undefined) refuse('Set CREDENCE_DATA to the folder that holds the real data sets.');
  else await evaluate(join(data, folder));
}

function refuse(problem: string): void {
  console.error(problem);
  process.exitCode = 2;
}

const [name = '', ...args] = argv.slice(2);
const evaluate = evaluations.get(name);
if (evaluate === undefined)
  refuse(`Expected the name of an evaluation (${[...evaluations.keys()].join(', ')}); '${name}' came.`);
else await evaluate(args);
