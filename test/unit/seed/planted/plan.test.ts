import { describe, expect, test } from 'vitest';
import { planPlots } from '../../../../seed/planted/plan.ts';
import type { PlannedPlot } from '../../../../seed/planted/plot.ts';
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

/** Everybody in a ring, once: those of one crew take part in each of its rings. */
function peopleIn(planned: readonly PlannedPlot[]): number {
  const crews = new Map(planned.map(({ crew, size }) => [crew, size]));
  return [...crews.values()].reduce((sum, size) => sum + size, 0);
}

describe('the plan of rings', () => {
  test.each([700, 2000, 5000, 10_000, 100_000, 1_000_000])(
    'puts under 1 %% of %i people in a ring',
    (subjects) => {
      const people = peopleIn(planPlots(new Streams(3), subjects));
      expect(people / subjects).toBeLessThan(0.01);
      expect(people / subjects).toBeGreaterThan(0.007);
    },
  );

  test.each([2000, 5000, 10_000, 50_000])('holds every kind in a world of %i people', (subjects) => {
    const kinds = new Set(planPlots(new Streams(1), subjects).map(({ kind }) => kind));
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

  test.each([
    [2000, 4],
    [10_000, 6],
  ])('has rings of several grades in a world of %i people', (subjects, grades) => {
    const subtlety = planPlots(new Streams(1), subjects).map((plot) => plot.subtlety);
    expect(new Set(subtlety).size).toBeGreaterThanOrEqual(grades);
    expect(Math.min(...subtlety)).toBe(0);
  });

  test('gives each ring people of its own where there is room, and sybils always', () => {
    const alone = planPlots(new Streams(1), 200_000).map(({ crew }) => crew);
    expect(new Set(alone).size).toBe(alone.length);
    const planned = planPlots(new Streams(1), 2000);
    const { crew } = planned.find(({ kind }) => kind === 'sybil_region')!;
    expect(planned.filter((plot) => plot.crew === crew)).toHaveLength(1);
  });

  test('keeps one small ring in the smallest worlds: 1.5 % of 200 people, 0.8 % of 400', () => {
    for (const subjects of [200, 400])
      expect(planPlots(new Streams(1), subjects)).toEqual([
        expect.objectContaining({ kind: 'transfer_cycle', size: 3, subtlety: 0 }),
      ]);
  });
});
