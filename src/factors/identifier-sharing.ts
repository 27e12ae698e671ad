import { fillReadings, type Factor } from './factor.ts';

/**
 * How much the subject shares devices, phones and the like at the same time as others: the sum of 2/k over episodes
 * of k users. One phone under two names says much, a family's address little and a cafe's network nothing. Not
 * measurable where no identifier was seen by a source that is believed by at least half; others are not heard.
 */
export const identifierSharing: Factor = {
  id: 'identifier-sharing',
  group: 'personal_characteristics',
  title: 'Identifiers shared',
  unit: 'index',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.5,
  about: 'others',
  isInOwnHands: false,
  relations: ['usesIdentifier'],
  window: 'all time',
  reasonCodes: { adverse: 'shared_identifiers', unmeasurable: 'no_identifiers' },
  measure(view) {
    const { identifiersSeen, identifierSharing, identifiersShared } = view.columns;
    return fillReadings(view, (row) => (identifiersSeen[row]! > 0 ? identifierSharing[row]! : Number.NaN), {
      all: (row) => identifiersSeen[row]!,
      against: (row) => identifiersShared[row]!,
    });
  },
};
