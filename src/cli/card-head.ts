/** The top of a score card: the number, its band, how sure it is, and where it lies on the scale. */
import type { Catalogue } from '../domain/catalogue.ts';
import { HIGHEST_SCORE, LOWEST_SCORE } from '../domain/score.ts';
import { isProvisional } from '../scoring/interval.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import { formatShare } from '../scoring/reading-text.ts';
import type { Band } from '../scoring/scorecard.ts';
import { bandName } from '../scoring/wording.ts';
import { drawBar } from './bar.ts';
import { bigDigits } from './big-digits.ts';
import type { CardStyle } from './card-style.ts';
import { displayWidth, padRight, printable, wrapToWidth } from './display-width.ts';
import { CONTENT_WIDTH } from './frame.ts';
import { bandPaint, type Paint } from './paint.ts';

const INDENT = '   ';
const GAUGE_WIDTH = 70;
const CONFIDENCE_WIDTH = 20;

export type ScoredCard = ScoreCard & { readonly score: number; readonly band: string };

/** Score and band in large, confidence as a bar, the gauge, and how sure and how high it is below. */
export function scoreHead(card: ScoredCard, style: CardStyle): readonly string[] {
  const { scorecard, catalogue, paint } = style;
  const colour = bandPaint(paint, scorecard.bands, card.band);
  const [top, middle, bottom] = bigDigits(card.score);
  const bar = drawBar(card.confidence, CONFIDENCE_WIDTH);
  const confidence = catalogue.say('card.confidence', { share: formatShare(card.confidence) });
  const beside = [
    paint.bold(colour(bandText(card, catalogue).toUpperCase())),
    `${confidence}  ${bar.filled}${paint.dim(bar.rest)}`,
    paint.dim(measuredText(card, style)),
  ];
  const digits = [top, middle, bottom].map(
    (line, row) => `${INDENT}${paint.bold(colour(line))}    ${beside[row]!}`,
  );
  const below = standingTexts(card, style).flatMap((text) =>
    wrapToWidth(printable(text), CONTENT_WIDTH - INDENT.length).map((line) => INDENT + line),
  );
  return ['', ...digits, '', ...gauge(card.score, style, colour), '', ...below, ''];
}

/** How much evidence there is, and how many factors it could be had for; of a group, how many members it is of. */
export function measuredText(card: ScoreCard, { catalogue }: CardStyle): string {
  if (card.subjectKind === 'group') return catalogue.say('card.members', { members: card.evidence });
  return catalogue.say('card.measured', {
    evidence: card.evidence,
    measured: card.groups.reduce((sum, group) => sum + group.measured, 0),
    factors: card.groups.reduce((sum, group) => sum + group.factors, 0),
  });
}

/** The interval and the rank in words, as far as the card has them. */
export function standingTexts(card: ScoreCard, { catalogue }: CardStyle): readonly string[] {
  const { interval, rank } = card;
  const bands = bandRangeText(card, catalogue);
  return [
    ...(card.subjectKind === 'group' ? [catalogue.say('card.see_members')] : []),
    ...(interval === undefined
      ? []
      : [catalogue.say('card.interval', { ...interval, ...(bands === undefined ? {} : { bands }) })]),
    ...(rank === undefined ? [] : [catalogue.say('card.rank', { ...rank })]),
  ];
}

/** The band; where the score is provisional, those in which a full record might put it. */
export function bandText(card: ScoredCard, catalogue: Catalogue): string {
  const bands = bandRangeText(card, catalogue);
  return bands === undefined || !isProvisional(card)
    ? printable(bandName(catalogue, card.band))
    : catalogue.say('card.provisional', { bands });
}

/** The first and last of several bands; undefined of one. */
function bandRangeText({ bandRange = [] }: ScoreCard, catalogue: Catalogue): string | undefined {
  if (bandRange.length < 2) return undefined;
  const [first, last] = [bandRange[0]!, bandRange.at(-1)!].map((band) =>
    printable(bandName(catalogue, band)),
  );
  return catalogue.say('card.band_range', { first: first!, last: last! });
}

/** The scale with a mark where each band begins, filled up to the score. */
function gauge(score: number, style: CardStyle, colour: (text: string) => string): readonly string[] {
  const { paint } = style;
  const { bands } = style.scorecard;
  const at = gaugeColumn(score);
  const marks = new Set(bands.map((band) => gaugeColumn(band.from)));
  const cell = (column: number): string => {
    if (column === at) return '●';
    if (column === 0) return '┣';
    if (column === GAUGE_WIDTH - 1) return '┤';
    if (column < at) return marks.has(column) ? '╋' : '━';
    return marks.has(column) ? '┼' : '─';
  };
  const cells = Array.from({ length: GAUGE_WIDTH }, (_, column) => cell(column));
  const filled = colour(cells.slice(0, at + 1).join(''));
  const pointer = at < GAUGE_WIDTH - 8 ? `${' '.repeat(at)}▼ ${score}` : `${' '.repeat(at - 4)}${score} ▼`;
  return [
    INDENT + paint.bold(pointer),
    INDENT + filled + paint.dim(cells.slice(at + 1).join('')),
    INDENT + paint.dim(gaugeLabels([...bands.map(({ from }) => from), HIGHEST_SCORE])),
    INDENT + bandLegend(score, style, paint),
  ];
}

function gaugeColumn(score: number): number {
  const share = (score - LOWEST_SCORE) / (HIGHEST_SCORE - LOWEST_SCORE);
  return Math.round(share * (GAUGE_WIDTH - 1));
}

/** Each bound under its mark, left out where it would touch the one before. */
function gaugeLabels(bounds: readonly number[]): string {
  let line = '';
  for (const bound of bounds) {
    const start = Math.min(Math.max(0, gaugeColumn(bound) - 1), GAUGE_WIDTH - 3);
    if (line === '' || start > line.length) line = padRight(line, start) + String(bound);
  }
  return line;
}

/** The bands' names from low to high, the subject's own standing out. */
function bandLegend(score: number, { scorecard, catalogue }: CardStyle, paint: Paint): string {
  const { bands } = scorecard;
  const own = bands.findLast((band) => band.from <= score);
  const name = (band: Band): string => printable(bandName(catalogue, band.name));
  const names = bands.map((band) => (band === own ? paint.bold(name(band)) : paint.dim(name(band))));
  const width = bands.reduce((sum, band) => sum + displayWidth(name(band)) + 3, -3);
  if (width <= GAUGE_WIDTH) return names.join(paint.dim(' · '));
  return own === undefined ? '' : name(own);
}
