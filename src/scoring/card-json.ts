/**
 * A score card as JSON, the one form in which it leaves the program. Points come twice: as decimals, exact to the
 * third, and as whole thousandths (`millipoints`), which add up exactly.
 */
import type { Catalogue } from '../domain/catalogue.ts';
import type { SubjectKind } from '../domain/facts.ts';
import type { OutcomeReason, ReasonCode } from '../domain/reason-codes.ts';
import {
  THOUSAND,
  type FactorGroup,
  type Outcome,
  type ProcessingBasis,
  type ReasonRanking,
  type Thousandths,
} from '../domain/score.ts';
import type { FactorUnit } from '../factors/factor.ts';
import {
  certificateJson,
  improvementJson,
  notMeasuredJson,
  reasonJson,
  type CertificateJson,
  type ImprovementJson,
  type NotMeasuredJson,
  type ReasonJson,
} from './explanation-json.ts';
import type { FactorLine, FixedLine, GroupTotal, ScoreCard } from './ledger.ts';
import type { CompanyPart, Leaning } from './network-lines.ts';
import { titleOf, unmeasuredLines } from './wording.ts';

export interface AmountJson {
  readonly millipoints: number;
  readonly points: number;
}

interface BestJson {
  readonly best_millipoints: number;
  readonly best_points: number;
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
  readonly against: number;
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
  readonly band_range: string[] | null;
  readonly confidence: number;
  readonly evidence: number;
  readonly as_of: string;
  readonly run_id: string;
  readonly scorecard: { readonly id: string; readonly hash: string };
  readonly purpose: string;
  readonly basis: ProcessingBasis;
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null;
  readonly rank: { readonly position: number; readonly of: number; readonly percentile: number } | null;
  readonly certificate: CertificateJson | null;
}

export interface ScoreJson extends CardFactsJson {
  readonly reasons: ReasonJson[];
  readonly reasons_ranked_by: ReasonRanking;
  readonly improvements: ImprovementJson[];
  readonly not_measured: NotMeasuredJson[];
}

export interface LedgerJson extends CardFactsJson {
  readonly groups: GroupJson[];
  readonly ledger: (FixedLineJson | FactorLineJson)[];
  readonly network?: LeaningJson;
}

export interface LeaningJson {
  readonly record: number;
  readonly company?: {
    readonly share: number;
    readonly credence: number;
    readonly through: CompanyPart[];
  };
}

export function scoreJson(card: ScoreCard, catalogue: Catalogue): ScoreJson {
  return {
    ...cardFactsJson(card),
    reasons: card.adverseReasons.map((reason) => reasonJson(reason, card, catalogue)),
    reasons_ranked_by: card.ranking,
    improvements: card.improvements.map((improvement) => improvementJson(improvement, catalogue)),
    not_measured: unmeasuredLines(card.ledger).map((line) => notMeasuredJson(line, catalogue)),
  };
}

export function ledgerJson(card: ScoreCard, catalogue: Catalogue): LedgerJson {
  return {
    ...cardFactsJson(card),
    groups: card.groups.map(groupJson),
    ledger: card.ledger.map((line) =>
      line.item === 'factor' ? factorJson(line, catalogue) : { item: line.item, ...amountJson(line.points) },
    ),
    ...(card.network === undefined ? {} : { network: leaningJson(card.network) }),
  };
}

export function leaningJson({ record, company }: Leaning): LeaningJson {
  return {
    record,
    ...(company === undefined ? {} : { company: { ...company, through: [...company.through] } }),
  };
}

function cardFactsJson(card: ScoreCard): CardFactsJson {
  const { interval, bandRange, rank, certificate } = card;
  return {
    subject_id: card.subjectId,
    subject_kind: card.subjectKind,
    outcome: card.outcome,
    ...(card.outcomeReason === undefined ? {} : { outcome_reason: card.outcomeReason }),
    score: card.score,
    band: card.band,
    band_range: bandRange === undefined ? null : [...bandRange],
    confidence: card.confidence,
    evidence: card.evidence,
    as_of: new Date(card.asOf).toISOString(),
    run_id: card.runId,
    scorecard: { id: card.scorecardId, hash: card.scorecardHash },
    purpose: card.purpose,
    basis: card.basis,
    interval: interval === undefined ? null : { ...interval },
    rank: rank === undefined ? null : { ...rank },
    certificate: certificate === undefined ? null : certificateJson(certificate),
  };
}

function groupJson({ group, points, best, measured, factors }: GroupTotal): GroupJson {
  return { group, ...amountJson(points), ...bestJson(best), measured, factors };
}

function factorJson(line: FactorLine, catalogue: Catalogue): FactorLineJson {
  const { reason } = line;
  return {
    item: line.item,
    factor: line.factorId,
    group: line.group,
    title: titleOf(catalogue, line),
    unit: line.unit,
    value: line.value,
    evidence: line.evidence,
    against: line.against,
    bin: line.bin,
    measurable: line.measurable,
    ...amountJson(line.points),
    ...bestJson(line.best),
    ...(reason === undefined ? {} : { reason: { code: reason, text: catalogue.say(reason) } }),
  };
}

export function amountJson(amount: Thousandths): AmountJson {
  return { millipoints: amount, points: amount / THOUSAND };
}

function bestJson(amount: Thousandths): BestJson {
  return { best_millipoints: amount, best_points: amount / THOUSAND };
}
