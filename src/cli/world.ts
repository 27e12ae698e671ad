import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CliDependencies } from './dependencies.ts';
import { formatCount } from './number-format.ts';
import { examples, wholeNumber } from './options.ts';
import { isoInstant, printLines } from './output.ts';
import { withProgress } from './progress.ts';

interface WorldOptions {
  readonly subjects: number;
  readonly transactions?: number;
  readonly seed: number;
  readonly networkSignal?: number;
  readonly out: string;
}

export function addWorldCommand(program: Command, deps: CliDependencies): void {
  program
    .command('world')
    .summary('generate a world to test in')
    .description(
      'Generates people, shops and groups with three years of dealings, debts and frauds, as Parquet: facts to ' +
        'import in OUT/facts, and apart from them the truth in OUT/truth.',
    )
    .option('--subjects <number>', 'how many people, 200 to 1,000,000', wholeNumber(200, 1_000_000), 2000)
    .option(
      '--transactions <number>',
      'how many, 4 to 200 a person (default: 40 a person)',
      wholeNumber(0, 200_000_000),
    )
    .option('--seed <number>', 'equal options make equal worlds', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .addOption(
      new Option(
        '--network-signal <number>',
        'how alike friends are in reliability: 0 not at all, -1 unlike (default: 0.5)',
      ).argParser(signal),
    )
    .requiredOption('--out <folder>', 'where to write: a folder that is empty, or is not there yet')
    .addHelpText(
      'after',
      examples(
        'credence world --out ./world',
        'credence world --subjects 100000 --transactions 1000000 --seed 7 --out ./large',
        'credence import ./world/facts',
      ),
    )
    .action((options: WorldOptions) => world(options, deps));
}

async function world({ out, ...options }: WorldOptions, deps: CliDependencies): Promise<void> {
  await deps.prepareEmptyFolder(out);
  const made = await withProgress(deps, false, (onProgress) =>
    deps.makeWorld(out, { ...options, onProgress }),
  );
  printLines(deps, [
    `${formatCount(made.rows)} facts in ${made.factsFolder}, the truth apart in ${made.truthFolder}.`,
    `Score as of ${isoInstant(made.endsAt)} in ${made.reportingCurrency}.`,
  ]);
}

function signal(text: string): number {
  const value = Number(text);
  if (/^-?[0-9.]+$/.test(text) && value >= -1 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from -1 to 1.');
}
