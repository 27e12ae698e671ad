import { fillReadings, type Factor } from './factor.ts';

/**
 * In how many of the last 12 calendar months, the current one included, the subject paid or rated somebody. Not
 * measurable for a subject that never did.
 */
export const activeMonths: Factor = {
  id: 'active-months',
  group: 'behaviour_and_preferences',
  title: 'Active months of 12',
  unit: 'months',
  range: [0, 12],
  direction: 'higher',
  prior: 3,
  about: 'own',
  isInOwnHands: false,
  relations: ['paid', 'rated'],
  window: '12 months, the current one included',
  reasonCodes: { adverse: 'few_active_months', unmeasurable: 'no_activity' },
  measure(view) {
    const { acts, activeMonths12 } = view.columns;
    return fillReadings(
      view,
      (row) => (acts[row]! > 0 ? activeMonths12[row]! : Number.NaN),
      (row) => acts[row]!,
    );
  },
};
