import { describe, expect, test } from 'vitest';
import { InvalidConfigError } from '../../../src/domain/errors.ts';
import { THOUSAND } from '../../../src/domain/score.ts';
import { bandOf, parseScorecard, readStoredScorecard } from '../../../src/scoring/scorecard.ts';
import { fiveFactor, fiveFactorJson } from '../../support/built-in.ts';

interface Entry {
  factor: string;
  notMeasurable: number;
  bins: { below?: number; points: number; values?: string[] }[];
  [key: string]: unknown;
}
interface Card {
  bands: { from: number; name: string }[];
  subjects: { user: { factors: Entry[] } };
  [key: string]: unknown;
}

/** The built-in scorecard with one thing changed. */
function changed(change: (card: Card, first: Entry) => void): string {
  const card = JSON.parse(fiveFactorJson) as Card;
  change(card, card.subjects.user.factors[0]!);
  return JSON.stringify(card);
}

const income = { factor: 'attribute:income', group: 'fulfilment_capacity', prior: 0, notMeasurable: 0 };

describe('five-factor@1', () => {
  test.each(['user', 'merchant'] as const)(
    'splits 600 points of a %s 35/20/15/25/5 over the groups',
    (kind) => {
      const points = new Map<string, number>();
      for (const { factor, best } of fiveFactor().subjects[kind]!) {
        points.set(factor.group, (points.get(factor.group) ?? 0) + best / THOUSAND);
      }
      expect(Object.fromEntries(points)).toEqual({
        credit_history: 210,
        fulfilment_capacity: 120,
        personal_characteristics: 90,
        behaviour_and_preferences: 150,
        interpersonal_relationships: 30,
      });
    },
  );

  test('has its bands where privileges begin', () => {
    const bands = [350, 549, 550, 599, 600, 650, 700, 950].map((score) => bandOf(fiveFactor(), score));
    expect(bands).toEqual(['poor', 'poor', 'fair', 'fair', 'good', 'very good', 'excellent', 'excellent']);
  });

  test('is the same document however its keys are ordered', () => {
    const shuffled = Object.fromEntries(Object.entries(JSON.parse(fiveFactorJson) as object).reverse());
    expect(parseScorecard(JSON.stringify(shuffled)).canonicalJson).toBe(fiveFactor().canonicalJson);
  });
});

describe('a broken scorecard does not load', () => {
  test.each<[string, string, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['an unknown key', changed((card) => (card['extra'] = 1)), /extra/],
    ['an id without version', changed((card) => (card['id'] = 'mine')), /version/],
    ['an unknown factor', changed((_, first) => (first.factor = 'shoe-size')), /shoe-size: no such factor/],
    [
      'a factor twice',
      changed((card, first) => card.subjects.user.factors.push(first)),
      /on-time-share twice/,
    ],
    [
      'bounds that do not rise',
      changed((_, first) => (first.bins[1]!.below = 0.1)),
      /bounds must rise; 0.1 follows 0.5/,
    ],
    ['no open bin', changed((_, first) => first.bins.pop()), /last bin/],
    ['two open bins', changed((_, first) => first.bins.push({ points: 80 })), /last bin/],
    [
      'points against the direction',
      changed((_, first) => (first.bins[0]!.points = 50)),
      /must not move against/,
    ],
    [
      'not measurable above the prior',
      changed((_, first) => (first.notMeasurable = 46)),
      /more than the 30 of its prior/,
    ],
    ['bands from elsewhere', changed((card) => (card.bands[0]!.from = 300)), /must start at 350/],
    ['bands that fall', changed((card) => (card.bands[2]!.from = 500)), /starts must rise/],
    [
      'an attribute without a group',
      changed((_, first) => (first.factor = 'attribute:x')),
      /needs its "group"/,
    ],
    ['a prior for a built-in', changed((_, first) => (first['prior'] = 1)), /are for attributes/],
    [
      'bins of two kinds',
      changed((card) =>
        card.subjects.user.factors.push({
          ...income,
          bins: [{ values: ['a'], points: 1 }, { below: 2, points: 1 }, { points: 2 }],
        }),
      ),
      /cannot be mixed|last bin/,
    ],
    [
      'values that leave no bin for all others',
      changed((card) =>
        card.subjects.user.factors.push({
          ...income,
          prior: 'a',
          bins: [
            { values: ['a'], points: 1 },
            { values: ['b'], points: 0 },
          ],
        }),
      ),
      /last bin/,
    ],
    [
      'a value in two bins',
      changed((card) =>
        card.subjects.user.factors.push({
          ...income,
          prior: 'a',
          bins: [{ values: ['a'], points: 1 }, { values: ['a'], points: 1 }, { points: 0 }],
        }),
      ),
      /stands in two bins/,
    ],
  ])('%s', (_, json, message) => {
    expect(() => parseScorecard(json)).toThrow(InvalidConfigError);
    expect(() => parseScorecard(json)).toThrow(message);
  });
});

test('a stored scorecard is read as it was judged then', () => {
  const generous = changed((_, first) => (first.notMeasurable = 46));
  expect(readStoredScorecard(generous).subjects.user?.[0]?.notMeasurable).toBe(46_000);
});

test('an attribute may be binned by bounds or by values', () => {
  const byValue = {
    ...income,
    factor: 'attribute:job',
    prior: 'none',
    bins: [{ values: ['baker', 'nurse'], points: 5 }, { points: 0 }],
  };
  const byBound = { ...income, bins: [{ below: 1000, points: 0 }, { points: 10 }] };
  const card = parseScorecard(changed((whole) => whole.subjects.user.factors.push(byValue, byBound)));
  expect(card.subjects.user!.slice(-2).map(({ best }) => best)).toEqual([5000, 10_000]);
});
