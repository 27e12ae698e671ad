import type { Command } from 'commander';
import { InvalidConfigError } from '../domain/errors.ts';
import { requireConsent } from '../engine/consent.ts';
import { loadResident, type Hypothesis } from '../engine/resident/resident.ts';
import { runFacts } from '../engine/run-facts.ts';
import { changeOfWhatIf, type WhatIf } from '../engine/what-if.ts';
import { whatIfJson } from '../engine/what-if-json.ts';
import type { ScoreChange } from '../scoring/change-lines.ts';
import { explainScore } from '../scoring/explain.ts';
import type { ScoreRow } from '../scoring/score-table.ts';
import { changeLines, endsText } from './change-table.ts';
import type { CardStyle } from './card-style.ts';
import type { CliDependencies } from './dependencies.ts';
import { drawFrame, FRAME_WIDTH } from './frame.ts';
import { examples, jsonOption, languageOption, purposeOption, storeOption, withStore } from './options.ts';
import { printJson, printLines } from './output.ts';
import { paintFor } from './paint.ts';
import { withProgress } from './progress.ts';
import { headSection } from './score-card.ts';
import { printable } from './display-width.ts';
import { latestEntry } from './show.ts';
import { addHypothesisOptions } from './what-if-options.ts';

interface WhatIfOptions {
  readonly store: string;
  readonly purpose: string;
  readonly language: string;
  readonly network?: true;
  readonly json?: true;
}

export function addWhatIfCommand(program: Command, deps: CliDependencies): void {
  const command = program
    .command('what-if')
    .summary('tell what a score would be')
    .description(
      'Supposes facts about a subject as of the latest run and tells its score with them, and why. Nothing is kept. The ' +
        'projection of the run is made first, which takes as long as a run; a server has it at hand.',
    )
    .argument('<subject>', 'the id of a user or merchant');
  const changes = addHypothesisOptions(command);
  command
    .addOption(storeOption(deps))
    .addOption(purposeOption(deps))
    .option('--network', 'what made the network line, in exact points, for analysts')
    .addOption(languageOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'credence what-if u-0042 --pay-due loan-7:3',
        'credence what-if u-0042 --settle loan-7 --end-tie u-0013',
        'credence what-if u-0042 --guarantor u-0007:loan-7:250000 --json',
      ),
    )
    .action((subject: string, options: WhatIfOptions) => whatIf({ subject, changes }, options, deps));
}

async function whatIf(
  { subject, changes }: { subject: string; changes: readonly Hypothesis[] },
  options: WhatIfOptions,
  deps: CliDependencies,
): Promise<void> {
  if (changes.length === 0)
    throw new InvalidConfigError(
      'what-if: nothing is supposed; give at least one option such as --settle OBLIGATION; see credence what-if --help',
    );
  const catalogue = await deps.readCatalogue(options.language);
  const found = await withStore(deps, options.store, async (store): Promise<WhatIf> => {
    const entry = await latestEntry(store, subject, options.purpose);
    requireConsent(entry, 'what if');
    const { run } = entry;
    return withProgress(deps, options.json === true, async (onProgress) => {
      const { clock, hasher, kernels } = deps;
      const resident = await loadResident(store, run, { clock, hasher, kernels, onProgress });
      return { run, ...(await resident.whatIf(subject, changes)) };
    });
  });
  const change = changeOfWhatIf(found, options.network === true ? 'exact' : 'served');
  if (options.json === true) {
    printJson(deps, whatIfJson(found.run, change, catalogue));
    return;
  }
  const { scorecard } = found;
  printLines(
    deps,
    whatIfLines(found, change, { style: { scorecard, catalogue, paint: paintFor(deps) }, deps }),
  );
}

/** Both heads of the card, one under the other where there is room, and what makes the difference. */
function whatIfLines(
  { run, before, after }: WhatIf,
  change: ScoreChange,
  { style, deps }: { style: CardStyle; deps: CliDependencies },
): readonly string[] {
  const { catalogue, paint, scorecard } = style;
  const { stdout } = deps;
  const width = stdout.columns ?? FRAME_WIDTH;
  const lines = changeLines(change, { catalogue, width });
  if (stdout.isTTY === true && width < FRAME_WIDTH) return [endsText(change, catalogue), '', ...lines];
  const head = (row: ScoreRow) => headSection(explainScore(row, scorecard, runFacts(run)), style);
  const title = { left: printable(change.subjectId), right: catalogue.say(`kind.${change.subjectKind}`) };
  const sections = [head(before), { ...head(after), heading: catalogue.say('change.would_be') }];
  return [...drawFrame(title, sections, { border: paint.dim, heading: paint.bold }), '', ...lines];
}
