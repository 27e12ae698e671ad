import { InvalidConfigError } from '../domain/errors.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOMES, type ProcessingBasis } from '../domain/score.ts';
import type { Factor, Readings } from '../factors/factor.ts';
import type { Projection } from '../graph/projection.ts';
import { binOfNumber, binOfText } from './bins.ts';
import { closeLedger } from './ledger-sum.ts';
import { scorecardFactors, type Scorecard, type ScorecardFactor } from './scorecard.ts';
import {
  emptyScoreTable,
  NOT_MEASURABLE_BIN,
  NOT_SCORED_BIN,
  type FactorColumn,
  type ScoreTable,
} from './score-table.ts';

/**
 * Scores every subject of a projection by its own factors. Row-local: a subject's result depends on its own row alone,
 * so any split of the subjects gives the same bytes.
 *
 * Nothing is read of a subject without a basis to process: its readings stay empty and it is unscorable.
 */
export function scoreSubjects(
  projection: Projection,
  scorecard: Scorecard,
  basis: ProcessingBasis,
): ScoreTable {
  refuseProtected(projection, scorecard);
  const factors = scorecardFactors(scorecard);
  const empty = emptyScoreTable(
    projection.ids.length,
    factors.map(({ id }) => id),
  );
  const table = { ...empty, ids: projection.ids, kinds: projection.kinds };
  const mayProcess = (row: number) => basis !== 'consent' || projection.consented[row] === 1;
  for (const [index, factor] of factors.entries()) {
    const column = table.factors[index]!;
    column.value.fill(Number.NaN);
    column.bin.fill(NOT_SCORED_BIN);
    const readings = factor.measure(projection);
    enterReadings(table, { scorecard, factor, readings }, mayProcess);
  }
  judgeOutcomes(table, scorecard, projection);
  settlePersonalScores(table, scorecard);
  return table;
}

/** Enters a factor's readings for the rows that `isRead` lets through, where their kind's scorecard has the factor. */
export function enterReadings(
  { kinds, factors }: ScoreTable,
  entry: { readonly scorecard: Scorecard; readonly factor: Factor; readonly readings: Readings },
  isRead: (row: number) => boolean,
): void {
  const { scorecard, factor, readings } = entry;
  const column = factors.find(({ factorId }) => factorId === factor.id)!;
  const entries = entriesOf(scorecard, factor.id);
  for (let row = 0; row < kinds.length; row++) {
    const own = entries[kinds[row]!];
    if (own === undefined || !isRead(row)) continue;
    column.bin[row] = binOf(own, readings, row);
    column.value[row] = readings.value[row]!;
    column.evidence[row] = readings.evidence[row]!;
    column.against[row] = readings.against?.[row] ?? 0;
  }
}

/** Where a reading falls; what is not measurable is a bin as well. */
export function binOf({ bins }: ScorecardFactor, { value, labels }: Readings, row: number): number {
  if (labels !== undefined) {
    const label = labels[row];
    return label === undefined ? NOT_MEASURABLE_BIN : binOfText(bins, label);
  }
  const number = value[row]!;
  return Number.isNaN(number) ? NOT_MEASURABLE_BIN : binOfNumber(bins, number);
}

function judgeOutcomes(table: ScoreTable, scorecard: Scorecard, { restricted }: Projection): void {
  const { outcome, factors } = table;
  const evidence = new Float64Array(outcome.length);
  const isProcessed = new Uint8Array(outcome.length);
  for (const { bin, evidence: seen } of factors)
    for (let row = 0; row < outcome.length; row++) {
      evidence[row]! += seen[row]!;
      if (bin[row] !== NOT_SCORED_BIN) isProcessed[row] = 1;
    }
  for (let row = 0; row < outcome.length; row++) {
    const isEnough = evidence[row]! >= scorecard.minimumEvidence;
    const judged = restricted[row] === 1 ? 'restricted' : isEnough ? 'scored' : 'unscorable';
    outcome[row] = OUTCOMES.indexOf(isProcessed[row] === 1 ? judged : 'unscorable');
  }
}

/**
 * The personal score of everybody who has a number, and the confidence of all in per mille: the share of the attainable
 * points that rests on evidence, a reading with n facts counting n / (n + halfConfidenceEvidence).
 */
export function settlePersonalScores(table: ScoreTable, scorecard: Scorecard): void {
  const personal = personalScores(table, scorecard);
  for (let row = 0; row < personal.length; row++)
    table.score[row] = Number.isNaN(personal[row]) ? 0 : closeLedger(personal[row]!).score;
  const { kinds, confidence } = table;
  const best = new Float64Array(kinds.length);
  const assured = new Float64Array(kinds.length);
  for (const { column, entries } of plansOf(table, scorecard))
    for (let row = 0; row < kinds.length; row++) {
      const entry = entries[kinds[row]!];
      if (entry === undefined) continue;
      const seen = column.evidence[row]!;
      best[row]! += entry.best;
      assured[row]! += (entry.best * seen) / (seen + scorecard.halfConfidenceEvidence);
    }
  for (let row = 0; row < kinds.length; row++)
    confidence[row] = best[row]! > 0 ? Math.round((1000 * assured[row]!) / best[row]!) : 0;
}

/** p of each subject in thousandths of a point, the ledger up to its limit; NaN for who has no number. */
export function personalScores(table: ScoreTable, scorecard: Scorecard): Float64Array {
  const { kinds, outcome } = table;
  const sums = new Float64Array(kinds.length).fill(scorecard.base);
  for (const { column, entries } of plansOf(table, scorecard)) {
    const points = entries.map((entry) => entry && pointsOfBins(entry));
    for (let row = 0; row < kinds.length; row++) sums[row]! += points[kinds[row]!]?.[column.bin[row]!] ?? 0;
  }
  for (let row = 0; row < kinds.length; row++) {
    const isNumbered = OUTCOMES[outcome[row]!] !== 'unscorable' && SUBJECT_KINDS[kinds[row]!] !== 'group';
    sums[row] = isNumbered ? sums[row]! + closeLedger(sums[row]!).limit : Number.NaN;
  }
  return sums;
}

/** A factor's column, and its entry in the scorecard by subject kind. */
interface Plan {
  readonly column: FactorColumn;
  readonly entries: readonly (ScorecardFactor | undefined)[];
}

function plansOf({ factors }: ScoreTable, scorecard: Scorecard): readonly Plan[] {
  return factors.map((column) => ({ column, entries: entriesOf(scorecard, column.factorId) }));
}

/** A factor's entry by subject kind. */
export function entriesOf(
  { subjects }: Scorecard,
  factorId: string,
): readonly (ScorecardFactor | undefined)[] {
  return SUBJECT_KINDS.map((kind) => subjects[kind]?.find(({ factor }) => factor.id === factorId));
}

/** By bin; what is not measurable is a bin as well. */
function pointsOfBins({ bins, notMeasurable }: ScorecardFactor): Float64Array {
  const points = new Float64Array(NOT_MEASURABLE_BIN + 1);
  bins.forEach((bin, index) => (points[index] = bin.points));
  points[NOT_MEASURABLE_BIN] = notMeasurable;
  return points;
}

function refuseProtected(projection: Projection, scorecard: Scorecard): void {
  for (const { id } of scorecardFactors(scorecard)) {
    if (projection.protectedAttributes.has(id)) {
      throw new InvalidConfigError(
        `The scorecard ${scorecard.id} reads ${id}, which the data marks as protected; take it out of the scorecard`,
      );
    }
  }
}
