import { betaMean, type BetaPrior } from './beta-prior.ts';
import type { Factor } from './factor.ts';
import { fillShares } from './shrunk-share.ts';

/** Mean 0.8, worth five dues. Judgement: most people pay most rents. */
const PRIOR: BetaPrior = { for: 4, against: 1 };

/**
 * The decayed share of dues of rentals and deposits that were paid in full by their day, as on-time-share has it for
 * all dues, defaults among them: (a + sum w x honoured) / (a + b + sum w), a = 4, b = 1, w halving every 12 months of age
 * times the reliability of the source. A deposit without dues that was settled, and never in default before, is one that
 * was honoured. Not measurable without any that matured.
 */
export const depositsAndRentals: Factor = {
  id: 'deposits-and-rentals',
  group: 'fulfilment_capacity',
  title: 'Rent, deposits honoured, weighed',
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
    adverse: 'rents_or_deposits_broken',
    modest: 'short_record_of_rents',
    unmeasurable: 'no_rents_or_deposits',
  },
  measure(view) {
    const { columns } = view;
    return fillShares(view, PRIOR, {
      counted: columns.placedDuesMatured,
      against: columns.placedDuesLate,
      hits: columns.placedOnTimeWeight,
      trials: columns.placedMaturedWeight,
    });
  },
};
