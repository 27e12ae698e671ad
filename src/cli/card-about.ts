/** The foot of a score card: when and by what it was made, what was left out; and what gets the unscored a score. */
import type { Catalogue } from '../domain/catalogue.ts';
import type { OutcomeReason } from '../domain/reason-codes.ts';
import { formatInstant } from '../domain/time.ts';
import { findFactor } from '../factors/registry.ts';
import type { ScoreCard } from '../scoring/ledger.ts';
import { excludesNetwork, type Certificate } from '../scoring/profile.ts';
import { titleOf } from '../scoring/wording.ts';
import type { CardStyle } from './card-style.ts';
import { formatMostPoints } from './number-format.ts';

/** A label and what stands beside it. */
export type AboutRow = readonly [label: string, text: string];

export function aboutRows(card: ScoreCard, { catalogue }: CardStyle): readonly AboutRow[] {
  const { certificate } = card;
  const purpose = catalogue.say('card.purpose_and_basis', {
    purpose: card.purpose,
    basis: catalogue.say(`basis.${card.basis}`),
  });
  return [
    [catalogue.say('card.as_of'), formatInstant(card.asOf)],
    [catalogue.say('card.purpose'), purpose],
    ...(certificate === undefined ? [] : certificateRows(certificate, card, catalogue)),
    [catalogue.say('card.run'), card.runId],
    [catalogue.say('card.scorecard'), card.scorecardId],
    ['SHA-256', card.scorecardHash],
  ];
}

function certificateRows(
  certificate: Certificate,
  card: ScoreCard,
  catalogue: Catalogue,
): readonly AboutRow[] {
  const reads =
    card.subjectKind === 'group' && certificate.networkShare > 0
      ? catalogue.say('card.reads_members')
      : readsText(certificate, catalogue);
  const profile = catalogue.say('card.profile_reads', { profile: certificate.profileId, reads });
  return [
    [catalogue.say('card.profile'), profile],
    [catalogue.say('card.left_out'), leftOutText(certificate, catalogue)],
    [catalogue.say('card.law'), certificate.law.join(catalogue.say('card.and'))],
  ];
}

function readsText({ readsAboutOthers, networkShare }: Certificate, catalogue: Catalogue): string {
  const said = catalogue.say(readsAboutOthers ? 'card.reads_others' : 'card.reads_own');
  if (!readsAboutOthers) return said;
  const moved =
    networkShare === 0
      ? catalogue.say('card.moved_by_nobody')
      : catalogue.say('card.moved_by_others', { points: formatMostPoints(networkShare) });
  return `${said} ${moved}`;
}

function leftOutText({ excluded }: Certificate, catalogue: Catalogue): string {
  const { aboutOthers, groups, relations, factors } = excluded;
  const title = (id: string): string =>
    titleOf(catalogue, { factorId: id, title: findFactor(id)?.title ?? id });
  const parts = [
    ...(aboutOthers ? [catalogue.say('card.left_out_others')] : []),
    ...groups.map((group) => catalogue.say(`group.${group}`)),
    ...(relations.length > 0
      ? [catalogue.say('card.left_out_relations', { relations: relations.join(', ') })]
      : []),
    ...factors.map(title),
  ];
  return parts.length === 0 ? catalogue.say('card.left_out_nothing') : parts.join(catalogue.say('card.and'));
}

/** Why there is no score, and what can be done about it. */
export function unscoredTexts(
  card: ScoreCard,
  { catalogue, scorecard }: CardStyle,
): readonly [string, string] {
  const reason = card.outcomeReason;
  if (reason === undefined) return ['', ''];
  const remedy = catalogue.say(remedyOf(reason, card), {
    profile: card.certificate?.profileId ?? '',
    purpose: card.purpose,
    evidence: card.evidence,
    minimum: scorecard.minimumEvidence,
    kind: catalogue.say(`kind.${card.subjectKind}`),
  });
  return [catalogue.say(reason), remedy];
}

/** No scorecard scores groups where the profile leaves out what their scores are made of. */
function remedyOf(
  reason: OutcomeReason,
  { subjectKind, certificate }: ScoreCard,
): (typeof REMEDIES)[OutcomeReason] | 'card.remedy_profile' {
  const isBarred =
    subjectKind === 'group' && certificate !== undefined && excludesNetwork(certificate.excluded);
  return isBarred && reason === 'no_scorecard_for_kind' ? 'card.remedy_profile' : REMEDIES[reason];
}

/** What somebody can do so that the subject gets a score. */
const REMEDIES = {
  no_processing_consent: 'card.remedy_consent',
  too_little_evidence: 'card.remedy_evidence',
  no_scorecard_for_kind: 'card.remedy_scorecard',
  no_credible_members: 'card.remedy_members',
  held_back_by_flag: 'card.remedy_flag',
} as const satisfies Record<OutcomeReason, `card.${string}`>;
