import { Option, type Command } from 'commander';
import type { ProcessingBasis } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { GraphStore } from '../engine/ports.ts';
import { scoreEveryone } from '../engine/run.ts';
import { requireWriteBack, writeBackScores } from '../engine/write-back.ts';
import { readStoredScorecard } from '../scoring/scorecard.ts';
import type { CliDependencies } from './dependencies.ts';
import {
  asOfOption,
  basisOption,
  currencyOption,
  examples,
  jsonOption,
  purposeOption,
  requireFacts,
  storeOption,
  withStore,
} from './options.ts';
import { printJson, printLines } from './output.ts';
import { paintFor } from './paint.ts';
import { withProgress } from './progress.ts';
import { scoreSummaryJson, scoreSummaryLines, summariseScores } from './score-summary.ts';
import { makeTouched, touchedJson, touchedLines, type Made, type Making } from './score-touched.ts';

const NOBODY_KNOWN = [
  '',
  'Nothing was recorded before that instant, so nobody was known. To score as of the past, import history with',
  'credence import FROM --recorded event; rows without recorded_at then count as known when they happened.',
];

const BYPASSES_CONSENT =
  'credence: warning: the scores are on the nodes now, so whoever may read the database sees them without a key, a ' +
  'purpose or an audit record, whatever their subjects consented to\n';

interface ScoreOptions {
  readonly store: string;
  readonly asOf?: Instant;
  readonly scorecard?: string;
  readonly profile?: string;
  readonly purpose: string;
  readonly basis?: ProcessingBasis;
  readonly currency?: string;
  readonly touched?: true;
  readonly writeBack?: true;
  readonly json?: true;
}

export function addScoreCommand(program: Command, deps: CliDependencies): void {
  program
    .command('score')
    .summary('score everyone')
    .description(
      'Makes a run over every subject as of an instant and keeps it. Equal facts, instant and scorecard give the same run.',
    )
    .addOption(storeOption(deps))
    .addOption(asOfOption('score with what was known before this instant (default: now)'))
    .addOption(
      new Option(
        '--profile <file|name>',
        'what the scores are for and may be made of (default: the built-in one for the purpose)',
      ).conflicts('purpose'),
    )
    .option('--scorecard <file|name>', "a scorecard of your own, or a built-in one (default: the profile's)")
    .addOption(purposeOption(deps))
    .addOption(
      new Option(
        '--touched',
        'score those alone whom facts since the latest run can have changed, by the rules of that run',
      ).conflicts(['profile', 'scorecard', 'basis', 'currency']),
    )
    .addOption(basisOption(deps))
    .addOption(currencyOption(deps))
    .option(
      '--write-back',
      "put the scores on the subjects' nodes, for those who browse the database; they see them whatever was consented to",
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence score',
        'credence score --as-of 2024-06-30 --currency EUR',
        'credence score --profile credit-eu',
        'credence score --touched',
        'credence score --scorecard my-card.json --basis consent --purpose tenancy --json',
      ),
    )
    .action((options: ScoreOptions) => score(options, deps));
}

async function score(options: ScoreOptions, deps: CliDependencies): Promise<void> {
  const make = options.touched === true ? makeTouched : await fullRun(options, deps);
  const asOf = options.asOf ?? deps.clock.now();
  const made = await withStore(deps, options.store, async (store) => {
    const target = options.writeBack === true ? requireWriteBack(store) : undefined;
    await requireFacts(store);
    return withProgress(deps, options.json === true, async (onProgress) => {
      const { clock, hasher, kernels } = deps;
      const result = await make(store, {
        asOf,
        purpose: options.purpose,
        clock,
        hasher,
        kernels,
        onProgress,
      });
      const scorecard = readStoredScorecard(result.run.scorecardJson);
      if (target !== undefined) await writeBackScores(target, { ...result, scorecard }, onProgress);
      return result;
    });
  });
  if (options.writeBack === true) deps.stderr.write(BYPASSES_CONSENT);
  report(made, options, deps);
}

/** A run over everyone by the rules that were named, all of them read before a store is opened. */
async function fullRun(
  options: ScoreOptions,
  deps: CliDependencies,
): Promise<(store: GraphStore, making: Making) => Promise<Made>> {
  const profile = await (options.profile === undefined
    ? deps.profileFor(options.purpose)
    : deps.readProfile(options.profile));
  const scorecard = await deps.readScorecard(options.scorecard ?? profile.scorecard);
  const rules = {
    ...{ profile, scorecard, basis: options.basis ?? profile.bases[0]! },
    reportingCurrency: options.currency,
  };
  return (store, making) => scoreEveryone(store, { ...making, ...rules });
}

function report(made: Made, options: ScoreOptions, deps: CliDependencies): void {
  const { run, scores, touched } = made;
  const summary = summariseScores(scores, readStoredScorecard(run.scorecardJson));
  if (options.json === true) {
    const more = touched === undefined ? {} : touchedJson(touched);
    printJson(deps, { ...scoreSummaryJson(run, summary), ...more });
    return;
  }
  const hint = run.subjects === 0 ? NOBODY_KNOWN : [];
  const more = touched === undefined ? [] : ['', ...touchedLines(touched)];
  printLines(deps, [...scoreSummaryLines(run, summary, paintFor(deps)), ...more, ...hint]);
}
