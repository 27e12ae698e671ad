import { fillReadings, type Factor } from './factor.ts';

/**
 * How well the subject is identified, 0 claimed to 3 verified in person, by its most reliable source
 * (then the latest, then the first by name). Its evidence is the sources that identified it at least so well: one that
 * did less says nothing against who did more. Not measurable where no source says.
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
  window: 'the latest of each source',
  reasonCodes: { adverse: 'weak_identification', unmeasurable: 'no_identification' },
  measure(view) {
    const { identityLevel, identityLevelSources } = view.columns;
    return fillReadings(
      view,
      (row) => identityLevel[row]!,
      (row) => identityLevelSources[row]!,
    );
  },
};
