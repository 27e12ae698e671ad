import { InvariantError } from '../domain/errors.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import type { OutcomeReason, ReasonCode } from '../domain/reason-codes.ts';
import { FACTOR_GROUPS, type ProcessingBasis } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Factor } from '../factors/factor.ts';
import { binLabel } from './bins.ts';
import type { FactorLine, GroupTotal, LedgerLine, Reason, ScoreCard } from './ledger.ts';
import { closeLedger } from './ledger-sum.ts';
import { bandOf, type Scorecard, type ScorecardFactor } from './scorecard.ts';
import { NOT_MEASURABLE_BIN, NOT_SCORED_BIN, type ScoreRow } from './score-table.ts';

/** How many key adverse reasons are given, after Regulation B's practice (12 CFR 1002.9, comment 9(b)(2)-1). */
const MOST_REASONS = 4;

/** What of a run goes on every card. */
export interface RunFacts {
  readonly id: string;
  readonly cut: { readonly asOf: Instant };
  readonly scorecardHash: string;
  readonly purpose: string;
  readonly basis: ProcessingBasis;
}

/**
 * Rebuilds the whole ledger of a stored score from its readings' bins and the scorecard it was made with. There is
 * no second path: the score that was stored must come out again, or this throws InvariantError.
 */
export function explainScore(row: ScoreRow, scorecard: Scorecard, run: RunFacts): ScoreCard {
  const subjectKind = SUBJECT_KINDS[row.kind]!;
  const entries = scorecard.subjects[subjectKind] ?? [];
  const readings = new Map(row.factors.map((factor) => [factor.factorId, factor]));
  const processed = row.factors.some(({ bin }) => bin !== NOT_SCORED_BIN);
  const lines = processed ? entries.map((entry) => factorLine(entry, readings.get(entry.factor.id))) : [];
  const evidence = lines.reduce((sum, line) => sum + line.evidence, 0);
  const isScored = row.outcome === 'scored';
  return {
    subjectId: row.subjectId,
    subjectKind,
    outcome: row.outcome,
    ...(isScored ? {} : { outcomeReason: outcomeReason(row, scorecard, processed) }),
    score: isScored ? row.score : null,
    band: isScored ? bandOf(scorecard, row.score) : null,
    confidence: row.confidence / 1000,
    evidence,
    asOf: run.cut.asOf,
    runId: run.id,
    scorecardId: scorecard.id,
    scorecardHash: run.scorecardHash,
    purpose: run.purpose,
    basis: run.basis,
    groups: isScored ? groupTotals(lines) : [],
    ledger: isScored ? wholeLedger(lines, scorecard, row) : [],
    adverseReasons: isScored ? adverseReasons(lines) : [],
  };
}

function factorLine(
  { factor, bins, notMeasurable, best }: ScorecardFactor,
  reading?: ScoreRow['factors'][number],
): FactorLine {
  const bin = reading?.bin ?? NOT_MEASURABLE_BIN;
  const measurable = bin !== NOT_MEASURABLE_BIN;
  const points = measurable ? bins[bin]!.points : notMeasurable;
  const reason = measurable
    ? lossReason(factor, reading?.value ?? Number.NaN)
    : factor.reasonCodes.unmeasurable;
  return {
    item: 'factor',
    factorId: factor.id,
    group: factor.group,
    title: factor.title,
    unit: factor.unit,
    value: reading === undefined || Number.isNaN(reading.value) ? null : reading.value,
    evidence: reading?.evidence ?? 0,
    bin: binLabel(bins, bin),
    measurable,
    points,
    best,
    ...(points < best ? { reason } : {}),
  };
}

/** A reading no worse than the prior is held against nobody where the factor knows a milder word for it. */
function lossReason({ reasonCodes, direction, prior }: Factor, value: number): ReasonCode {
  const isWorse = direction === 'higher' ? value < prior : value > prior;
  return isWorse ? reasonCodes.adverse : (reasonCodes.modest ?? reasonCodes.adverse);
}

function wholeLedger(
  lines: readonly FactorLine[],
  scorecard: Scorecard,
  row: ScoreRow,
): readonly LedgerLine[] {
  const sum = lines.reduce((total, line) => total + line.points, scorecard.base);
  const { limit, rounding, score } = closeLedger(sum);
  if (score !== row.score) {
    throw new InvariantError(
      `a stored score of ${row.score} does not follow from its ledger, which sums to ${score}`,
    );
  }
  return [
    { item: 'base', points: scorecard.base },
    ...lines,
    { item: 'limit', points: limit },
    { item: 'rounding', points: rounding },
  ];
}

function groupTotals(lines: readonly FactorLine[]): readonly GroupTotal[] {
  return FACTOR_GROUPS.map((group) => {
    const own = lines.filter((line) => line.group === group);
    return {
      group,
      points: own.reduce((sum, line) => sum + line.points, 0),
      best: own.reduce((sum, line) => sum + line.best, 0),
      measured: own.filter((line) => line.measurable).length,
      factors: own.length,
    };
  });
}

/** Ranked by points lost; equal losses keep the scorecard's order. */
function adverseReasons(lines: readonly FactorLine[]): readonly Reason[] {
  return lines
    .flatMap(({ reason, measurable, best, points, ...line }) =>
      reason === undefined || !measurable ? [] : [{ ...line, code: reason, pointsLost: best - points }],
    )
    .sort((a, b) => b.pointsLost - a.pointsLost)
    .slice(0, MOST_REASONS)
    .map(({ code, factorId, group, pointsLost, value, unit, evidence }) => {
      return { code, factorId, group, pointsLost, value, unit, evidence };
    });
}

function outcomeReason(row: ScoreRow, scorecard: Scorecard, processed: boolean): OutcomeReason {
  if (row.outcome === 'restricted') return 'held_back_by_flag';
  if (scorecard.subjects[SUBJECT_KINDS[row.kind]!] === undefined) return 'no_scorecard_for_kind';
  return processed ? 'too_little_evidence' : 'no_processing_consent';
}
