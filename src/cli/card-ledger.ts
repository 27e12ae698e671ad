/** The middle of a score card: points by group, and the ledger line by line, each with sums a reader can check. */
import { FACTOR_GROUPS, type FactorGroup, type Thousandths } from '../domain/score.ts';
import type { FactorLine, FixedLine, GroupTotal, ScoreCard } from '../scoring/ledger.ts';
import { tellReading } from '../scoring/reading-text.ts';
import { titleOf } from '../scoring/wording.ts';
import { drawBar } from './bar.ts';
import type { CardStyle } from './card-style.ts';
import { cutToWidth, padLeft, padRight, printable } from './display-width.ts';
import { CONTENT_WIDTH, type FrameSection } from './frame.ts';
import { decimalsFor, formatShortCount, formatPoints } from './number-format.ts';

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
export function groupSection(card: ScoreCard, style: CardStyle): FrameSection {
  const { catalogue, paint } = style;
  const decimals = cardDecimals(card);
  const bar = ({ group, points, best }: GroupTotal): string => {
    const drawn = drawBar(best > 0 ? points / best : 0, BAR_WIDTH);
    const width = CONTENT_WIDTH - BAR_WIDTH - POINTS_WIDTH - BEST_WIDTH;
    const title = padRight(cutToWidth(catalogue.say(`group.${group}`), width - 1), width);
    const amount = padLeft(formatPoints(points, decimals), POINTS_WIDTH);
    return title + paint.cyan(drawn.filled) + paint.dim(drawn.rest) + amount + bestOf(best, style, decimals);
  };
  return {
    heading: catalogue.say('card.groups'),
    lines: [
      ...openingLines(card, style),
      ...card.groups.filter(({ factors }) => factors > 0).map(bar),
      ...closingLines(card, style),
    ],
  };
}

/** Every line of the ledger; factors stand under their group with its sum. */
export function ledgerSection(card: ScoreCard, style: CardStyle): FrameSection {
  const { catalogue, paint } = style;
  const heading =
    padRight(catalogue.say('card.factor'), TITLE_WIDTH) +
    padLeft(catalogue.say('card.reading'), READING_WIDTH) +
    padLeft(catalogue.say('card.facts'), FACTS_WIDTH) +
    padLeft(catalogue.say('card.points'), POINTS_WIDTH) +
    padLeft(catalogue.say('card.of_best'), BEST_WIDTH);
  return {
    heading: catalogue.say('card.ledger'),
    lines: [
      paint.dim(heading),
      ...openingLines(card, style),
      ...FACTOR_GROUPS.flatMap((group) => groupLines(card, group, style)),
      ...closingLines(card, style),
    ],
  };
}

function groupLines(card: ScoreCard, group: FactorGroup, style: CardStyle): readonly string[] {
  const { catalogue, paint } = style;
  const decimals = cardDecimals(card);
  const factors = factorLines(card).filter((line) => line.group === group);
  if (factors.length === 0) return [];
  const sum = (of: (line: FactorLine) => Thousandths): Thousandths =>
    factors.reduce((all, line) => all + of(line), 0);
  const heading = sumLine(
    catalogue.say(`group.${group}`),
    formatPoints(
      sum((line) => line.points),
      decimals,
    ),
  );
  const most = sum((line) => line.best);
  return [
    paint.bold(heading.slice(0, -BEST_WIDTH)) + bestOf(most, style, decimals),
    ...factors.map((line) => factorText(line, style, decimals)),
  ];
}

function factorText(line: FactorLine, style: CardStyle, decimals: number): string {
  const name = printable(titleOf(style.catalogue, line));
  const title = padRight(`  ${cutToWidth(name, TITLE_WIDTH - 3)}`, TITLE_WIDTH);
  const reading = padLeft(cutToWidth(readingText(line, style), READING_WIDTH), READING_WIDTH);
  const facts = padLeft(line.measurable ? formatShortCount(line.evidence) : '', FACTS_WIDTH);
  const points = padLeft(formatPoints(line.points, decimals), POINTS_WIDTH);
  const text = title + reading + facts + points;
  return (line.measurable ? text : style.paint.dim(text)) + bestOf(line.best, style, decimals);
}

/** `–` where there is none; the bin of a text. */
export function readingText(line: FactorLine, { catalogue }: CardStyle): string {
  if (!line.measurable) return '–';
  return printable(line.value === null ? line.bin : tellReading(catalogue, line.value, line.unit));
}

/** What stands where factors begin. */
function isOpening(item: FixedLine['item']): boolean {
  return item === 'base' || item === 'members';
}

function openingLines(card: ScoreCard, style: CardStyle): readonly string[] {
  return fixedLines(card, style, isOpening);
}

/** What follows the factors, and the sum of all. */
function closingLines(card: ScoreCard, style: CardStyle): readonly string[] {
  const { catalogue, paint } = style;
  const total = card.ledger.reduce((sum, line) => sum + line.points, 0);
  return [
    ...fixedLines(card, style, (item) => !isOpening(item)),
    paint.dim(padLeft('─'.repeat(POINTS_WIDTH), CONTENT_WIDTH - BEST_WIDTH)),
    paint.bold(sumLine(catalogue.say('card.score'), formatPoints(total, cardDecimals(card)))),
  ];
}

/** Lines of 0 points are left out: they change no sum. */
function fixedLines(
  card: ScoreCard,
  { catalogue }: CardStyle,
  isWanted: (item: FixedLine['item']) => boolean,
): readonly string[] {
  const decimals = cardDecimals(card);
  return card.ledger.flatMap((line) =>
    line.item === 'factor' || line.points === 0 || !isWanted(line.item)
      ? []
      : [sumLine(catalogue.say(`line.${line.item}`), formatPoints(line.points, decimals))],
  );
}

/** A title and points in the points column. */
function sumLine(title: string, points: string): string {
  return padRight(
    padRight(title, CONTENT_WIDTH - POINTS_WIDTH - BEST_WIDTH) + padLeft(points, POINTS_WIDTH),
    CONTENT_WIDTH,
  );
}

function bestOf(amount: Thousandths, { catalogue, paint }: CardStyle, decimals: number): string {
  const best = padLeft(formatPoints(amount, decimals), BEST_WIDTH - 5);
  return paint.dim(padLeft(catalogue.say('card.of', { best }), BEST_WIDTH));
}

function factorLines(card: ScoreCard): readonly FactorLine[] {
  return card.ledger.filter((line) => line.item === 'factor');
}
