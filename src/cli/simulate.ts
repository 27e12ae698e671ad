import { InvalidArgumentError, Option, type Command } from 'commander';
import type { CliDependencies, SimulationReport } from './dependencies.ts';
import { printable } from './display-width.ts';
import { examples, jsonOption, purposeOption, wholeNumber } from './options.ts';
import { printJson, printLines } from './output.ts';
import { withProgress } from './progress.ts';
import { drawTable } from './table.ts';

/** What is written into the folder that is asked for. */
const PLOT = 'simulation.svg';
const DOCUMENT = 'simulation.json';

interface SimulateOptions {
  readonly subjects: number;
  readonly months: number;
  readonly seeds: number;
  readonly firstSeed: number;
  readonly policy: readonly string[];
  readonly scorecard?: string;
  readonly purpose: string;
  readonly out?: string;
  readonly json?: true;
  /** The rates, by behaviour. */
  readonly [behaviour: string]: unknown;
}

export function addSimulateCommand(program: Command, deps: CliDependencies): void {
  const { policies, behaviours, mostMonths } = deps.laboratory;
  const ids = policies.map(({ id }) => id);
  const command = program
    .command('simulate')
    .summary('try policies on generated worlds')
    .description(
      'Lets generated people live month by month under a scorecard, minding their scores: they drop ties, strive, close ' +
        'triads and buy for points. Tells what that does to them under each policy, and who is hurt by network data.',
    )
    .option('--subjects <number>', 'how many people, 200 to 10,000', wholeNumber(200, 10_000), 1000)
    .option('--months <number>', `how long, 1 to ${mostMonths}`, wholeNumber(1, mostMonths), 12)
    .option('--seeds <number>', 'how many worlds, for intervals two or more', wholeNumber(1, 100), 3)
    .option('--first-seed <number>', "the first world's seed", wholeNumber(0, 1_000_000), 1)
    .addOption(
      new Option('--policy <id...>', 'what to compare with maxShare 0')
        .choices(ids)
        .default(ids, 'all of them'),
    )
    .option('--scorecard <file|name>', "a scorecard of your own, or a built-in one (default: the profile's)")
    .addOption(purposeOption(deps))
    .option('--out <folder>', `where to write ${PLOT} and ${DOCUMENT}`)
    .addOption(jsonOption());
  for (const { id, rate, usual } of behaviours)
    command.addOption(new Option(`--${id} <rate>`, `the chance ${rate}`).argParser(readRate).default(usual));
  command
    .addHelpText(
      'after',
      examples(
        'credence simulate --out ./laboratory',
        'credence simulate --scorecard my-card.json --months 24 --seeds 5',
        'credence simulate --policy gated --dropping 0 --striving 0 --json',
      ),
    )
    .action((options: SimulateOptions) => runSimulation(options, deps));
}

async function runSimulation(options: SimulateOptions, deps: CliDependencies): Promise<void> {
  const { subjects, months, out } = options;
  const profile = await deps.profileFor(options.purpose);
  const scorecard = await deps.readScorecard(options.scorecard ?? profile.scorecard);
  // Before the minutes that it takes.
  if (out !== undefined) await deps.prepareFolder(out);
  const report = await withProgress(deps, options.json === true, (onProgress) =>
    deps.laboratory.simulate({
      subjects,
      months,
      seeds: Array.from({ length: options.seeds }, (_, index) => options.firstSeed + index),
      policies: options.policy,
      rates: ratesOf(options, deps),
      scorecard,
      profile,
      basis: profile.bases[0]!,
      onProgress,
    }),
  );
  if (out !== undefined) await writeReport(out, report, deps);
  if (options.json === true) printJson(deps, report.json);
  else printLines(deps, linesOf(report, out));
}

function ratesOf(
  options: SimulateOptions,
  { laboratory }: CliDependencies,
): Readonly<Record<string, number>> {
  return Object.fromEntries(laboratory.behaviours.map(({ id }) => [id, Number(options[id])]));
}

async function writeReport(folder: string, report: SimulationReport, deps: CliDependencies): Promise<void> {
  await deps.writeText({ path: `${folder}/${PLOT}`, text: report.svg });
  await deps.writeText({
    path: `${folder}/${DOCUMENT}`,
    text: `${JSON.stringify(report.json, undefined, 2)}\n`,
  });
}

function linesOf({ headings, rows, size }: SimulationReport, out: string | undefined): readonly string[] {
  const columns = headings.map(
    (heading, index) => ({ heading, align: index === 0 ? 'left' : 'right' }) as const,
  );
  return [
    ...drawTable(columns, rows),
    '',
    `${size}; means over worlds, and how far from maxShare 0 with 95 % intervals.`,
    ...(out === undefined
      ? []
      : [`The months in between: ${printable(`${out}/${PLOT}`)} and ${DOCUMENT} beside it.`]),
  ];
}

function readRate(text: string): number {
  const rate = Number(text);
  if (/^[0-9.]+$/.test(text) && rate >= 0 && rate <= 1) return rate;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}
