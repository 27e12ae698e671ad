import { fillReadings, type Factor } from './factor.ts';

/** The number of triangles that reads one half: that of a circle of four. Judgement. */
const HALF_TRIANGLES = 3;

/**
 * t / (t + 3), t being the triangles of ties that the subject is in: pairs of people whom it knows and who know each
 * other. Only people whom propagated trust reached with at least a quarter of its mean count, the subject included, so
 * that a circle of invented accounts is none; each further triangle adds less. Not measurable without a tie, or where
 * nobody with a tie is a seed. Common neighbours as a sign of a tie's worth: M. Granovetter, The strength of weak ties,
 * American Journal of Sociology 78, 1973, doi:10.1086/225469.
 */
export const embeddedness: Factor = {
  id: 'embeddedness',
  group: 'interpersonal_relationships',
  title: 'Ties within trusted circles',
  unit: 'index',
  range: [0, 1],
  direction: 'higher',
  prior: 0.3,
  about: 'others',
  isInOwnHands: false,
  relations: ['knows'],
  window: 'ties that last',
  reasonCodes: { adverse: 'few_shared_acquaintances', unmeasurable: 'no_trusted_seeds' },
  measure(view) {
    const { trustedTriangles, liveTies } = view.columns;
    return fillReadings(
      view,
      (row) => trustedTriangles[row]! / (trustedTriangles[row]! + HALF_TRIANGLES),
      (row) => liveTies[row]!,
    );
  },
};
