import { fillReadings, type Factor, yearsSince } from './factor.ts';

/**
 * Years since the present phone number began, by the most reliable source. Its evidence is the
 * sources that agree, less those that contradict it. Not measurable where no source says.
 */
export const phoneTenure: Factor = {
  id: 'phone-tenure',
  group: 'personal_characteristics',
  title: 'Time with phone number',
  unit: 'years',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'higher',
  prior: 2,
  about: 'own',
  isInOwnHands: false,
  relations: [],
  window: 'the latest of each source',
  reasonCodes: { adverse: 'recent_phone', unmeasurable: 'no_phone_known' },
  measure(view) {
    const { phoneSince, phoneSources } = view.columns;
    return fillReadings(
      view,
      (row) => yearsSince(phoneSince[row]!, view.asOf),
      (row) => phoneSources[row]!,
    );
  },
};
