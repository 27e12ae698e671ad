/** What a run came to: how many were scored, how the scores spread, how sure they are. Nothing here tells the time. */
import { NO_CURRENCY } from '../engine/columns/money.ts';
import { HIGHEST_SCORE, LOWEST_SCORE, OUTCOMES, type Outcome } from '../domain/score.ts';
import { formatInstant } from '../domain/time.ts';
import { medianOfSorted } from '../domain/median.ts';
import type { RunRecord } from '../engine/ports.ts';
import type { ScoreTable } from '../scoring/score-table.ts';
import { formatShare } from '../scoring/reading-text.ts';
import type { Band, Scorecard } from '../scoring/scorecard.ts';
import { drawBar } from './bar.ts';
import { padLeft, padRight } from './display-width.ts';
import { formatCount, formatMostPoints } from './number-format.ts';
import { isoInstant } from './output.ts';
import { bandPaint, type Paint } from './paint.ts';

const STEP = 25;
const BAR_WIDTH = 44;

export interface ScoreSummary {
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** The most that a score leans on others', 0 to below 1; 0 where the scorecard has no network. */
  readonly networkShare: number;
  /** Of those scored; null where nobody is. Confidence is 0 to 1. */
  readonly scores: { readonly mean: number; readonly median: number; readonly confidence: number } | null;
  readonly bands: readonly (Band & { readonly subjects: number })[];
  /** Scores from `from` to `from + 24`; the highest step takes the scale's end as well. */
  readonly histogram: readonly { readonly from: number; readonly subjects: number }[];
}

export function summariseScores(
  table: ScoreTable,
  { bands, network }: Pick<Scorecard, 'bands' | 'network'>,
): ScoreSummary {
  const scored = OUTCOMES.indexOf('scored');
  const isScored = (_: number, row: number): boolean => table.outcome[row] === scored;
  const scores = table.score.filter(isScored).sort();
  const confidences = table.confidence.filter(isScored);
  const within = (from: number, to: number): number =>
    scores.filter((score) => score >= from && score < to).length;
  const lastStep = HIGHEST_SCORE - STEP;
  const steps = Array.from(
    { length: (HIGHEST_SCORE - LOWEST_SCORE) / STEP },
    (_, step) => LOWEST_SCORE + step * STEP,
  );
  const count = (outcome: Outcome): number => {
    const code = OUTCOMES.indexOf(outcome);
    return table.outcome.reduce((sum, of) => sum + (of === code ? 1 : 0), 0);
  };
  return {
    networkShare: network?.maxShare ?? 0,
    outcomes: { scored: scores.length, unscorable: count('unscorable'), restricted: count('restricted') },
    scores:
      scores.length === 0
        ? null
        : { mean: mean(scores), median: medianOfSorted(scores), confidence: mean(confidences) / 1000 },
    bands: bands.map((band, index) => ({
      ...band,
      subjects: within(band.from, bands[index + 1]?.from ?? HIGHEST_SCORE + 1),
    })),
    histogram: steps.map((from) => ({
      from,
      subjects: within(from, from === lastStep ? HIGHEST_SCORE + 1 : from + STEP),
    })),
  };
}

function mean(values: Uint16Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function scoreSummaryJson(run: RunRecord, summary: ScoreSummary): object {
  return {
    run_id: run.id,
    as_of: isoInstant(run.cut.asOf),
    batch: run.cut.batch,
    scorecard: { id: run.scorecardId, hash: run.scorecardHash },
    purpose: run.purpose,
    basis: run.basis,
    reporting_currency: run.reportingCurrency,
    subjects: run.subjects,
    network_max_share: summary.networkShare,
    outcomes: summary.outcomes,
    scores: summary.scores,
    bands: summary.bands,
    histogram: summary.histogram,
  };
}

export function scoreSummaryLines(run: RunRecord, summary: ScoreSummary, paint: Paint): readonly string[] {
  const { scores, outcomes, networkShare } = summary;
  const facts: readonly (readonly [string, string])[] = [
    ['run', run.id],
    ['as of', `${formatInstant(run.cut.asOf)}, batch ${run.cut.batch}`],
    ['scorecard', `${run.scorecardId}  ${run.scorecardHash.slice(0, 12)}`],
    ['purpose', `${run.purpose}, basis ${run.basis}`],
    [
      'network',
      networkShare === 0
        ? 'none: no score leans on others'
        : `moves a score by ${formatMostPoints(networkShare)} points at most`,
    ],
    ...(run.reportingCurrency === NO_CURRENCY ? [] : [['amounts in', run.reportingCurrency] as const]),
  ];
  return [
    ...facts.map(([label, text]) => paint.dim(padRight(label, 12)) + text),
    '',
    ...OUTCOMES.map((outcome) => outcomeLine(outcome, outcomes[outcome], run.subjects)),
    ...(scores === null ? [] : ['', ...histogramLines(summary, paint), '', ...spreadLines(scores)]),
  ];
}

function outcomeLine(outcome: Outcome, subjects: number, all: number): string {
  const share = all > 0 ? formatShare(subjects / all) : '';
  return padRight(outcome, 11) + padLeft(formatCount(subjects), 10) + padLeft(share, 10);
}

function spreadLines(scores: NonNullable<ScoreSummary['scores']>): readonly string[] {
  return [
    `mean ${scores.mean.toFixed(1)}   median ${scores.median}   mean confidence ${formatShare(scores.confidence)}`,
  ];
}

/** From the first step with anybody in it to the last; each band is named where it begins. */
function histogramLines({ histogram, bands }: ScoreSummary, paint: Paint): readonly string[] {
  const first = histogram.findIndex(({ subjects }) => subjects > 0);
  const last = histogram.findLastIndex(({ subjects }) => subjects > 0);
  const most = Math.max(...histogram.map(({ subjects }) => subjects));
  let named: Band | undefined;
  return histogram.slice(first, last + 1).map(({ from, subjects }) => {
    const to = from + STEP >= HIGHEST_SCORE ? HIGHEST_SCORE : from + STEP - 1;
    const band = bands.findLast((candidate) => candidate.from <= to) ?? bands[0]!;
    const name = band === named ? '' : band.name;
    named = band;
    const bar = drawBar(subjects / most, BAR_WIDTH).filled;
    const colour = bandPaint(paint, bands, band.name);
    return `${from}–${to} ${padRight(colour(bar), BAR_WIDTH)} ${padLeft(formatCount(subjects), 9)}  ${name}`.trimEnd();
  });
}
