import { fillReadings, type Factor } from './factor.ts';

/**
 * Share of the profile that is filled in, by its most reliable source. Not measurable where no source says.
 */
export const profileCompleteness: Factor = {
  id: 'profile-completeness',
  group: 'personal_characteristics',
  title: 'Profile filled in',
  unit: 'share',
  range: [0, 1],
  direction: 'higher',
  prior: 0.4,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: 'the latest of each source',
  reasonCodes: { adverse: 'incomplete_profile', unmeasurable: 'no_profile' },
  measure(view) {
    const { profileCompleteness, profileSources } = view.columns;
    return fillReadings(
      view,
      (row) => profileCompleteness[row]!,
      (row) => profileSources[row]!,
    );
  },
};
