import { THOUSAND, type Thousandths } from '../domain/score.ts';
import type { GroupTotal, LedgerLine, Reason, ScoreCard } from '../scoring/ledger.ts';
import { isoInstant } from './output.ts';
import { reasonText, type Catalogue } from './score-card.ts';

/**
 * A score card as JSON, with the fields of the HTTP API's score and ledger. Points come twice: as decimals, and as
 * whole thousandths (`millipoints`), which add up exactly.
 */
export function scoreCardJson(card: ScoreCard, catalogue: Catalogue): unknown {
  return {
    subject_id: card.subjectId,
    subject_kind: card.subjectKind,
    outcome: card.outcome,
    ...(card.outcomeReason === undefined ? {} : { outcome_reason: card.outcomeReason }),
    score: card.score,
    band: card.band,
    confidence: card.confidence,
    evidence: card.evidence,
    as_of: isoInstant(card.asOf),
    run_id: card.runId,
    scorecard: { id: card.scorecardId, hash: card.scorecardHash },
    purpose: card.purpose,
    basis: card.basis,
    reasons: card.adverseReasons.map((reason) => reasonJson(reason, catalogue)),
    groups: card.groups.map(groupJson),
    ledger: card.ledger.map((line) => lineJson(line, catalogue)),
  };
}

function reasonJson(reason: Reason, catalogue: Catalogue): unknown {
  return {
    code: reason.code,
    text: reasonText(catalogue, reason.code),
    factor: reason.factorId,
    group: reason.group,
    points_lost: reason.pointsLost / THOUSAND,
    value: reason.value,
    unit: reason.unit,
    evidence: reason.evidence,
  };
}

function groupJson(total: GroupTotal): unknown {
  const { group, measured, factors } = total;
  return { group, ...amountJson(total.points), ...bestJson(total.best), measured, factors };
}

function lineJson(line: LedgerLine, catalogue: Catalogue): unknown {
  if (line.item !== 'factor') return { item: line.item, ...amountJson(line.points) };
  const { reason } = line;
  return {
    item: line.item,
    factor: line.factorId,
    group: line.group,
    title: line.title,
    unit: line.unit,
    value: line.value,
    evidence: line.evidence,
    bin: line.bin,
    measurable: line.measurable,
    ...amountJson(line.points),
    ...bestJson(line.best),
    ...(reason === undefined ? {} : { reason: { code: reason, text: reasonText(catalogue, reason) } }),
  };
}

function amountJson(amount: Thousandths): object {
  return { millipoints: amount, points: amount / THOUSAND };
}

function bestJson(amount: Thousandths): object {
  return { best_millipoints: amount, best_points: amount / THOUSAND };
}
