import { betaMean, betaShare, type BetaPrior } from './beta-prior.ts';
import { fillReadings, type Factor } from './factor.ts';

/** Mean 0.05, worth ten dealings. Judgement: disputes are rare. */
const PRIOR: BetaPrior = { for: 0.5, against: 9.5 };

/**
 * The share of dealings on which the other side disputed or charged back, each weighed by the reliability of its
 * source: (a + disputed) / (a + b + ended + disputed), a = 0.5, b = 9.5. One that is still in dispute has not ended, so
 * the disputed are added to those that ended. Not measurable without either.
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
  isForMending: true,
  relations: ['paid'],
  window: 'all time',
  reasonCodes: {
    adverse: 'disputed_dealings',
    modest: 'short_record_without_disputes',
    unmeasurable: 'no_dealings',
  },
  measure(view) {
    const { dealings, dealingsDisputed, dealingsWeight, dealingsDisputedWeight } = view.columns;
    const judged = (row: number) => dealings[row]! + dealingsDisputed[row]!;
    const share = (row: number) =>
      betaShare(PRIOR, dealingsDisputedWeight[row]!, dealingsWeight[row]! + dealingsDisputedWeight[row]!);
    return fillReadings(view, (row) => (judged(row) > 0 ? share(row) : Number.NaN), {
      all: judged,
      against: (row) => dealingsDisputed[row]!,
    });
  },
};
