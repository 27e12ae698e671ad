import { InvalidConfigError } from '../domain/errors.ts';
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { OUTCOMES, type Outcome, type ProcessingBasis } from '../domain/score.ts';
import type { Readings } from '../factors/factor.ts';
import type { Projection } from '../graph/projection.ts';
import { binOfNumber, binOfText } from './bins.ts';
import { closeLedger } from './ledger-sum.ts';
import { scorecardFactors, type Scorecard, type ScorecardFactor } from './scorecard.ts';
import { NOT_MEASURABLE_BIN, NOT_SCORED_BIN, type FactorColumn, type ScoreTable } from './score-table.ts';

/**
 * Scores every subject of a projection. Row-local: a subject's result depends on its own row alone, so any split
 * of the subjects gives the same bytes.
 *
 * Nothing is read of a subject without a basis to process: its readings stay empty and it is unscorable.
 */
export function scoreSubjects(
  projection: Projection,
  scorecard: Scorecard,
  basis: ProcessingBasis,
): ScoreTable {
  refuseProtected(projection, scorecard);
  const subjects = projection.ids.length;
  const factors = scorecardFactors(scorecard).map((factor): FactorColumn & { readings: Readings } => ({
    factorId: factor.id,
    value: new Float64Array(subjects).fill(Number.NaN),
    evidence: new Uint32Array(subjects),
    bin: new Uint8Array(subjects).fill(NOT_SCORED_BIN),
    readings: factor.measure(projection),
  }));
  const columnOf = new Map(factors.map((column) => [column.factorId, column]));
  const plans = SUBJECT_KINDS.map((kind) =>
    scorecard.subjects[kind]?.map((entry) => ({ entry, column: columnOf.get(entry.factor.id)! })),
  );
  const table = {
    ids: projection.ids,
    kinds: projection.kinds,
    outcome: new Uint8Array(subjects).fill(outcomeCode('unscorable')),
    score: new Uint16Array(subjects),
    confidence: new Uint16Array(subjects),
    factors: factors.map(({ factorId, value, evidence, bin }) => ({ factorId, value, evidence, bin })),
  };
  for (let row = 0; row < subjects; row++) {
    const plan = plans[projection.kinds[row]!];
    if (plan === undefined || (basis === 'consent' && projection.consented[row] !== 1)) continue;
    const { sum, evidence, confidence } = scoreOne(plan, scorecard, row);
    table.confidence[row] = confidence;
    const isRestricted = projection.restricted[row] === 1;
    if (evidence < scorecard.minimumEvidence && !isRestricted) continue;
    table.outcome[row] = outcomeCode(isRestricted ? 'restricted' : 'scored');
    table.score[row] = closeLedger(sum).score;
  }
  return table;
}

type Plan = readonly { entry: ScorecardFactor; column: FactorColumn & { readings: Readings } }[];

/**
 * One subject's sum in thousandths, its evidence over all factors, and its confidence in per mille: the share of
 * the attainable points that rests on evidence, a reading with n facts counting n / (n + halfConfidenceEvidence).
 */
function scoreOne(
  plan: Plan,
  scorecard: Scorecard,
  row: number,
): { sum: number; evidence: number; confidence: number } {
  let sum = scorecard.base;
  let evidence = 0;
  let best = 0;
  let assured = 0;
  for (const { entry, column } of plan) {
    const bin = binOf(entry, column.readings, row);
    const seen = column.readings.evidence[row]!;
    column.bin[row] = bin;
    column.value[row] = column.readings.value[row]!;
    column.evidence[row] = seen;
    sum += bin === NOT_MEASURABLE_BIN ? entry.notMeasurable : entry.bins[bin]!.points;
    evidence += seen;
    best += entry.best;
    assured += (entry.best * seen) / (seen + scorecard.halfConfidenceEvidence);
  }
  return { sum, evidence, confidence: best > 0 ? Math.round((1000 * assured) / best) : 0 };
}

function binOf({ bins }: ScorecardFactor, { value, labels }: Readings, row: number): number {
  if (labels !== undefined) {
    const label = labels[row];
    return label === undefined ? NOT_MEASURABLE_BIN : binOfText(bins, label);
  }
  const number = value[row]!;
  return Number.isNaN(number) ? NOT_MEASURABLE_BIN : binOfNumber(bins, number);
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

function outcomeCode(outcome: Outcome): number {
  return OUTCOMES.indexOf(outcome);
}
