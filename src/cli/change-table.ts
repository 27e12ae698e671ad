/** What changed between two scores, as people read it. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { Thousandths } from '../domain/score.ts';
import { formatInstant } from '../domain/time.ts';
import type { SubjectChange } from '../engine/changes.ts';
import type { RunRecord } from '../engine/ports.ts';
import type { ChangeLine, ScoreChange, ScoreEnd } from '../scoring/change-lines.ts';
import { changeText } from '../scoring/change-text.ts';
import { bandName } from '../scoring/wording.ts';
import { padRight, printable, wrapToWidth } from './display-width.ts';
import { decimalsFor, formatPoints } from './number-format.ts';
import { drawTable, type TableColumn } from './table.ts';

/** Beside what changed stand its points and two spaces. */
const POINTS_WIDTH = 12;
const NARROWEST = 30;

export interface ChangeStyle {
  readonly catalogue: Catalogue;
  /** Columns there are. */
  readonly width: number;
}

export function subjectChangeLines(
  { from, to, change }: SubjectChange,
  style: ChangeStyle,
): readonly string[] {
  const { catalogue } = style;
  return [
    ...[endsText(change, catalogue), ...runTexts(from, to, catalogue)],
    ...reasonLines(change, style),
    ...['', ...changeLines(change, style)],
  ];
}

/** Why a side has no score. */
function reasonLines({ before, after }: ScoreChange, { catalogue, width }: ChangeStyle): readonly string[] {
  const reasons = [before, after].flatMap(({ outcomeReason }) => outcomeReason ?? []);
  return [...new Set(reasons)].flatMap((reason) =>
    wrapToWidth(catalogue.say(reason), Math.max(NARROWEST, width)),
  );
}

/** Such as `u-0042 (person): 642 good → 655 very good`. */
export function endsText(change: ScoreChange, catalogue: Catalogue): string {
  const kind = catalogue.say(`kind.${change.subjectKind}`);
  const ends = catalogue.say('change.arrow', {
    before: endText(change.before, catalogue),
    after: endText(change.after, catalogue),
  });
  return `${printable(change.subjectId)} (${kind}): ${ends}`;
}

/** The lines alone, the largest first, with their sum; what moved no points is counted. */
export function changeLines(change: ScoreChange, { catalogue, width }: ChangeStyle): readonly string[] {
  const { lines, difference } = change;
  const telling = lines.filter(({ points }) => points !== 0);
  const quiet = lines.length - telling.length;
  const rest = [
    ...(quiet === 0 ? [] : ['', catalogue.say('change.quiet', { count: quiet })]),
    ...(telling.some(({ item }) => item === 'network') && !isSplit(lines)
      ? ['', catalogue.say('change.see_network')]
      : []),
  ];
  if (telling.length === 0) return unmovedLines(change, quiet, catalogue);
  const inner = Math.max(NARROWEST, width - POINTS_WIDTH);
  const decimals = decimalsFor(telling.map(({ points }) => points ?? 0));
  const points = (amount: Thousandths | null): string =>
    amount === null ? '' : signedPoints(amount, decimals);
  const rows = [...telling]
    .sort((a, b) => Math.abs(b.points ?? 0) - Math.abs(a.points ?? 0))
    .flatMap((line) =>
      wrapToWidth(printable(changeText(catalogue, line)), inner).map((text, part) => [
        part === 0 ? points(line.points) : '',
        text,
      ]),
    );
  const columns: readonly TableColumn[] = [
    { heading: catalogue.say('change.points'), align: 'right' },
    { heading: catalogue.say('change.what'), align: 'left' },
  ];
  if (difference === null) return [catalogue.say('change.no_difference'), '', ...drawTable(columns, rows)];
  return [...drawTable(columns, rows, [points(difference), catalogue.say('change.difference')]), ...rest];
}

/** Where no line moved a point. Of a score that came or went what is at its head says all. */
function unmovedLines({ difference }: ScoreChange, quiet: number, catalogue: Catalogue): readonly string[] {
  if (quiet > 0) return [catalogue.say('change.only_quiet', { count: quiet })];
  return difference === null ? [] : [catalogue.say('change.none')];
}

/** Such as `−12.5` or `+0.5`. */
export function signedPoints(amount: Thousandths, decimals: number): string {
  return amount > 0 ? `+${formatPoints(amount, decimals)}` : formatPoints(amount, decimals);
}

/** Such as `642 good`, or why there is no score. */
function endText({ outcome, score, band }: ScoreEnd, catalogue: Catalogue): string {
  return score === null || band === null
    ? catalogue.say(`outcome.${outcome}`)
    : `${score} ${printable(bandName(catalogue, band))}`;
}

function isSplit(lines: readonly ChangeLine[]): boolean {
  return lines.some(({ cause }) => cause === 'steps' || cause === 'neighbours' || cause === 'company');
}

function runTexts(from: RunRecord, to: RunRecord, catalogue: Catalogue): readonly string[] {
  const rows = [
    [catalogue.say('change.from'), from],
    [catalogue.say('change.to'), to],
  ] as const;
  const width = Math.max(...rows.map(([name]) => name.length));
  const run = catalogue.say('card.run');
  return rows.map(
    ([name, { id, cut, scorecardId }]) =>
      `${padRight(name, width)}  ${formatInstant(cut.asOf)}  ${run} ${id}  ${scorecardId}`,
  );
}
