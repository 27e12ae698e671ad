import { describe, expect, test } from 'vitest';
import { burstiness, gini, measureDealings } from '../../../bench/world-statistics-dealings.ts';
import { measureNetwork, powerLawFit } from '../../../bench/world-statistics-graph.ts';
import { epinions } from '../../../bench/world-statistics-sets.ts';
import { powerLaw } from '../../../seed/random/power-law.ts';
import { Streams } from '../../../seed/random/streams.ts';
import { describeWithData } from '../../support/data-folder.ts';

/** Zachary's karate club: neighbours of a higher number, by node. */
const KARATE = [
  '1 2 3 4 5 6 7 8 10 11 12 13 17 19 21 31',
  '2 3 7 13 17 19 21 30',
  '3 7 8 9 13 27 28 32',
  '7 12 13',
  '6 10',
  '6 10 16',
  '16',
  '',
  '30 32 33',
  '33',
  '',
  '',
  '',
  '33',
  '32 33',
  '32 33',
  '',
  '',
  '32 33',
  '33',
  '32 33',
  '',
  '32 33',
  '25 27 29 32 33',
  '25 27 31',
  '31',
  '29 33',
  '33',
  '31 33',
  '32 33',
  '32 33',
  '32 33',
  '33',
  '',
];

describe('networks', () => {
  const edges = KARATE.flatMap((line, from) =>
    line === '' ? [] : line.split(' ').map((to) => [from, Number(to)] as const),
  );
  const karate = { nodes: 34, from: edges.map(([from]) => from), to: edges.map(([, to]) => to) };

  test('the karate club has the clustering and the assortativity that NetworkX gives', () => {
    const measured = measureNetwork(karate);
    expect(measured.pairs).toBe(78);
    expect(measured.clustering).toBeCloseTo(0.570_638_478_2, 9);
    expect(measured.assortativity).toBeCloseTo(-0.475_613_097_7, 9);
  });

  test('reciprocity counts edges with their reverse; loops, repetitions and idle nodes do not count', () => {
    // 0 <-> 1, 1 -> 2, 2 -> 2, 0 -> 1 again; node 3 idle: 2 of 3 edges are answered.
    const measured = measureNetwork({ nodes: 4, from: [0, 1, 1, 2, 0], to: [1, 0, 2, 2, 1] });
    expect(measured).toMatchObject({ nodes: 3, pairs: 2 });
    expect(measured.reciprocity).toBeCloseTo(2 / 3, 12);
  });

  test('finds the exponent that degrees were drawn with', () => {
    const random = new Streams(4).of('degrees');
    const law = { exponent: 2.5, least: 5, most: 100_000 };
    const degrees = Array.from({ length: 20_000 }, () => powerLaw(random, law));
    const fit = powerLawFit(degrees);
    expect(fit.from).toBeGreaterThanOrEqual(5);
    expect(Math.abs(fit.exponent - 2.5)).toBeLessThan(0.1);
  });
});

describe('dealings', () => {
  test('burstiness: clockwork is -1; two gaps of 1 and 3 by hand', () => {
    expect(burstiness([5, 5, 5, 5])).toBe(-1);
    // n = 3, mean 2, deviation 1, r = 1/2: (2 x 1/2 - sqrt 2) / ((2 - 2) x 1/2 + sqrt 2) = 1 / sqrt 2 - 1.
    expect(burstiness([1, 3])).toBeCloseTo(Math.SQRT1_2 - 1, 12);
  });

  test('Gini: equal shares give 0, one of four who has all 3/4', () => {
    expect(gini([2, 2, 2, 2])).toBeCloseTo(0, 12);
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12);
  });

  test('the median gap is over all actors, in days', () => {
    const day = 86_400_000;
    const dealings = [
      { actor: 'a', at: 3 * day },
      { actor: 'a', at: 0 },
      { actor: 'b', at: day },
      { actor: 'b', at: 2 * day },
      { actor: 'b', at: 7 * day },
    ];
    // Gaps 3; 1 and 5.
    expect(measureDealings(dealings)).toMatchObject({
      actors: 2,
      dealings: 5,
      medianGapDays: 3,
      gini: Number.NaN,
    });
  });
});

describeWithData('epinions-trust', (folder) => {
  test('has the size and the clustering that SNAP states for soc-Epinions1', async () => {
    const { network } = await epinions(folder);
    const measured = measureNetwork(network!);
    expect(measured.nodes).toBe(75_879);
    expect(measured.clustering).toBeCloseTo(0.1378, 4);
  });
});
