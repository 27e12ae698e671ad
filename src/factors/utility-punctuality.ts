import { betaMean, type BetaPrior } from './beta-prior.ts';
import type { Factor } from './factor.ts';
import { fillShares } from './shrunk-share.ts';

/** Mean 0.8, worth five bills. Judgement: most people pay most bills. */
const PRIOR: BetaPrior = { for: 4, against: 1 };

/**
 * The decayed share of utility bills paid in full by their day, as on-time-share has it for all dues, defaults among
 * them, a = 4 and b = 1: the credit history of those who never borrowed. Not measurable without a matured utility bill.
 */
export const utilityPunctuality: Factor = {
  id: 'utility-punctuality',
  group: 'credit_history',
  title: 'Utility bills on time, weighed',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: betaMean(PRIOR),
  about: 'own',
  isInOwnHands: true,
  isForMending: true,
  relations: [],
  window: 'all time, weights halve every 12 months',
  reasonCodes: {
    adverse: 'late_utility_payments',
    modest: 'short_record_of_utility_bills',
    unmeasurable: 'no_utility_history',
  },
  measure(view) {
    const { columns } = view;
    return fillShares(view, PRIOR, {
      counted: columns.utilityDuesMatured,
      against: columns.utilityDuesLate,
      hits: columns.utilityOnTimeWeight,
      trials: columns.utilityMaturedWeight,
    });
  },
};
