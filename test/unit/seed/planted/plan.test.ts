import { describe, expect, test } from 'vitest';
import { planPlots } from '../../../../seed/planted/plan.ts';
import { Streams } from '../../../../seed/random/streams.ts';

const KINDS = [
  'dense_purchases',
  'dense_reviews',
  'fan_in',
  'fan_out',
  'gather_scatter',
  'guarantee_circle',
  'mutual_ratings',
  'scatter_gather',
  'shared_identifiers',
  'stack',
  'sybil_region',
  'transfer_cycle',
];

describe('the plan of rings', () => {
  test.each([2000, 5000, 10_000, 100_000, 1_000_000])(
    'puts under 1 %% of %i people in a ring',
    (subjects) => {
      const planned = planPlots(new Streams(3), subjects);
      const people = planned.reduce((sum, { size }) => sum + size, 0);
      expect(people / subjects).toBeLessThan(0.01);
      expect(people / subjects).toBeGreaterThan(0.008);
    },
  );

  test('holds every kind from 10,000 people on', () => {
    const kinds = new Set(planPlots(new Streams(1), 10_000).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(KINDS);
  });

  test('grows in subtlety within a kind, from 0 to 1', () => {
    const planned = planPlots(new Streams(1), 200_000);
    for (const kind of KINDS) {
      const subtlety = planned.filter((plot) => plot.kind === kind).map((plot) => plot.subtlety);
      expect(subtlety.length).toBeGreaterThan(5);
      expect([subtlety[0], subtlety.at(-1)]).toEqual([0, 1]);
      expect(subtlety).toEqual(subtlety.toSorted((a, b) => a - b));
    }
  });

  test('keeps two small ones in the smallest world', () => {
    expect(planPlots(new Streams(1), 200)).toEqual([
      { kind: 'sybil_region', size: 4, subtlety: 0 },
      { kind: 'transfer_cycle', size: 3, subtlety: 0 },
    ]);
  });
});
