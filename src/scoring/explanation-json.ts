/** What explains a score card as JSON: reasons, advice, what could not be measured, and what was left out. */
import type { Catalogue } from '../domain/catalogue.ts';
import { InvariantError } from '../domain/errors.ts';
import type { ReasonCode } from '../domain/reason-codes.ts';
import { THOUSAND, type FactorGroup } from '../domain/score.ts';
import type { FactorUnit } from '../factors/factor.ts';
import type { Relation } from '../graph/projection.ts';
import type { FactorLine, Improvement, Reason, ScoreCard } from './ledger.ts';
import type { Certificate } from './profile.ts';
import { evidenceText, improvementText, targetText, titleOf } from './wording.ts';

export interface ReasonJson {
  readonly code: ReasonCode;
  readonly text: string;
  readonly factor: string;
  readonly group: FactorGroup;
  readonly points_lost: number;
  readonly points_below_mean?: number;
  readonly value: number | null;
  readonly unit: FactorUnit;
  readonly evidence: number;
  readonly against: number;
  readonly evidence_text: string;
}

export interface ImprovementJson {
  readonly factor: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly text: string;
  readonly attainable_points: number;
  readonly next_points: number;
  readonly next_bin: string;
  readonly next_text: string;
}

export interface NotMeasuredJson {
  readonly factor: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly code: ReasonCode;
  readonly text: string;
  readonly points: number;
  readonly best_points: number;
}

export interface CertificateJson {
  readonly profile: string;
  readonly law: readonly string[];
  readonly excluded: {
    readonly about_others: boolean;
    readonly groups: readonly FactorGroup[];
    readonly relations: readonly Relation[];
    readonly factors: readonly string[];
  };
  readonly reads_about_others: boolean;
  readonly network_max_share: number;
  readonly retention_days: number;
}

export function certificateJson(certificate: Certificate): CertificateJson {
  const { profileId, law, excluded, readsAboutOthers, networkShare, retentionDays } = certificate;
  const { aboutOthers, groups, relations, factors } = excluded;
  return {
    profile: profileId,
    law,
    excluded: { about_others: aboutOthers, groups, relations, factors },
    reads_about_others: readsAboutOthers,
    network_max_share: networkShare,
    retention_days: retentionDays,
  };
}

export function reasonJson(reason: Reason, card: ScoreCard, catalogue: Catalogue): ReasonJson {
  const { belowMean } = reason;
  return {
    code: reason.code,
    text: catalogue.say(reason.code),
    factor: reason.factorId,
    group: reason.group,
    points_lost: reason.pointsLost / THOUSAND,
    ...(belowMean === undefined ? {} : { points_below_mean: belowMean / THOUSAND }),
    value: reason.value,
    unit: reason.unit,
    evidence: reason.evidence,
    against: reason.against,
    evidence_text: evidenceText(catalogue, reason, card.ledger),
  };
}

export function improvementJson(improvement: Improvement, catalogue: Catalogue): ImprovementJson {
  return {
    factor: improvement.factorId,
    group: improvement.group,
    title: titleOf(catalogue, improvement),
    text: improvementText(catalogue, improvement),
    attainable_points: improvement.attainable / THOUSAND,
    next_points: improvement.next / THOUSAND,
    next_bin: improvement.nextBin,
    next_text: targetText(catalogue, improvement),
  };
}

export function notMeasuredJson(line: FactorLine, catalogue: Catalogue): NotMeasuredJson {
  const code = line.reason;
  if (code === undefined)
    throw new InvariantError(`the factor ${line.factorId} could not be measured and does not say why`);
  return {
    factor: line.factorId,
    group: line.group,
    title: titleOf(catalogue, line),
    code,
    text: catalogue.say(code),
    points: line.points / THOUSAND,
    best_points: line.best / THOUSAND,
  };
}
