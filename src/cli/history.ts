import type { Command } from 'commander';
import type { Catalogue } from '../domain/catalogue.ts';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../domain/score.ts';
import { formatInstant } from '../domain/time.ts';
import { subjectTimeline, type Timeline, type TimelineEntry } from '../engine/timeline.ts';
import { timelineJson } from '../engine/time-json.ts';
import { changeText } from '../scoring/change-text.ts';
import { bandName } from '../scoring/wording.ts';
import { drawBar } from './bar.ts';
import { signedPoints } from './change-table.ts';
import type { CliDependencies } from './dependencies.ts';
import { printable } from './display-width.ts';
import { decimalsFor } from './number-format.ts';
import { examples, jsonOption, languageOption, purposeOption, storeOption, withStore } from './options.ts';
import { printJson, printLines } from './output.ts';
import { drawTable, type TableColumn } from './table.ts';

const BAR_WIDTH = 20;

interface HistoryOptions {
  readonly store: string;
  readonly purpose: string;
  readonly language: string;
  readonly json?: true;
}

export function addHistoryCommand(program: Command, deps: CliDependencies): void {
  program
    .command('history')
    .summary("show how a subject's score went")
    .description(
      'Lists the runs that moved the score of a subject, oldest first, and what did most of it; of runs on two bases, those on ' +
        'that of the latest.',
    )
    .argument('<subject>', 'the id of a user, merchant or group')
    .addOption(storeOption(deps))
    .addOption(purposeOption(deps))
    .addOption(languageOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('credence history u-0042', 'credence history u-0042 --json'))
    .action((subject: string, options: HistoryOptions) => history(subject, options, deps));
}

async function history(subject: string, options: HistoryOptions, deps: CliDependencies): Promise<void> {
  const catalogue = await deps.readCatalogue(options.language);
  const { purpose } = options;
  const timeline = await withStore(deps, options.store, (store) =>
    subjectTimeline(store, subject, { purpose }),
  );
  if (options.json === true) printJson(deps, timelineJson(timeline, catalogue));
  else printLines(deps, timelineLines(timeline, catalogue, deps.stdout.isTTY === true));
}

/** With bars where a person looks on. */
function timelineLines(
  { entries, unmoved }: Timeline,
  catalogue: Catalogue,
  isDrawn: boolean,
): readonly string[] {
  const headings = ['as_of', 'score', 'band', 'difference', 'cause'] as const;
  const columns = headings.map((heading): TableColumn => ({
    heading: catalogue.say(`history.${heading}`),
    align: heading === 'score' || heading === 'difference' ? 'right' : 'left',
  }));
  const bar: TableColumn = {
    heading: `${LOWEST_SCORE}`.padEnd(BAR_WIDTH - 3) + String(HIGHEST_SCORE),
    align: 'left',
  };
  const rows = entries.map((entry) => {
    const cells = entryCells(entry, catalogue);
    return isDrawn ? [...cells.slice(0, 3), barOf(entry), ...cells.slice(3)] : cells;
  });
  const table = drawTable(isDrawn ? [...columns.slice(0, 3), bar, ...columns.slice(3)] : columns, rows);
  return unmoved === 0 ? table : [...table, '', catalogue.say('history.unmoved', { count: unmoved })];
}

function entryCells({ run, end, difference, cause }: TimelineEntry, catalogue: Catalogue): readonly string[] {
  return [
    formatInstant(run.cut.asOf),
    end.score === null ? '–' : String(end.score),
    printable(end.band === null ? catalogue.say(`outcome.${end.outcome}`) : bandName(catalogue, end.band)),
    difference === null ? '' : signedPoints(difference, 0),
    causeText(end, cause, catalogue),
  ];
}

/** What did most of a difference, or why there is no score. */
function causeText(
  { outcomeReason }: TimelineEntry['end'],
  cause: TimelineEntry['cause'],
  catalogue: Catalogue,
): string {
  if (outcomeReason !== undefined) return catalogue.say(outcomeReason);
  if (cause === undefined) return '';
  const points = cause.points ?? 0;
  return `${signedPoints(points, decimalsFor([points]))} ${printable(changeText(catalogue, cause))}`;
}

function barOf({ end }: TimelineEntry): string {
  if (end.score === null) return '';
  const { filled, rest } = drawBar((end.score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE), BAR_WIDTH);
  return filled + rest;
}
