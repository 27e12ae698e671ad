/** Reasons, advice, interval and rank, on ledgers and populations made by hand. */
import { describe, expect, test } from 'vitest';
import { SUBJECT_KINDS } from '../../../src/domain/facts.ts';
import { FACTORS } from '../../../src/factors/registry.ts';
import { adverseReasons } from '../../../src/scoring/adverse-reasons.ts';
import { improvementsOf } from '../../../src/scoring/improvements.ts';
import { scoreInterval } from '../../../src/scoring/interval.ts';
import type { FactorLine } from '../../../src/scoring/ledger.ts';
import { populationOf, rankIn, readPopulation } from '../../../src/scoring/population.ts';
import { emptyScoreTable, NOT_MEASURABLE_BIN } from '../../../src/scoring/score-table.ts';
import { parseScorecard, type ScorecardFactor } from '../../../src/scoring/scorecard.ts';

const scorecard = parseScorecard(
  JSON.stringify({
    ...{ id: 'three@1', description: 'for tests', base: 350, minimumEvidence: 0, halfConfidenceEvidence: 6 },
    bands: [{ from: 350, name: 'all' }],
    subjects: {
      user: {
        factors: [
          {
            factor: 'on-time-share',
            notMeasurable: 10,
            bins: [
              { below: 0.8, points: -40 },
              { below: 0.9, points: 20 },
              { below: 0.95, points: 20 },
              { points: 80 },
            ],
          },
          {
            factor: 'utilisation',
            notMeasurable: 0,
            bins: [{ below: 0.3, points: 60 }, { below: 0.6, points: 30 }, { points: 0 }],
          },
          { factor: 'identity-level', notMeasurable: 0, bins: [{ below: 2, points: 0 }, { points: 40 }] },
          { factor: 'spend-level', notMeasurable: 0, bins: [{ below: 0.5, points: 0 }, { points: 90 }] },
        ],
      },
    },
  }),
);
const [onTime, utilisation, identity, spend] = scorecard.subjects.user as [
  ScorecardFactor,
  ScorecardFactor,
  ScorecardFactor,
  ScorecardFactor,
];

function lineOf({ factor, best }: ScorecardFactor, points: number, measurable = true): FactorLine {
  return {
    item: 'factor',
    factorId: factor.id,
    ...{ group: factor.group, title: factor.title, unit: factor.unit },
    ...{ value: measurable ? 0.5 : null, evidence: 4, against: 1, bin: 'any', measurable, points, best },
    ...(points < best ? { reason: factor.reasonCodes.adverse } : {}),
  };
}

describe('adverseReasons', () => {
  const lines = [
    lineOf(onTime, 20_000),
    lineOf(utilisation, 30_000),
    lineOf(identity, 0, false),
    lineOf(spend, 0),
  ];

  test('ranks by points lost, and leaves out what could not be measured', () => {
    const reasons = adverseReasons(lines, { ranking: 'points_lost', most: 4 });
    expect(reasons.map(({ factorId, pointsLost }) => [factorId, pointsLost])).toEqual([
      ['spend-level', 90_000],
      ['on-time-share', 60_000],
      ['utilisation', 30_000],
    ]);
    expect(adverseReasons(lines, { ranking: 'points_lost', most: 2 })).toHaveLength(2);
  });

  test('ranks by the distance below the mean of all, and leaves out what is no worse than it', () => {
    const meanPoints = {
      'on-time-share': 65_000,
      utilisation: 25_000,
      'identity-level': 40_000,
      'spend-level': 10_000,
    };
    const reasons = adverseReasons(lines, { ranking: 'below_mean', most: 4, meanPoints });
    expect(reasons.map(({ factorId, belowMean, pointsLost }) => [factorId, belowMean, pointsLost])).toEqual([
      ['on-time-share', 45_000, 60_000],
      ['spend-level', 10_000, 90_000],
    ]);
  });
});

