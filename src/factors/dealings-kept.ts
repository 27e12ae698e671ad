import { betaMean, betaShare, type BetaPrior } from './beta-prior.ts';
import { fillReadings, type Factor } from './factor.ts';

/** Mean 0.8, worth five dealings. Judgement: most dealings are kept. */
export const KEPT_PRIOR: BetaPrior = { for: 4, against: 1 };

/**
 * The share of dealings (purchases, utilities, deposits) with a final status that the subject kept, as payer and as
 * payee: (a + kept) / (a + b + dealings), a = 4, b = 1, each weighed by the reliability of its source. Only the party
 * at fault loses. Not measurable without a dealing.
 */
export const dealingsKept: Factor = {
  id: 'dealings-kept',
  group: 'fulfilment_capacity',
  title: 'Dealings kept, weighed',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: betaMean(KEPT_PRIOR),
  about: 'own',
  isInOwnHands: true,
  isForMending: true,
  relations: ['paid'],
  window: 'all time',
  reasonCodes: {
    adverse: 'broken_dealings',
    modest: 'short_record_of_dealings',
    unmeasurable: 'no_dealings',
  },
  measure(view) {
    const { dealings, dealingsBroken, dealingsWeight, dealingsBrokenWeight } = view.columns;
    return fillReadings(
      view,
      (row) =>
        dealings[row]! > 0
          ? betaShare(KEPT_PRIOR, dealingsWeight[row]! - dealingsBrokenWeight[row]!, dealingsWeight[row]!)
          : Number.NaN,
      { all: (row) => dealings[row]!, against: (row) => dealingsBroken[row]! },
    );
  },
};
