/**
 * Why points were lost or could not be given. Ids are stable: stored, served and translated, never renamed.
 * The texts are in `catalogue/<language>.json`.
 */
export const REASON_CODES = [
  'late_payments',
  'no_payment_history',
  'serious_delinquency',
  'no_matured_dues',
  'high_utilisation',
  'no_revolving_line',
  'short_credit_history',
  'no_obligations',
  'many_new_obligations',
  'late_utility_payments',
  'no_utility_history',
  'broken_dealings',
  'no_dealings',
  'low_standing',
  'no_payments_between_subjects',
  'dues_high_against_income',
  'no_regular_income',
  'weak_identification',
  'no_identification',
  'incomplete_profile',
  'no_profile',
  'short_residence',
  'no_residence_known',
  'recent_phone',
  'no_phone_known',
  'shared_identifiers',
  'no_identifiers',
  'few_active_months',
  'no_activity',
  'low_spend',
  'no_spend',
  'unsteady_spend',
  'few_months_of_spend',
  'narrow_spend',
  'no_categorised_purchases',
  'disputed_dealings',
  'distrusted_by_raters',
  'not_rated',
  'ratings_at_odds_with_others',
  'has_rated_nobody',
  'few_credible_ties',
  'no_ties',
  'far_from_trusted_seeds',
  'no_trusted_seeds',
  'attribute_unfavourable',
  'attribute_missing',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Why there is no score, where there is none. */
export const OUTCOME_REASONS = [
  'no_processing_consent',
  'too_little_evidence',
  'no_scorecard_for_kind',
  'held_back_by_flag',
] as const;
export type OutcomeReason = (typeof OUTCOME_REASONS)[number];
