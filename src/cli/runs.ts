import type { Command } from 'commander';
import { formatInstant } from '../domain/time.ts';
import { comparisonJson } from '../engine/comparison-json.ts';
import type { RunRecord } from '../engine/ports.ts';
import { compareRuns } from '../engine/run-comparison.ts';
import { runJson } from '../engine/run-json.ts';
import { comparisonLines } from './comparison-table.ts';
import type { CliDependencies } from './dependencies.ts';
import { formatCount } from './number-format.ts';
import { examples, jsonOption, storeOption, withStore } from './options.ts';
import { printJson, printLines } from './output.ts';
import { drawTable, type TableColumn } from './table.ts';

interface RunsOptions {
  readonly store: string;
  readonly purpose?: string;
  readonly json?: true;
}

export function addRunsCommand(program: Command, deps: CliDependencies): void {
  const runs = program.command('runs').description('Lists the runs that are held, and compares two of them.');
  runs
    .command('list', { isDefault: true })
    .description('Every run, the latest instant first.')
    .addOption(storeOption(deps))
    .option('--purpose <name>', 'only those made for this purpose')
    .addOption(jsonOption())
    .addHelpText('after', examples('credence runs list', 'credence runs list --purpose tenancy --json'))
    .action((options: RunsOptions) => list(options, deps));
  runs
    .command('compare')
    .description(
      'How the scores of two runs spread, who went from which band to which, and how far the whole has moved (population ' +
        'stability index over the deciles of the first).',
    )
    .argument('<base>', 'the id of a run')
    .argument('<other>', 'the id of the run to hold against it')
    .addOption(storeOption(deps))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence runs compare 500c65982fe9131f 91d4a2c07b33e8f6',
        'credence runs compare 500c65982fe9131f 91d4a2c07b33e8f6 --json',
      ),
    )
    .action((base: string, other: string, options: RunsOptions) => compare([base, other], options, deps));
}

async function list({ store: location, purpose, json }: RunsOptions, deps: CliDependencies): Promise<void> {
  const found = await withStore(deps, location, (store) => store.listRuns(purpose));
  if (json === true) printJson(deps, { runs: found.map(runJson) });
  else if (found.length === 0) printLines(deps, ['No runs are held; make one: credence score']);
  else printLines(deps, runLines(found));
}

const COLUMNS: readonly TableColumn[] = [
  { heading: 'run', align: 'left' },
  { heading: 'as of', align: 'left' },
  { heading: 'kind', align: 'left' },
  { heading: 'purpose', align: 'left' },
  { heading: 'scorecard', align: 'left' },
  { heading: 'subjects', align: 'right' },
  { heading: 'scored', align: 'right' },
];

function runLines(runs: readonly RunRecord[]): readonly string[] {
  return drawTable(
    COLUMNS,
    runs.map((run) => [
      run.id,
      formatInstant(run.cut.asOf),
      run.base === undefined ? 'full' : `touched, on ${run.base}`,
      run.purpose,
      run.scorecardId,
      formatCount(run.subjects),
      formatCount(run.scored),
    ]),
  );
}

async function compare(
  ids: readonly [string, string],
  { store: location, json }: RunsOptions,
  deps: CliDependencies,
): Promise<void> {
  const found = await withStore(deps, location, (store) => compareRuns(store, ids));
  if (json === true) printJson(deps, comparisonJson(found));
  else printLines(deps, comparisonLines(found));
}
