import { betaMean, betaShare, type BetaPrior } from './beta-prior.ts';
import { fillReadings, type Factor } from './factor.ts';

/** Mean 0.8, worth five dues. Judgement: most people pay most rents. */
const PRIOR: BetaPrior = { for: 4, against: 1 };

/**
 * The decayed share of dues of rentals and deposits that were paid in full by their day, as on-time-share has it for
 * all dues: (a + sum w x honoured) / (a + b + sum w), a = 4, b = 1, w halving every 12 months of age times the reliability of the
 * source. A deposit without dues is one when it ends: honoured if settled, broken if in default or given up. Not
 * measurable without any that matured.
 */
export const depositsAndRentals: Factor = {
  id: 'deposits-and-rentals',
  group: 'fulfilment_capacity',
  title: 'Rents and deposits honoured, weighed',
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
    const { placedDuesMatured, placedDuesLate, placedOnTimeWeight, placedMaturedWeight } = view.columns;
    return fillReadings(
      view,
      (row) =>
        placedDuesMatured[row]! > 0
          ? betaShare(PRIOR, placedOnTimeWeight[row]!, placedMaturedWeight[row]!)
          : Number.NaN,
      { all: (row) => placedDuesMatured[row]!, against: (row) => placedDuesLate[row]! },
    );
  },
};