describe('improvementsOf', () => {
  const improve = (entry: ScorecardFactor, points: number, measurable = true) =>
    improvementsOf([{ line: lineOf(entry, points, measurable), entry }]);

  test('gives the attainable points and the next reading that earns more, with the bound to reach', () => {
    expect(improve(onTime, -40_000)).toMatchObject([
      { attainable: 120_000, next: 60_000, nextBin: '0.8 to 0.9', target: { value: 0.8, side: 'at_least' } },
    ]);
    expect(improve(utilisation, 0)).toMatchObject([
      { attainable: 60_000, next: 30_000, nextBin: '0.3 to 0.6', target: { value: 0.6, side: 'below' } },
    ]);
  });

  test('steps over readings that earn the same', () => {
    expect(improve(onTime, 20_000)).toMatchObject([{ next: 60_000, nextBin: '0.95 or more' }]);
  });

  test('never advises to buy, nor to take up credit in order to be measured', () => {
    expect(improve(spend, 0)).toEqual([]);
    expect(improve(onTime, 10_000, false)).toEqual([]);
    expect(improve(identity, 0, false)).toMatchObject([{ factorId: 'identity-level', attainable: 40_000 }]);
  });

  test('never advises more dealings where nothing went wrong that could be mended', () => {
    const line = { ...lineOf(onTime, 20_000), against: 0 };
    expect(improvementsOf([{ line, entry: onTime }])).toEqual([]);
    expect(FACTORS.filter(({ isForMending }) => isForMending).map(({ id }) => id)).toEqual([
      ...['on-time-share', 'last-delinquency', 'utility-punctuality', 'follow-through', 'dealings-kept'],
      ...['deposits-and-rentals', 'consistency', 'dispute-rate'],
    ]);
  });

  test('has nothing to say at the best, and ranks by what can be had', () => {
    const pairs = (
      [
        [onTime, 80_000],
        [identity, 0],
        [utilisation, 0],
      ] as const
    ).map(([entry, points]) => ({ line: lineOf(entry, points), entry }));
    expect(improvementsOf(pairs).map(({ factorId }) => factorId)).toEqual(['utilisation', 'identity-level']);
  });
});

describe('scoreInterval', () => {
  test('is as wide as the model says', () => {
    // Widths 120 and 60: 120^2/12 x 6/(6+0) + 60^2/12 x 6/(6+12) = 1200 + 100; 1.2816 x sqrt(1300) = 46.2
    const factors = [
      { entry: onTime, evidence: 0 },
      { entry: utilisation, evidence: 12 },
    ];
    expect(scoreInterval(600, factors, 6)).toEqual({ low: 553, high: 647, level: 0.8 });
    expect(scoreInterval(360, factors, 6)).toMatchObject({ low: 350, high: 407 });
    expect(scoreInterval(950, factors, 6)).toMatchObject({ low: 903, high: 950 });
  });

  test('narrows with evidence and is a point without a factor', () => {
    const width = (evidence: number) => {
      const { low, high } = scoreInterval(600, [{ entry: onTime, evidence }], 6);
      return high - low;
    };
    expect([width(0), width(2), width(50)]).toEqual([90, 78, 30]);
    expect(scoreInterval(600, [], 6)).toMatchObject({ low: 600, high: 600 });
  });
});

describe('populationOf', () => {
  const table = emptyScoreTable(6, ['utilisation']);
  table.kinds.set([0, 0, 0, 0, 0, SUBJECT_KINDS.indexOf('merchant')]);
  table.outcome.set([0, 0, 0, 0, 1, 0]);
  table.score.set([600, 500, 600, 700, 0, 650]);
  table.factors[0]!.bin.set([0, 1, 2, NOT_MEASURABLE_BIN, 0, 0]);
  const population = populationOf(table, scorecard);

  test('counts those scored by kind, and takes the mean of their points', () => {
    expect(population.user).toEqual({
      scores: [
        [500, 1],
        [600, 2],
        [700, 1],
      ],
      meanPoints: { utilisation: 22_500 }, // (60 + 30 + 0 + 0) / 4
    });
    expect(population.merchant?.scores).toEqual([[650, 1]]);
    expect(population.group).toBeUndefined();
    expect(readPopulation(JSON.stringify(population))).toEqual(population);
  });

  test('ranks among the same kind: equal scores share the better place, and half of them count as below', () => {
    expect(rankIn(population, 'user', 700)).toEqual({ position: 1, of: 4, percentile: 87.5 });
    expect(rankIn(population, 'user', 600)).toEqual({ position: 2, of: 4, percentile: 50 });
    expect(rankIn(population, 'user', 500)).toEqual({ position: 4, of: 4, percentile: 12.5 });
    expect(rankIn(population, 'merchant', 650)).toEqual({ position: 1, of: 1, percentile: 50 });
    expect(rankIn(population, 'user', 650)).toBeUndefined();
  });
});
