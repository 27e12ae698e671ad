import { activeMonths } from './active-months.ts';
import { categoryDiversity } from './category-diversity.ts';
import { consistency } from './consistency.ts';
import { creditAge } from './credit-age.ts';
import { creditMix } from './credit-mix.ts';
import { dealingsKept } from './dealings-kept.ts';
import { depositsAndRentals } from './deposits-and-rentals.ts';
import { disputeRate } from './dispute-rate.ts';
import { duesToInflow } from './dues-to-inflow.ts';
import { embeddedness } from './embeddedness.ts';
import { exposure } from './exposure.ts';
import { guaranteeBurden } from './guarantee-burden.ts';
import { followThrough } from './follow-through.ts';
import { identifierSharing } from './identifier-sharing.ts';
import { identityLevel } from './identity-level.ts';
import { instalmentDebt } from './instalment-debt.ts';
import { lastDelinquency } from './last-delinquency.ts';
import { influence } from './influence.ts';
import { newCredit } from './new-credit.ts';
import { onTimeShare } from './on-time-share.ts';
import { phoneTenure } from './phone-tenure.ts';
import { profileCompleteness } from './profile-completeness.ts';
import { propagatedTrust } from './propagated-trust.ts';
import { ratingFairness } from './rating-fairness.ts';
import { ratingGoodness } from './rating-goodness.ts';
import { reach } from './reach.ts';
import { residenceTenure } from './residence-tenure.ts';
import { spendLevel } from './spend-level.ts';
import { spendStability } from './spend-stability.ts';
import { standing } from './standing.ts';
import { totalDebt } from './total-debt.ts';
import { utilisation } from './utilisation.ts';
import { utilityPunctuality } from './utility-punctuality.ts';
import { worstDelinquency } from './worst-delinquency.ts';
import { worstLineUtilisation } from './worst-line-utilisation.ts';
import type { Factor } from './factor.ts';

/** Every factor there is, group by group in the order of FACTOR_GROUPS. Adding one adds a line here. */
export const FACTORS: readonly Factor[] = [
  onTimeShare,
  worstDelinquency,
  lastDelinquency,
  utilisation,
  worstLineUtilisation,
  instalmentDebt,
  totalDebt,
  creditAge,
  creditMix,
  newCredit,
  utilityPunctuality,
  followThrough,
  dealingsKept,
  standing,
  duesToInflow,
  guaranteeBurden,
  depositsAndRentals,
  identityLevel,
  profileCompleteness,
  residenceTenure,
  phoneTenure,
  consistency,
  identifierSharing,
  activeMonths,
  spendLevel,
  spendStability,
  categoryDiversity,
  disputeRate,
  ratingGoodness,
  ratingFairness,
  reach,
  propagatedTrust,
  embeddedness,
  exposure,
  influence,
];

const byId = new Map(FACTORS.map((factor) => [factor.id, factor]));

export function findFactor(id: string): Factor | undefined {
  return byId.get(id);
}
