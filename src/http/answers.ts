import { InvalidConfigError } from '../domain/errors.ts';
import { REASON_CODES, type ReasonCode } from '../domain/reason-codes.ts';
import { THOUSAND, type Thousandths } from '../domain/score.ts';
import type { LedgerLine, ScoreCard } from '../scoring/ledger.ts';
import type { LedgerAnswer, ScoreAnswer } from './schemas.ts';

type Texts = Readonly<Record<ReasonCode, string>>;

/** The catalogue with a text for every reason code; throws InvalidConfigError where one is missing. */
export function completeCatalogue(catalogue: Readonly<Record<string, string>>): Texts {
  const texts: Partial<Record<ReasonCode, string>> = {};
  for (const code of REASON_CODES) {
    const text = catalogue[code];
    if (text === undefined || text === '') {
      throw new InvalidConfigError(`serve: the catalogue has no text for the reason code ${code}; add one`);
    }
    texts[code] = text;
  }
  return texts as Texts;
}

/** Fractions of a point are exact to the third decimal, which is as far as JSON prints them. */
function toPoints(thousandths: Thousandths): number {
  return thousandths / THOUSAND;
}

function commonAnswer(card: ScoreCard) {
  return {
    subject_id: card.subjectId,
    subject_kind: card.subjectKind,
    outcome: card.outcome,
    ...(card.outcomeReason === undefined ? {} : { outcome_reason: card.outcomeReason }),
    score: card.score,
    band: card.band,
    confidence: card.confidence,
    evidence: card.evidence,
    as_of: new Date(card.asOf).toISOString(),
    run_id: card.runId,
    scorecard: { id: card.scorecardId, hash: card.scorecardHash },
    purpose: card.purpose,
    basis: card.basis,
  };
}

export function presentScore(card: ScoreCard, texts: Texts): ScoreAnswer {
  return {
    ...commonAnswer(card),
    reasons: card.adverseReasons.map((reason) => ({
      code: reason.code,
      text: texts[reason.code],
      factor: reason.factorId,
      group: reason.group,
      points_lost: toPoints(reason.pointsLost),
      value: reason.value,
      unit: reason.unit,
      evidence: reason.evidence,
    })),
  };
}

function presentLine(line: LedgerLine, texts: Texts): LedgerAnswer['ledger'][number] {
  const amount = { millipoints: line.points, points: toPoints(line.points) };
  if (line.item !== 'factor') return { item: line.item, ...amount };
  return {
    item: 'factor',
    factor: line.factorId,
    group: line.group,
    title: line.title,
    unit: line.unit,
    value: line.value,
    evidence: line.evidence,
    bin: line.bin,
    measurable: line.measurable,
    ...amount,
    best_millipoints: line.best,
    best_points: toPoints(line.best),
    ...(line.reason === undefined ? {} : { reason: { code: line.reason, text: texts[line.reason] } }),
  };
}

export function presentLedger(card: ScoreCard, texts: Texts): LedgerAnswer {
  return {
    ...commonAnswer(card),
    groups: card.groups.map((total) => ({
      group: total.group,
      millipoints: total.points,
      points: toPoints(total.points),
      best_millipoints: total.best,
      best_points: toPoints(total.best),
      measured: total.measured,
      factors: total.factors,
    })),
    ledger: card.ledger.map((line) => presentLine(line, texts)),
  };
}
