import { fillReadings, type Factor, yearsSince } from './factor.ts';

/**
 * Years since the present residence began, by the most reliable source. Its evidence is the
 * sources that agree, less those that contradict it. Not measurable where no source says.
 */
export const residenceTenure: Factor = {
  id: 'residence-tenure',
  group: 'personal_characteristics',
  title: 'Time at residence',
  unit: 'years',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'higher',
  prior: 2,
  about: 'own',
  isInOwnHands: false,
  relations: [],
  window: 'the latest of each source',
  reasonCodes: { adverse: 'short_residence', unmeasurable: 'no_residence_known' },
  measure(view) {
    const { residenceSince, residenceSources } = view.columns;
    return fillReadings(
      view,
      (row) => yearsSince(residenceSince[row]!, view.asOf),
      (row) => residenceSources[row]!,
    );
  },
};
