import { betaMean } from './beta-prior.ts';
import { KEPT_PRIOR } from './dealings-kept.ts';
import { fillReadings, type Factor } from './factor.ts';

/**
 * How reliably the subject keeps its word, as buyer and as seller: f = (a + sum w g) / (a + b + sum w) over its
 * dealings (purchases, utilities, deposits) with a final status, a = 4, b = 1, g 1 kept or 0 broken by the subject,
 * only the party at fault losing, w = (1 + f of the counterparty) / 2 times the reliability of the source: the word of
 * those who keep theirs weighs more. All dealings before asOf, undecayed. Not measurable without a dealing.
 * Source: the beta posterior mean (Josang and Ismail 2002) weighed by the other side's own, see the kernel
 * `mutualReliability`.
 */
export const followThrough: Factor = {
  id: 'follow-through',
  group: 'fulfilment_capacity',
  title: 'Follow-through on dealings',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: betaMean(KEPT_PRIOR),
  about: 'others',
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
    const { followThrough, dealings, dealingsBroken } = view.columns;
    return fillReadings(view, (row) => followThrough[row]!, {
      all: (row) => dealings[row]!,
      against: (row) => dealingsBroken[row]!,
    });
  },
};
