/** The scale of a served score, both ends included. */
export const LOWEST_SCORE = 350;
export const HIGHEST_SCORE = 950;

/** Ledger arithmetic is in integer thousandths of a point, so that sums are exact in any order. */
export type Thousandths = number;
export const THOUSAND = 1000;

/** The five groups of factors, in the order of Sesame Credit's own list and of the expert weights. */
export const FACTOR_GROUPS = [
  'credit_history',
  'fulfilment_capacity',
  'personal_characteristics',
  'behaviour_and_preferences',
  'interpersonal_relationships',
] as const;
export type FactorGroup = (typeof FACTOR_GROUPS)[number];

/**
 * - `scored`      a score is served
 * - `unscorable`  no basis to process, or less evidence than the scorecard asks for: no number is given
 * - `restricted`  a person has flagged the subject: the number is withheld until the flag ends
 */
export const OUTCOMES = ['scored', 'unscorable', 'restricted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/**
 * How key adverse reasons are ranked:
 * - `points_lost`  by what the factor could still give: its best points less the subject's
 * - `below_mean`   by how far the subject's points fall below the mean points of all who were scored, of its kind and
 *                  in its run. The Official Interpretations of Regulation B name this method (12 CFR part 1002,
 *                  Supplement I, comment 9(b)(2)-5: "furthest below the average score ... achieved by all
 *                  applicants"); any other that gives substantially similar results is acceptable to them.
 */
export const REASON_RANKINGS = ['points_lost', 'below_mean'] as const;
export type ReasonRanking = (typeof REASON_RANKINGS)[number];

/** What lets a score be computed: a contract with the subject, or its live consent to processing. */
export const PROCESSING_BASES = ['contract', 'consent'] as const;
export type ProcessingBasis = (typeof PROCESSING_BASES)[number];
