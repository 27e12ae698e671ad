/** How scores are made and what they open: what a simulation compares. */
import { parseScorecard, type Scorecard } from '../scoring/scorecard.ts';

interface Policy {
  readonly title: string;
  readonly doc: string;
}

export const POLICIES = {
  personal: {
    title: 'maxShare 0',
    doc: 'The scorecard with `network.maxShare` 0: a score is the personal score, and opens what is open from 600.',
  },
  network: {
    title: 'as it is',
    doc: 'The scorecard as it is: a score leans on those of ties, owners and groups.',
  },
  gated: {
    title: 'with a gate',
    doc:
      'Personal scores, and besides a gate: the mean score of those whom an applicant is tied to must be 600 or more. ' +
      'After US patent 9,100,400 B2 (2015), fourth embodiment: a lender rejects an application where the average credit ' +
      'rating of those connected to the applicant is below a minimum. Who is tied to nobody with a score passes.',
  },
} as const satisfies Readonly<Record<string, Policy>>;

export type PolicyId = keyof typeof POLICIES;
/** What the others are held against. */
export const BASELINE: PolicyId = 'personal';
export const POLICY_IDS = Object.keys(POLICIES) as readonly PolicyId[];

/** The scorecard as a policy has it. */
export function scorecardUnder(policy: PolicyId, scorecard: Scorecard): Scorecard {
  if (policy === 'network' || scorecard.network === undefined) return scorecard;
  const document = JSON.parse(scorecard.canonicalJson) as object;
  return parseScorecard(JSON.stringify({ ...document, network: { ...scorecard.network, maxShare: 0 } }));
}

/** Whether whom somebody is tied to decides anything, so that people mind whom they know. */
export function weighsCompany(policy: PolicyId, scorecard: Scorecard): boolean {
  return policy === 'gated' || (policy === 'network' && (scorecard.network?.maxShare ?? 0) > 0);
}

/** What earns points for buying. */
const PAID_FOR = new Set(['active-months', 'spend-level', 'category-diversity']);

export function paysForSpending({ subjects }: Scorecard): boolean {
  return (subjects.user ?? []).some(({ factor, best }) => PAID_FOR.has(factor.id) && best > 0);
}
