/** The top of a score card: the number, its band, how sure it is, and where it lies on the scale. */
import { HIGHEST_SCORE, LOWEST_SCORE } from '../domain/score.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import type { Band } from '../scoring/scorecard.ts';
import { drawBar } from './bar.ts';
import { bigDigits } from './big-digits.ts';
import { padRight } from './display-width.ts';
import { formatCount, formatShare } from './number-format.ts';
import { bandPaint, type Paint } from './paint.ts';

const INDENT = '   ';
const GAUGE_WIDTH = 70;
const CONFIDENCE_WIDTH = 20;

/** Score and band in large, confidence as a bar, and the gauge below. */
export function scoreHead(
  card: ScoreCard & { readonly score: number; readonly band: string },
  bands: readonly Band[],
  paint: Paint,
): readonly string[] {
  const colour = bandPaint(paint, bands, card.band);
  const [top, middle, bottom] = bigDigits(card.score);
  const bar = drawBar(card.confidence, CONFIDENCE_WIDTH);
  const measured = card.groups.reduce((sum, group) => sum + group.measured, 0);
  const factors = card.groups.reduce((sum, group) => sum + group.factors, 0);
  const beside = [
    paint.bold(colour(card.band.toUpperCase())),
    `confidence ${formatShare(card.confidence)}  ${bar.filled}${paint.dim(bar.rest)}`,
    paint.dim(`evidence ${formatCount(card.evidence)}; ${measured} of ${factors} factors could be measured`),
  ];
  const digits = [top, middle, bottom].map(
    (line, row) => `${INDENT}${paint.bold(colour(line))}    ${beside[row]!}`,
  );
  return ['', ...digits, '', ...gauge(card.score, bands, { colour, paint }), ''];
}

/** The scale with a mark where each band begins, filled up to the score. */
function gauge(
  score: number,
  bands: readonly Band[],
  { colour, paint }: { colour: (text: string) => string; paint: Paint },
): readonly string[] {
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
    INDENT + bandLegend(bands, score, paint),
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
function bandLegend(bands: readonly Band[], score: number, paint: Paint): string {
  const own = bands.findLast((band) => band.from <= score);
  const names = bands.map((band) => (band === own ? paint.bold(band.name) : paint.dim(band.name)));
  const width = bands.reduce((sum, band) => sum + band.name.length + 3, -3);
  return width <= GAUGE_WIDTH ? names.join(paint.dim(' · ')) : (own?.name ?? '');
}
