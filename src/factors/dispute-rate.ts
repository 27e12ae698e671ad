import { betaMean, betaShare, type BetaPrior } from './beta-prior.ts';
import { fillReadings, type Factor } from './factor.ts';

/** Mean 0.05, worth ten dealings. Judgement: disputes are rare. */
const PRIOR: BetaPrior = { for: 0.5, against: 9.5 };

/**
 * The share of dealings on which the other side disputed or charged back: (a + disputed) / (a + b + dealings). Not
 * measurable without a dealing.
 */
export const disputeRate: Factor = {
  id: 'dispute-rate',
  group: 'behaviour_and_preferences',
  title: 'Dealings disputed, weighed',
  unit: 'index',
  range: [0, 1],
  direction: 'lower',
  prior: betaMean(PRIOR),
  about: 'own',
  isInOwnHands: true,
  relations: ['paid'],
  reasonCodes: {
    adverse: 'disputed_dealings',
    modest: 'short_record_without_disputes',
    unmeasurable: 'no_dealings',
  },
  measure(view) {
    const { dealings, dealingsDisputed } = view.columns;
    return fillReadings(
      view,
      (row) => (dealings[row]! > 0 ? betaShare(PRIOR, dealingsDisputed[row]!, dealings[row]!) : Number.NaN),
      (row) => dealings[row]!,
    );
  },
};
