import { fillReadings, type Factor } from './factor.ts';

/**
 * Balance over limit of the fullest open revolving line, from the latest balances; above 1 past its limit. One full
 * card beside empty ones is a sign that their sum hides. Only balances of sources that are believed by at least half
 * count, and one that tells no limit tells nothing here. Not measurable without an open line whose latest balance tells
 * a limit above 0.
 */
export const worstLineUtilisation: Factor = {
  id: 'worst-line-utilisation',
  group: 'credit_history',
  title: 'Use of fullest credit line',
  unit: 'ratio',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'lower',
  prior: 0.6,
  about: 'own',
  isInOwnHands: true,
  relations: [],
  window: 'the latest balances',
  reasonCodes: { adverse: 'line_used_up', unmeasurable: 'no_revolving_line' },
  measure(view) {
    const { worstLineUse, revolvingLines } = view.columns;
    return fillReadings(
      view,
      (row) => worstLineUse[row]!,
      (row) => revolvingLines[row]!,
    );
  },
};
