import { betaMean, type BetaPrior } from './beta-prior.ts';
import type { Factor } from './factor.ts';
import { fillShares } from './shrunk-share.ts';

/** Mean 0.8, worth five dues. Judgement: most people pay most dues. */
const PRIOR: BetaPrior = { for: 4, against: 1 };

/**
 * The decayed share of dues paid in full by their day: (a + sum w x on time) / (a + b + sum w), a = 4, b = 1, w halving
 * every 12 months of age times the reliability of the due's source. Overdue and unpaid counts as late; what is not yet due
 * is left out. A debt in default or given up is one due that fell due on that day and is unpaid until settled; with its
 * late dues it is one failing, of the weight of the heavier. Not measurable without a matured due.
 */
export const onTimeShare: Factor = {
  id: 'on-time-share',
  group: 'credit_history',
  title: 'Dues on time, weighed',
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
    adverse: 'late_payments',
    modest: 'short_record_of_dues',
    unmeasurable: 'no_payment_history',
  },
  measure(view) {
    const { columns } = view;
    return fillShares(view, PRIOR, {
      counted: columns.duesMatured,
      against: columns.duesLate,
      hits: columns.duesOnTimeWeight,
      trials: columns.duesMaturedWeight,
    });
  },
};
