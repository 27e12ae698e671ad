/**
 * A score card as JSON, the one form in which it leaves the program. Points come twice: as decimals, exact to the
 * third, and as whole thousandths (`millipoints`), which add up exactly.
 */
import type { SubjectKind } from '../domain/facts.ts';
import type { OutcomeReason, ReasonCode } from '../domain/reason-codes.ts';
import {
  THOUSAND,
  type FactorGroup,
  type Outcome,
  type ProcessingBasis,
  type Thousandths,
} from '../domain/score.ts';
import type { FactorUnit } from '../factors/factor.ts';
import type { FactorLine, FixedLine, GroupTotal, Reason, ScoreCard } from './ledger.ts';

/** The text of a reason code in the reader's language. */
export type TextOf = (code: ReasonCode) => string;

interface AmountJson {
  readonly millipoints: number;
  readonly points: number;
}

interface BestJson {
  readonly best_millipoints: number;
  readonly best_points: number;
}

interface ReasonJson {
  readonly code: ReasonCode;
  readonly text: string;
  readonly factor: string;
  readonly group: FactorGroup;
  readonly points_lost: number;
  readonly value: number | null;
  readonly unit: FactorUnit;
  readonly evidence: number;
}

interface GroupJson extends AmountJson, BestJson {
  readonly group: FactorGroup;
  readonly measured: number;
  readonly factors: number;
}

interface FixedLineJson extends AmountJson {
  readonly item: FixedLine['item'];
}

interface FactorLineJson extends AmountJson, BestJson {
  readonly item: 'factor';
  readonly factor: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly unit: FactorUnit;
  readonly value: number | null;
  readonly evidence: number;
  readonly bin: string;
  readonly measurable: boolean;
  readonly reason?: { readonly code: ReasonCode; readonly text: string };
}

/** The fields mean what those of ScoreCard do; instants are ISO 8601 in UTC to the millisecond. */
interface CardFactsJson {
  readonly subject_id: string;
  readonly subject_kind: SubjectKind;
  readonly outcome: Outcome;
  readonly outcome_reason?: OutcomeReason;
  readonly score: number | null;
  readonly band: string | null;
  readonly confidence: number;
  readonly evidence: number;
  readonly as_of: string;
  readonly run_id: string;
  readonly scorecard: { readonly id: string; readonly hash: string };
  readonly purpose: string;
  readonly basis: ProcessingBasis;
}

export interface ScoreJson extends CardFactsJson {
  readonly reasons: ReasonJson[];
}

export interface LedgerJson extends CardFactsJson {
  readonly groups: GroupJson[];
  readonly ledger: (FixedLineJson | FactorLineJson)[];
}

export function scoreJson(card: ScoreCard, textOf: TextOf): ScoreJson {
  return {
    ...cardFactsJson(card),
    reasons: card.adverseReasons.map((reason) => reasonJson(reason, textOf)),
  };
}

export function ledgerJson(card: ScoreCard, textOf: TextOf): LedgerJson {
  return {
    ...cardFactsJson(card),
    groups: card.groups.map(groupJson),
    ledger: card.ledger.map((line) =>
      line.item === 'factor' ? factorJson(line, textOf) : { item: line.item, ...amountJson(line.points) },
    ),
  };
}

function cardFactsJson(card: ScoreCard): CardFactsJson {
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

function reasonJson(reason: Reason, textOf: TextOf): ReasonJson {
  return {
    code: reason.code,
    text: textOf(reason.code),
    factor: reason.factorId,
    group: reason.group,
    points_lost: reason.pointsLost / THOUSAND,
    value: reason.value,
    unit: reason.unit,
    evidence: reason.evidence,
  };
}

function groupJson({ group, points, best, measured, factors }: GroupTotal): GroupJson {
  return { group, ...amountJson(points), ...bestJson(best), measured, factors };
}

function factorJson(line: FactorLine, textOf: TextOf): FactorLineJson {
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
    ...(reason === undefined ? {} : { reason: { code: reason, text: textOf(reason) } }),
  };
}

function amountJson(amount: Thousandths): AmountJson {
  return { millipoints: amount, points: amount / THOUSAND };
}

function bestJson(amount: Thousandths): BestJson {
  return { best_millipoints: amount, best_points: amount / THOUSAND };
}
