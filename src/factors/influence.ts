import { fillReadings, type Factor } from './factor.ts';

/**
 * How much of the scores of others is the subject's own, each of them weighing as much as its own record says: 1 is as
 * much as the whole score of one person of whom everything is known. Higher is no merit by itself, so the built-in
 * scorecard gives it no points; it shows how one's conduct bears on friends. As of the run, over live ties, ownership and
 * memberships and the records of the last 24 months (see scoring/network). Not measurable without a score of one's own, or
 * without anybody with a record to influence.
 */
export const influence: Factor = {
  id: 'influence',
  group: 'interpersonal_relationships',
  title: "Influence on others' scores",
  unit: 'index',
  range: [0, Number.POSITIVE_INFINITY],
  direction: 'higher',
  prior: 0,
  about: 'others',
  isInOwnHands: false,
  relations: ['knows', 'memberOf'],
  window: 'ties and memberships that last; 24 months for the records',
  reasonCodes: { adverse: 'little_influence', unmeasurable: 'nobody_to_influence' },
  measure(view) {
    const { influence, companions } = view.columns;
    return fillReadings(
      view,
      (row) => (companions[row]! > 0 ? influence[row]! : Number.NaN),
      (row) => companions[row]!,
    );
  },
};
