import { fillReadings, type Factor } from './factor.ts';

/**
 * How well the subject is identified, 0 claimed to 3 verified in person, by its most reliable source. Not
 * measurable where no source says.
 */
export const identityLevel: Factor = {
  id: 'identity-level',
  group: 'personal_characteristics',
  title: 'Identification',
  unit: 'level',
  range: [0, 3],
  direction: 'higher',
  prior: 1,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  reasonCodes: { adverse: 'weak_identification', unmeasurable: 'no_identification' },
  measure(view) {
    const { identityLevel, profileSources } = view.columns;
    return fillReadings(
      view,
      (row) => identityLevel[row]!,
      (row) => profileSources[row]!,
    );
  },
};
