/**
 * The profile: what a purpose lets a score use. It names its scorecard and what may not be read; a scorecard that
 * reads something of it does not load under the profile, so that what the law forbids fails closed.
 */
import { z } from 'zod';
import { InvalidConfigError } from '../domain/errors.ts';
import type { SubjectKind } from '../domain/facts.ts';
import type { FactorGroup, ProcessingBasis, ReasonRanking } from '../domain/score.ts';
import type { Factor } from '../factors/factor.ts';
import type { Relation } from '../graph/projection.ts';
import { canonicalJson } from './canonical-json.ts';
import { profileSchema } from './profile-schema.ts';
import { scorecardFactors, type Scorecard } from './scorecard.ts';

export interface Profile {
  readonly id: string;
  readonly description: string;
  readonly purpose: string;
  readonly bases: readonly ProcessingBasis[];
  readonly law: readonly string[];
  /** The id of the scorecard used where none is named. */
  readonly scorecard: string;
  readonly excluded: {
    readonly aboutOthers: boolean;
    readonly groups: readonly FactorGroup[];
    readonly relations: readonly Relation[];
    readonly factors: readonly string[];
  };
  readonly reasons: { readonly most: number; readonly rankedBy: ReasonRanking };
  readonly retentionDays: number;
  /** The document with its keys in order: what is hashed and stored with each run. */
  readonly canonicalJson: string;
}

/** What a score took in and what its profile left out, to go on every card. */
export interface Certificate {
  readonly profileId: string;
  readonly law: readonly string[];
  readonly excluded: Profile['excluded'];
  /** Whether any factor of the scorecard, or the network adjustment, reads what is known about somebody else. */
  readonly readsAboutOthers: boolean;
  /** The most by which the scores of others can move this one, as a share of the whole scale, 0 to 1; 1 for a group. */
  readonly networkShare: number;
  readonly retentionDays: number;
}

/** Loads a profile. Throws InvalidConfigError that says where it is broken. */
export function parseProfile(json: string): Profile {
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch (cause) {
    throw new InvalidConfigError(`The profile is not JSON: ${(cause as Error).message}`, { cause });
  }
  const parsed = profileSchema.safeParse(document);
  if (!parsed.success)
    throw new InvalidConfigError(`The profile does not load: ${z.prettifyError(parsed.error)}`);
  const { data } = parsed;
  if (data.excluded.aboutOthers && data.reasons.rankedBy === 'below_mean')
    throw new InvalidConfigError(
      `The profile does not load: ${data.id} excludes what is known about others, and ranks reasons by the mean of ` +
        'others; rank them by points_lost',
    );
  return { ...data, canonicalJson: canonicalJson(data) };
}

/** Throws InvalidConfigError where the scorecard reads what the profile excludes, with all that it reads of it. */
export function requireAllowed(profile: Profile, scorecard: Scorecard): void {
  const faults = scorecardFactors(scorecard).flatMap((factor) => {
    const fault = faultOf(factor, profile);
    return fault === undefined ? [] : [`${factor.id} (${fault})`];
  });
  const share = networkShareOf(scorecard);
  if (share > 0 && excludesNetwork(profile.excluded))
    faults.push(`the network adjustment (network.maxShare is ${share}, and must be 0)`);
  if (faults.length === 0) return;
  throw new InvalidConfigError(
    `The scorecard ${scorecard.id} does not load under the profile ${profile.id}, which excludes what it reads: ` +
      `${faults.join(', ')}; take these out, or use a scorecard without them, such as ${profile.scorecard}`,
  );
}

/** Throws InvalidConfigError for a basis that the profile does not know. */
export function requireBasis(profile: Profile, basis: ProcessingBasis): void {
  if (profile.bases.includes(basis)) return;
  throw new InvalidConfigError(
    `The profile ${profile.id} lets subjects be scored on the basis of ${profile.bases.join(' or ')}, not ${basis}`,
  );
}

export function certify(profile: Profile, scorecard: Scorecard, kind: SubjectKind): Certificate {
  const share = networkShareOf(scorecard);
  // A group is scored by its members' scores alone.
  const networkShare = kind === 'group' && scorecard.network !== undefined ? 1 : share;
  const factors = scorecardFactors(scorecard);
  return {
    profileId: profile.id,
    law: profile.law,
    excluded: profile.excluded,
    readsAboutOthers: networkShare > 0 || factors.some(({ about }) => about === 'others'),
    networkShare,
    retentionDays: profile.retentionDays,
  };
}

function faultOf(factor: Factor, { excluded }: Profile): string | undefined {
  if (excluded.factors.includes(factor.id)) return 'excluded by name';
  if (excluded.groups.includes(factor.group)) return `of the group ${factor.group}`;
  if (excluded.aboutOthers && factor.about === 'others') return 'about others';
  const relation = factor.relations.find((read) => excluded.relations.includes(read));
  return relation === undefined ? undefined : `over the relation ${relation}`;
}

/** Scores of others come in over ties and memberships, and are such people's standing among each other. */
export function excludesNetwork(excluded: Profile['excluded']): boolean {
  return (
    excluded.aboutOthers ||
    excluded.groups.includes('interpersonal_relationships') ||
    excluded.relations.includes('knows') ||
    excluded.relations.includes('memberOf')
  );
}

/** 0 for a scorecard that has no network adjustment. */
function networkShareOf(scorecard: Scorecard): number {
  return scorecard.network?.maxShare ?? 0;
}
