import { InvalidArgumentError, Option, type Command } from 'commander';
import { parseInstant } from '../domain/time.ts';
import { changeByScorecard, changeOfSubject, type ChangeRequest } from '../engine/changes.ts';
import type { RunChoice } from '../engine/stored-runs.ts';
import { subjectChangeJson } from '../engine/time-json.ts';
import { subjectChangeLines } from './change-table.ts';
import type { CliDependencies } from './dependencies.ts';
import { FRAME_WIDTH } from './frame.ts';
import { examples, jsonOption, languageOption, purposeOption, storeOption, withStore } from './options.ts';
import { printJson, printLines } from './output.ts';
import { withProgress } from './progress.ts';

interface DiffOptions {
  readonly store: string;
  readonly from?: RunChoice;
  readonly to?: RunChoice;
  readonly scorecard?: string;
  readonly purpose: string;
  readonly language: string;
  readonly network?: true;
  readonly json?: true;
}

export function addDiffCommand(program: Command, deps: CliDependencies): void {
  program
    .command('diff')
    .summary("tell why a subject's score changed")
    .description(
      'Subtracts two scores of a subject line by line: between two instants or runs, or between two scorecards over ' +
        'the same facts. The lines sum to the difference, exactly.',
    )
    .argument('<subject>', 'the id of a user, merchant or group')
    .addOption(storeOption(deps))
    .addOption(
      runOption(
        '--from <time|run>',
        'the run made last as of this instant or earlier on the same basis, or a run by its id (default: the one before)',
      ),
    )
    .addOption(runOption('--to <time|run>', 'the same, for the later score (default: the latest run)'))
    .option(
      '--scorecard <file|name>',
      'another scorecard for the facts of the later run, which then is scored anew and not kept',
    )
    .addOption(purposeOption(deps))
    .option('--network', 'what made the network line, in exact points, for analysts')
    .addOption(languageOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence diff u-0042',
        'credence diff u-0042 --from 2024-06-30 --to 2024-12-31 --network',
        'credence diff u-0042 --scorecard my-card.json',
        'credence diff u-0042 --language zh',
      ),
    )
    .action((subject: string, options: DiffOptions) => diff(subject, options, deps));
}

async function diff(subject: string, options: DiffOptions, deps: CliDependencies): Promise<void> {
  const { from, to, purpose, network, json } = options;
  const catalogue = await deps.readCatalogue(options.language);
  const request: ChangeRequest = { from, to, purpose, network: network === true ? 'exact' : 'served' };
  const scorecard = options.scorecard === undefined ? undefined : await deps.readScorecard(options.scorecard);
  const found = await withStore(deps, options.store, (store) =>
    scorecard === undefined
      ? changeOfSubject(store, subject, request)
      : withProgress(deps, json === true, (onProgress) => {
          const { hasher, kernels } = deps;
          return changeByScorecard(store, subject, { ...request, scorecard, hasher, kernels, onProgress });
        }),
  );
  const width = deps.stdout.columns ?? FRAME_WIDTH;
  if (json === true) printJson(deps, subjectChangeJson(found, catalogue));
  else printLines(deps, subjectChangeLines(found, { catalogue, width }));
}

function runOption(flags: string, what: string): Option {
  return new Option(flags, what).argParser(readRunChoice);
}

function readRunChoice(text: string): RunChoice {
  const asOf = parseInstant(text);
  if (asOf !== undefined) return { asOf };
  if (/^[0-9a-f]{16}$/.test(text)) return { id: text };
  throw new InvalidArgumentError(
    'Expected an instant such as 2024-06-30, or the id of a run: 16 hexadecimal digits, as credence runs lists them.',
  );
}
