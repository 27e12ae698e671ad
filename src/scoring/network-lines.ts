/** What the network did to one score, as its subject may see it. Names and exact values are for analysts alone. */
import { LEAST_CONTRIBUTORS } from './network.ts';
import type { ScoreRow } from './score-table.ts';

/** What ties a subject to those it leans on. */
export const NETWORK_RELATIONS = ['ties', 'ownership', 'memberships'] as const;
type NetworkRelation = (typeof NETWORK_RELATIONS)[number];

/** One relation's part in a subject's company. */
export interface CompanyPart {
  readonly relation: NetworkRelation;
  /** Scored subjects with a record, through several groups each once a group. */
  readonly contributors: number;
  /** Their part of the company, 0 to 1: how much of the line came through them. */
  readonly part: number;
}

/** Why the network line is as long as it can be. */
export interface Leaning {
  /** r: what of the subject's own matured; see `record` of the projection. */
  readonly record: number;
  /** Absent with fewer than five contributors, where it would tell what is known of one of them. */
  readonly company?: {
    /** lambda, 0 to below 1: how far the score leans on others'. */
    readonly share: number;
    /** C, at least 0. */
    readonly credence: number;
    /** The relations of five contributors or more. */
    readonly through: readonly CompanyPart[];
  };
}

/** C, all of a subject's company; always added up in one order, so that it is the same to the bit. */
export function companyOf(
  by: Pick<ScoreRow, 'tieCompany' | 'ownershipCompany' | 'membershipCompany'>,
): number {
  return by.tieCompany + by.ownershipCompany + by.membershipCompany;
}

/** All of a subject's company, by relation. */
export function companyParts(row: ScoreRow): {
  readonly credence: number;
  readonly parts: readonly CompanyPart[];
} {
  const of = {
    ties: [row.tieContributors, row.tieCompany],
    ownership: [row.ownershipContributors, row.ownershipCompany],
    memberships: [row.membershipContributors, row.membershipCompany],
  } as const satisfies Record<NetworkRelation, readonly [number, number]>;
  const credence = companyOf(row);
  const parts = NETWORK_RELATIONS.map((relation) => {
    const [contributors, company] = of[relation];
    return { relation, contributors, part: credence > 0 ? company / credence : 0 };
  });
  return { credence, parts: parts.filter(({ contributors }) => contributors > 0) };
}

export function leaningOf(row: ScoreRow): Leaning {
  const { credence, parts } = companyParts(row);
  const contributors = parts.reduce((sum, part) => sum + part.contributors, 0);
  if (contributors < LEAST_CONTRIBUTORS) return { record: row.record };
  const through = parts.filter((part) => part.contributors >= LEAST_CONTRIBUTORS);
  return { record: row.record, company: { share: row.share, credence, through } };
}
