/** The middle of a score card: points by group, and the ledger line by line, each with sums a reader can check. */
import { FACTOR_GROUPS, type FactorGroup, type Thousandths } from '../domain/score.ts';
import type { FactorLine, FixedLine, GroupTotal, ScoreCard } from '../scoring/ledger.ts';
import { drawBar } from './bar.ts';
import { cutToWidth, padLeft, padRight } from './display-width.ts';
import { CONTENT_WIDTH, type FrameSection } from './frame.ts';
import { decimalsFor, formatShortCount, formatPoints, formatReading } from './number-format.ts';
import type { Paint } from './paint.ts';

export const GROUP_TITLES = {
  credit_history: 'Credit history',
  fulfilment_capacity: 'Fulfilment capacity',
  personal_characteristics: 'Personal characteristics',
  behaviour_and_preferences: 'Behaviour and preferences',
  interpersonal_relationships: 'Interpersonal relationships',
} as const satisfies Record<FactorGroup, string>;

export const FIXED_TITLES = {
  base: 'Base',
  limit: 'Limit of the scale',
  rounding: 'Rounding to a whole point',
} as const satisfies Record<FixedLine['item'], string>;

const POINTS_WIDTH = 9;
const BEST_WIDTH = 11;
const READING_WIDTH = 14;
const FACTS_WIDTH = 7;
const TITLE_WIDTH = CONTENT_WIDTH - READING_WIDTH - FACTS_WIDTH - POINTS_WIDTH - BEST_WIDTH;
const BAR_WIDTH = 24;

/** Decimals that write every line of a card exactly, so that what is shown adds up. */
export function cardDecimals(card: ScoreCard): number {
  return decimalsFor(
    card.ledger.flatMap((line) => (line.item === 'factor' ? [line.points, line.best] : [line.points])),
  );
}

/** The five groups as bars, and how they add up to the score. */
export function groupSection(card: ScoreCard, paint: Paint): FrameSection {
  const decimals = cardDecimals(card);
  const fixed = (item: FixedLine['item']): readonly string[] =>
    fixedLines(card, item).map((line) => sumLine(FIXED_TITLES[item], formatPoints(line.points, decimals)));
  return {
    heading: 'Where the points come from',
    lines: [
      ...fixed('base'),
      ...card.groups.map((group) => groupLine(group, decimals, paint)),
      ...fixed('limit'),
      ...fixed('rounding'),
      ...totalLines(card, decimals, paint),
    ],
  };
}

function groupLine(group: GroupTotal, decimals: number, paint: Paint): string {
  const bar = drawBar(group.best > 0 ? group.points / group.best : 0, BAR_WIDTH);
  const title = padRight(GROUP_TITLES[group.group], CONTENT_WIDTH - BAR_WIDTH - POINTS_WIDTH - BEST_WIDTH);
  const points = padLeft(formatPoints(group.points, decimals), POINTS_WIDTH);
  return title + paint.cyan(bar.filled) + paint.dim(bar.rest) + points + best(group.best, decimals, paint);
}

/** Every line of the ledger; factors stand under their group with its sum. */
export function ledgerSection(card: ScoreCard, paint: Paint): FrameSection {
  const decimals = cardDecimals(card);
  const heading =
    padRight('factor', TITLE_WIDTH) +
    padLeft('reading', READING_WIDTH) +
    padLeft('facts', FACTS_WIDTH) +
    padLeft('points', POINTS_WIDTH) +
    padLeft('of best', BEST_WIDTH);
  return {
    heading: 'Ledger',
    lines: [
      paint.dim(heading),
      ...fixedLines(card, 'base').map((line) =>
        sumLine(FIXED_TITLES.base, formatPoints(line.points, decimals)),
      ),
      ...FACTOR_GROUPS.flatMap((group) => groupLines(card, group, paint)),
      ...(['limit', 'rounding'] as const).flatMap((item) =>
        fixedLines(card, item).map((line) =>
          sumLine(FIXED_TITLES[item], formatPoints(line.points, decimals)),
        ),
      ),
      ...totalLines(card, decimals, paint),
    ],
  };
}

function groupLines(card: ScoreCard, group: FactorGroup, paint: Paint): readonly string[] {
  const decimals = cardDecimals(card);
  const factors = factorLines(card).filter((line) => line.group === group);
  if (factors.length === 0) return [];
  const sum = (of: (line: FactorLine) => Thousandths): Thousandths =>
    factors.reduce((all, line) => all + of(line), 0);
  const points = formatPoints(
    sum((line) => line.points),
    decimals,
  );
  const heading = sumLine(GROUP_TITLES[group], points);
  const most = sum((line) => line.best);
  return [
    paint.bold(heading.slice(0, -BEST_WIDTH)) + best(most, decimals, paint),
    ...factors.map((line) => factorLine(line, decimals, paint)),
  ];
}

function factorLine(line: FactorLine, decimals: number, paint: Paint): string {
  const title = padRight(`  ${cutToWidth(line.title, TITLE_WIDTH - 3)}`, TITLE_WIDTH);
  const reading = padLeft(cutToWidth(readingOf(line), READING_WIDTH), READING_WIDTH);
  const facts = padLeft(line.measurable ? formatShortCount(line.evidence) : '', FACTS_WIDTH);
  const points = padLeft(formatPoints(line.points, decimals), POINTS_WIDTH);
  const text = title + reading + facts + points;
  return (line.measurable ? text : paint.dim(text)) + best(line.best, decimals, paint);
}

export function readingOf(line: FactorLine): string {
  if (!line.measurable) return '–';
  return line.value === null ? line.bin : formatReading(line.value, line.unit);
}

function totalLines(card: ScoreCard, decimals: number, paint: Paint): readonly string[] {
  const total = card.ledger.reduce((sum, line) => sum + line.points, 0);
  const end = CONTENT_WIDTH - BEST_WIDTH;
  return [
    paint.dim(padLeft('─'.repeat(POINTS_WIDTH), end)),
    paint.bold(sumLine('Score', formatPoints(total, decimals))),
  ];
}

/** A title and points in the points column. */
function sumLine(title: string, points: string): string {
  return padRight(
    padRight(title, CONTENT_WIDTH - POINTS_WIDTH - BEST_WIDTH) + padLeft(points, POINTS_WIDTH),
    CONTENT_WIDTH,
  );
}

function best(amount: Thousandths, decimals: number, paint: Paint): string {
  return paint.dim(padLeft(`of ${padLeft(formatPoints(amount, decimals), BEST_WIDTH - 5)}`, BEST_WIDTH));
}

export function factorLines(card: ScoreCard): readonly FactorLine[] {
  return card.ledger.filter((line) => line.item === 'factor');
}

/** Lines of 0 points are left out: they change no sum. */
function fixedLines(card: ScoreCard, item: FixedLine['item']): readonly FixedLine[] {
  return card.ledger.filter((line): line is FixedLine => line.item === item && line.points !== 0);
}
