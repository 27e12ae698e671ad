import { describe, expect, test } from 'vitest';
import { buildOut } from '../../../src/graph/rows/csr.ts';
import { fairnessGoodness } from '../../../src/graph/trust/fairness-goodness.ts';
import type { ReliabilityPriors } from '../../../src/graph/trust/reviewer-priors.ts';
import { reviewerReliability } from '../../../src/graph/trust/reviewer-reliability.ts';
import { InvalidInputError, NotConvergedError } from '../../../src/domain/errors.ts';
import { edgeList } from './edges.ts';
import type { Edge } from './edges.ts';
import { expectClose } from './expect-close.ts';

const rowsOf = (edges: readonly Edge[], nodes: number) => buildOut(edgeList(edges), nodes, 'signed');
const solve = (edges: readonly Edge[], nodes: number, priors: ReliabilityPriors = {}) =>
  reviewerReliability(rowsOf(edges, nodes), { priors, tolerance: 1e-13 });
const bare: ReliabilityPriors = { fairness: { weight: 0 }, goodness: { weight: 0 } };

describe('reviewer reliability', () => {
  test('one rating, by hand', () => {
    // r = f, and r = (f + 1 - (.5 - g) / 2) / 2 with g = .5 r: r = 1 - (.5 - .5 r) / 2, so r = 1.
    const { fairness, goodness, reliability } = solve([[0, 1, 0.5]], 2, bare);
    expectClose(fairness, [1, NaN]);
    expectClose(goodness, [NaN, 0.5]);
    expectClose(reliability, [1]);
  });

  test('two who contradict each other are half fair', () => {
    // By symmetry g = 0, so each agrees by 1/2: r = (f + 1/2) / 2 with f = r.
    const { fairness, goodness } = solve(
      [
        [0, 2, 1],
        [1, 2, -1],
      ],
      3,
      bare,
    );
    expectClose(fairness, [0.5, 0.5, NaN]);
    expectClose(goodness, [NaN, NaN, 0]);
  });

  test('priors draw the few to what is typical, by hand', () => {
    // b1 = 1 with G = -1: g = (r - 1) / 2; a1 = 1 with F = 0: f = r / 2. r = (f + 1 - (1 - g) / 2) / 2
    // = (r / 2 + 1/4 + r / 4) / 2, so r = (1/4) / (2 - 3/4) = 1/5.
    const { fairness, goodness, reliability } = solve([[0, 1, 1]], 2, {
      fairness: { weight: 1, typical: 0 },
      goodness: { weight: 1, typical: -1 },
    });
    expectClose(reliability, [1 / 5]);
    expectClose(fairness, [1 / 10, NaN]);
    expectClose(goodness, [NaN, -2 / 5]);
  });

  test('behaviour alone decides where nothing else has a weight', () => {
    const behaviour = Float64Array.of(0.25, 0.75);
    const { reliability, fairness } = solve(
      [
        [0, 1, 1],
        [0, 2, -1],
      ],
      3,
      {
        ...bare,
        reliability: { byFairness: 0, byAgreement: 0, behaviour },
      },
    );
    expectClose(reliability, behaviour);
    expectClose(fairness, [0.5, NaN, NaN]);
  });

  test('by agreement alone it is fairness and goodness', () => {
    // Of one rating each, reliability is fairness, and the two kernels say the same.
    const edges: Edge[] = [
      [0, 3, 1],
      [1, 3, 0.5],
      [2, 3, -0.5],
    ];
    const theirs = fairnessGoodness(rowsOf(edges, 4), { tolerance: 1e-13 });
    const ours = solve(edges, 4, { ...bare, reliability: { byFairness: 0 } });
    expectClose(ours.fairness, theirs.fairness);
    expectClose(ours.goodness, theirs.goodness);
  });

  test('the empty graph has nothing, and without ratings all is NaN', () => {
    expect(solve([], 0)).toMatchObject({ iterations: 0, delta: 0, converged: true });
    expect([...solve([], 1).fairness, ...solve([], 1).goodness]).toEqual([NaN, NaN]);
  });

  test('does not pass off what has not converged', () => {
    expect(() => reviewerReliability(rowsOf([[0, 1, 0.5]], 2), { maxIterations: 1 })).toThrow(
      NotConvergedError,
    );
  });

  test.each<[string, ReliabilityPriors, RegExp]>([
    ['a negative weight', { fairness: { weight: -1 } }, /priors.fairness.weight is -1/],
    [
      'a typical goodness out of range',
      { goodness: { typical: 2 } },
      /priors.goodness.typical is 2.*-1 to 1/,
    ],
    [
      'a behaviour without a weight',
      { fairness: { behaviourWeight: 1 } },
      /fairness has weight 1 and no values/,
    ],
    [
      'a behaviour of another length',
      { goodness: { behaviour: Float64Array.of(1) } },
      /has 1 values, expected 2/,
    ],
    [
      'a behaviour out of range',
      { reliability: { behaviour: Float64Array.of(-0.5) } },
      /behaviour prior of reliability at 0 is -0.5/,
    ],
    ['fairness from itself', { reliability: { byAgreement: 0 } }, /byAgreement and byBehaviour are both 0/],
  ])('refuses %s', (_, priors, message) => {
    const run = () => solve([[0, 1, 0.5]], 2, priors);
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test('refuses weights outside [-1, 1] and rows without', () => {
    expect(() => solve([[0, 1, -1.5]], 2)).toThrow(/reviewerReliability: the edge 0 -> 1 has weight -1.5/);
    expect(() => reviewerReliability(buildOut(edgeList([[0, 1]]), 2, 'ignored'))).toThrow(/needs weights/);
  });
});
