import { fillReadings, type Factor } from './factor.ts';

/**
 * How much more than elsewhere those within two ties are bad: the log-odds of (2 base + bad) / (2 + n) less those of
 * base, the share of the bad among everybody else known: (1 + sum of badness) / (2 + known). Badness is that of a live
 * flag of confirmed fraud or a block, a default or a debt given up: 1, halving every 24 months of age, to the nearest
 * thousandth, and of several the greatest. Known are the bad and those with a record, as reach has it. n sums over ties
 * strength x (1 if the other is known + 0.5 if it has known others), bad sums strength x (the other's badness + 0.5 x
 * the mean badness of its known others by strength), so that a person with many is no worse. Empty accounts count for
 * nothing, walks that return to the subject do not count, its own flags and defaults never. 0 is like everybody else,
 * below 0 better. Not measurable where nothing is known of anybody within two ties. How many of them are bad is not
 * counted out, for with few ties that would name them.
 */
export const exposure: Factor = {
  id: 'exposure',
  group: 'interpersonal_relationships',
  title: 'Exposure to the bad, log-odds',
  unit: 'index',
  range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0,
  about: 'others',
  isInOwnHands: false,
  relations: ['knows'],
  window: 'ties that last; badness halves every 24 months',
  reasonCodes: {
    adverse: 'exposed_to_bad_subjects',
    modest: 'company_like_elsewhere',
    unmeasurable: 'no_known_neighbours',
  },
  measure(view) {
    const { exposure, exposureTies } = view.columns;
    return fillReadings(
      view,
      (row) => exposure[row]!,
      (row) => exposureTies[row]!,
    );
  },
};
