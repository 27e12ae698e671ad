import { fillReadings, type Factor } from './factor.ts';

/**
 * How much more than elsewhere those within two ties are bad: the log-odds of their smoothed bad share less those of
 * the share of bad subjects among everybody else. Bad is a live flag of confirmed fraud or a block, a default or a
 * debt given up, halving every 24 months of age. Ties weigh by strength, the second step by half; of each other's
 * neighbours the mean counts, so that a person with many is no worse. Empty accounts count for nothing, walks that
 * return to the subject do not count, its own flags and defaults never. 0 is like everybody else, below 0 better. Not
 * measurable where nothing is known of anybody within two ties. How many of them are bad is not counted out, for with
 * few ties that would name them.
 */
export const exposure: Factor = {
  id: 'exposure',
  group: 'interpersonal_relationships',
  title: 'Exposure to bad subjects, log-odds',
  unit: 'index',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0,
  about: 'others',
  isInOwnHands: false,
  relations: ['knows'],
  window: 'ties that last; badness halves every 24 months',
  reasonCodes: { adverse: 'exposed_to_bad_subjects', unmeasurable: 'no_known_neighbours' },
  measure(view) {
    const { exposure, exposureTies } = view.columns;
    return fillReadings(
      view,
      (row) => exposure[row]!,
      (row) => exposureTies[row]!,
    );
  },
};
