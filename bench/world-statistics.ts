/**
 * Whether the generated world is like the real ones: statistics of both, side by side, from the sets in CREDENCE_DATA.
 *
 *   npm run bench -- world-statistics [--subjects 20000] [--seed 1] [--write docs/world.md]
 */
import { writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { parseArgs } from 'node:util';
import prettier from 'prettier';
import { measureDealings } from './world-statistics-dealings.ts';
import { measureNetwork } from './world-statistics-graph.ts';
import { worldPage, type MeasuredSet } from './world-statistics-page.ts';
import { readSets, type SampledSet } from './world-statistics-sets.ts';
import { measureSignal } from './world-statistics-signal.ts';
import { readWorld } from './world-statistics-world.ts';

const SIGNALS = [-1, 0, 0.5, 1];

export async function compareWorld(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subjects: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      write: { type: 'string' },
    },
  });
  const data = env['CREDENCE_DATA'];
  if (data === undefined) {
    console.error('Set CREDENCE_DATA to the folder that holds the real data sets.');
    process.exitCode = 2;
    return;
  }
  const options = { subjects: Number(values.subjects), seed: Number(values.seed) };
  const sets = [...(await readSets(data)), ...readWorld(options)].map(measure);
  const half = { ...options, subjects: Math.floor(options.subjects / 2) };
  const signals = SIGNALS.map((networkSignal) => measureSignal({ ...half, networkSignal }));
  const page = worldPage({ sets, signals }, options);
  if (values.write === undefined) console.log(page);
  else {
    const style = await prettier.resolveConfig(values.write);
    writeFileSync(values.write, await prettier.format(page, { ...style, parser: 'markdown' }));
  }
}

function measure({ name, network, dealings, isSymmetric = false }: SampledSet): MeasuredSet {
  return {
    name,
    isSymmetric,
    ...(network === undefined ? {} : { network: measureNetwork(network) }),
    ...(dealings === undefined ? {} : { dealings: measureDealings(dealings) }),
  };
}
