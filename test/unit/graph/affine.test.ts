import { describe, expect, test } from 'vitest';
import { affineContributions } from '../../../src/graph/affine/affine-contributions.ts';
import type { ContributionOptions } from '../../../src/graph/affine/affine-contributions.ts';
import { affineFixedPoint } from '../../../src/graph/affine/affine-fixed-point.ts';
import { affineInfluence, transposedFixedPoint } from '../../../src/graph/affine/affine-influence.ts';
import { contributionScratch } from '../../../src/graph/affine/contribution-scratch.ts';
import { buildUndirected } from '../../../src/graph/rows/csr.ts';
import { prepareNeighbourMeans } from '../../../src/graph/affine/neighbour-means.ts';
import type { NeighbourMeans } from '../../../src/graph/affine/neighbour-means.ts';
import { InvalidInputError, NotConvergedError } from '../../../src/domain/errors.ts';
import { edgeList } from './edges.ts';
import type { Edge } from './edges.ts';
import { expectClose } from './expect-close.ts';
import { scatteredExecutor } from '../../support/scattered-executor.ts';

function meansOf(
  ties: readonly Edge[],
  memberOf: readonly Edge[],
  credence: readonly number[],
): NeighbourMeans {
  return prepareNeighbourMeans({
    ties: buildUndirected(edgeList(ties), credence.length),
    memberOf: edgeList(memberOf),
    credence: Float64Array.from(credence),
  });
}
const numbers = (...values: readonly number[]): Float64Array => Float64Array.from(values);

describe('neighbour means', () => {
  test('company by hand: ties, and what is left of a group without oneself', () => {
    // 0 - 1 with strength .5; 0, 1 and 2 are in group 3, half a tie each.
    const { company } = meansOf(
      [[0, 1, 0.5]],
      [
        [0, 3, 0.5],
        [1, 3, 0.5],
        [2, 3, 0.5],
      ],
      [0.5, 0.25, 0.75, 0],
    );
    expectClose(
      company,
      [0.5 * 0.25 + (0.5 * 1) / 2, 0.5 * 0.5 + (0.5 * 1.25) / 2.25, (0.5 * 0.75) / 1.75, 0],
      1e-15,
    );
  });

  test('alone in a group, or among people without credence, is no company', () => {
    const { company } = meansOf(
      [[1, 2]],
      [
        [0, 3],
        [1, 4],
        [2, 4],
      ],
      [1, 1, 0, 0, 0],
    );
    expect([...company]).toEqual([0, 0, 1 + 0.5, 0, 0]);
  });

  test.each<
    [
      string,
      { ties: readonly Edge[]; memberOf: readonly Edge[]; credence: readonly number[]; message: RegExp },
    ]
  >([
    [
      'a tie to oneself',
      { ties: [[1, 1]], memberOf: [], credence: [1, 1], message: /node 1 is tied to itself/ },
    ],
    [
      'twice the same group',
      {
        ties: [],
        memberOf: [
          [0, 1],
          [0, 1],
        ],
        credence: [1, 0],
        message: /node 0 is in group 1 twice/,
      },
    ],
    [
      'credence above 1',
      { ties: [], memberOf: [], credence: [0.5, 1.5], message: /credence of node 1 is 1.5/ },
    ],
    [
      'credence that is no number',
      { ties: [], memberOf: [], credence: [NaN], message: /credence of node 0 is NaN/ },
    ],
    ['a member beyond range', { ties: [], memberOf: [[3, 0]], credence: [1], message: /source 3/ }],
  ])('refuses %s', (_, { ties, memberOf, credence, message }) => {
    expect(() => meansOf(ties, memberOf, credence)).toThrow(InvalidInputError);
    expect(() => meansOf(ties, memberOf, credence)).toThrow(message);
  });

  test('refuses negative strengths and credence of another length', () => {
    const ties = buildUndirected(edgeList([[0, 1, -1]]), 2, 'signed');
    const memberOf = edgeList([]);
    expect(() => prepareNeighbourMeans({ ties, memberOf, credence: numbers(1, 1) })).toThrow(/weight -1/);
    const endless = { ...ties, weights: numbers(Infinity, Infinity) };
    expect(() => prepareNeighbourMeans({ ties: endless, memberOf, credence: numbers(1, 1) })).toThrow(
      /tie of node 0 has weight Infinity/,
    );
    expect(() => prepareNeighbourMeans({ ties, memberOf, credence: numbers(1) })).toThrow(
      /2 nodes; it has 1/,
    );
  });
});

describe('the affine fixed point', () => {
  const pair = meansOf([[0, 1]], [], [0.5, 1]);

  test('two who lean on each other by hand', () => {
    // a = .9 p + .1 b, b = .8 q + .2 a: a = (.9 p + .08 q) / .98
    const { values } = affineFixedPoint(pair, { own: numbers(600, 500), shares: numbers(0.1, 0.2) });
    expectClose(values, [(0.9 * 600 + 0.08 * 500) / 0.98, (0.8 * 500 + 0.18 * 600) / 0.98], 1e-9);
  });

  test('through a group each feels the others, weighed by their credence', () => {
    // 0 feels (1 x 700 + .5 x 400) / 1.5 = 600 and nothing else; 1 and 2 do not lean.
    const means = meansOf(
      [],
      [
        [0, 3],
        [1, 3],
        [2, 3],
      ],
      [0.25, 1, 0.5, 0],
    );
    const { values } = affineFixedPoint(means, {
      own: numbers(500, 700, 400, NaN),
      shares: numbers(0.1, 0, 0, 0),
    });
    expectClose(values, [510, 700, 400, NaN], 1e-10);
  });

  test('shares of 0 give p to the bit, and so does a lack of company', () => {
    const own = numbers(600.1, 1 / 3);
    expect(affineFixedPoint(pair, { own, shares: numbers(0, 0) }).values).toEqual(own);
    const alone = meansOf([], [], [1, 1]);
    expect(affineFixedPoint(alone, { own, shares: numbers(0.9, 0.9) }).values).toEqual(own);
  });

  test('who has no value is felt by nobody and gets none', () => {
    const means = meansOf(
      [
        [0, 1],
        [0, 2],
      ],
      [],
      [1, 1, 0],
    );
    const { values } = affineFixedPoint(means, { own: numbers(500, 600, NaN), shares: numbers(0.1, 0, 0.1) });
    expectClose(values, [510, 600, NaN], 1e-9);
  });

  test('the empty graph has no values', () => {
    const none = numbers();
    expect(affineFixedPoint(meansOf([], [], []), { own: none, shares: none }).values).toHaveLength(0);
  });

  test.each<[string, Partial<ContributionOptions>, RegExp]>([
    ['a share of 1', { shares: numbers(1, 0) }, /share of node 0 is 1, expected at least 0 and below 1/],
    ['a negative share', { shares: numbers(0, -0.1) }, /share of node 1 is -0.1/],
    ['shares of another length', { shares: numbers(0) }, /shares must have one entry/],
    ['no own value where there is credence', { own: numbers(NaN, 1) }, /own value of node 0 is NaN/],
    ['own values of another length', { own: numbers(1) }, /own must have one entry/],
  ])('refuses %s', (_, given, message) => {
    const options = { node: 0, own: numbers(1, 2), shares: numbers(0.1, 0.1), ...given };
    expect(() => affineFixedPoint(pair, options)).toThrow(InvalidInputError);
    expect(() => affineFixedPoint(pair, options)).toThrow(message);
  });

  test('does not pass off what has not converged', () => {
    const options = { own: numbers(1, 2), shares: numbers(0.9, 0.9), maxIterations: 3 };
    expect(() => affineFixedPoint(pair, options)).toThrow(NotConvergedError);
  });

  test('the same bytes however it is shared out, and for influence too', () => {
    const people = 30_000;
    const groups = 300;
    const ties = Array.from({ length: people }, (_, i): Edge => [i, (i * 7919 + 1) % people, (i % 10) / 10]);
    const memberOf = Array.from({ length: people }, (_, i): Edge => [i, people + ((i * 31) % groups), 0.5]);
    const credence = Array.from({ length: people + groups }, (_, i) => (i < people ? (i % 11) / 10 : 0));
    const means = meansOf(
      ties.filter(([i, j]) => i !== j),
      memberOf,
      credence,
    );
    const own = Float64Array.from({ length: people + groups }, (_, i) => 350 + ((i * 577) % 600));
    const shares = new Float64Array(people + groups).fill(0.1);
    const context = { executor: scatteredExecutor() };
    expect(affineFixedPoint(means, { own, shares }, context)).toEqual(
      affineFixedPoint(means, { own, shares }),
    );
    expect(affineInfluence(means, { shares }, context)).toEqual(affineInfluence(means, { shares }));
  });
});

describe('influence', () => {
  test('of two by hand', () => {
    // M of the pair above: row 0 (.9, .08) / .98, row 1 (.18, .8) / .98; credence .5 and 1.
    const pair = meansOf([[0, 1]], [], [0.5, 1]);
    const { values } = affineInfluence(pair, { shares: numbers(0.1, 0.2), tolerance: 1e-13 });
    expectClose(values, [(0.45 + 0.18) / 0.98 - 0.45, (0.04 + 0.8) / 0.98 - 0.8], 1e-12);
  });

  test('recruiting empty accounts adds nothing', () => {
    const shares = (nodes: number): Float64Array => new Float64Array(nodes).fill(0.1);
    const before = affineInfluence(meansOf([[0, 1]], [], [0.5, 0.5]), { shares: shares(2) }).values;
    const recruits = Array.from({ length: 50 }, (_, i): Edge => [0, 2 + i]);
    const credence = [0.5, 0.5, ...new Array<number>(50).fill(0)];
    const after = affineInfluence(meansOf([[0, 1], ...recruits], [], credence), {
      shares: shares(52),
    }).values;
    expectClose(after.subarray(0, 2), before, 1e-12);
  });

  test('refuses weights below 0', () => {
    const pair = meansOf([[0, 1]], [], [0.5, 1]);
    const run = () => transposedFixedPoint(pair, { weights: numbers(-1, 0), shares: numbers(0, 0) });
    expect(run).toThrow(/weight of node 0 is -1/);
  });
});

describe('contributions', () => {
  test('of two by hand', () => {
    const pair = meansOf([[0, 1]], [], [0.5, 1]);
    const options = { node: 0, own: numbers(600, 500), shares: numbers(0.1, 0.2), threshold: 1e-15 };
    const { top, total, residual } = affineContributions(pair, options);
    expect(top).toHaveLength(1);
    expect(top[0]!.node).toBe(1);
    expect(top[0]!.share).toBeCloseTo(0.08 / 0.98, 12);
    expect(total).toBeCloseTo((-100 * 0.08) / 0.98, 10);
    expect(residual).toBeLessThan(1e-13);
  });

  test('the largest come first, of equal ones the lower node, and no more than asked for', () => {
    const means = meansOf(
      [
        [0, 1],
        [0, 2],
        [0, 3],
        [0, 4],
      ],
      [],
      [1, 1, 1, 1, 1],
    );
    const own = numbers(500, 600, 400, 800, 500);
    const shares = numbers(0.1, 0, 0, 0, 0);
    const namedOf = (top: number): readonly number[] =>
      affineContributions(means, { node: 0, own, shares, top }).top.map(({ node }) => node);
    expect(namedOf(20)).toEqual([3, 1, 2]);
    expect(namedOf(2)).toEqual([3, 1]);
  });

  test('what is not followed is in the residual', () => {
    // A hub is 0's only friend: what it hands on among 10^4 others is below the threshold.
    const ties = Array.from({ length: 10_000 }, (_, i): Edge => [1, i + 2, 1]);
    const means = meansOf([[0, 1], ...ties], [], new Array<number>(10_002).fill(1));
    const own = new Float64Array(10_002).fill(500, 0, 1).fill(600, 1);
    const shares = new Float64Array(10_002).fill(0.1);
    const { top, total, residual } = affineContributions(means, { node: 0, own, shares, threshold: 1e-5 });
    expect(top.map(({ node }) => node)).toEqual([1]);
    expect(residual).toBeCloseTo(0.01, 12);
    expect(total).toBeCloseTo(100 * 0.1 * 0.9, 10);
  });

  test('a large group is explained, however little each member gives', () => {
    // K members alike but for p: s - p = (mean of p - p) x (1 - (1 - l) / (1 + l / (K - 1))), for on what differs from
    // the mean W is -1 / (K - 1).
    const members = 20_000;
    const memberOf = Array.from({ length: members }, (_, member): Edge => [member, members, 0.5]);
    const means = meansOf([], memberOf, new Array<number>(members + 1).fill(0.5));
    const own = Float64Array.from({ length: members + 1 }, (_, node) => 350 + ((node * 7) % 600));
    const share = 0.1 / 6;
    const shares = new Float64Array(members + 1).fill(share);
    const mean = own.subarray(0, members).reduce((sum, value) => sum + value) / members;
    const change = (mean - own[3]!) * (1 - (1 - share) / (1 + share / (members - 1)));
    const { top, total, residual } = affineContributions(means, { node: 3, own, shares });
    expect(change).toBeCloseTo(4.637, 2);
    expect(top).toHaveLength(20);
    expect(residual).toBeLessThan(share ** 2 * 1.001);
    expect(Math.abs(total - change)).toBeLessThanOrEqual(residual * 600);
    expect(total).toBeCloseTo(change * (1 - share), 2);
  });

  test('nobody contributes to who does not lean', () => {
    const pair = meansOf([[0, 1]], [], [0.5, 1]);
    const options = { node: 0, own: numbers(600, 500), shares: numbers(0, 0.2) };
    expect(affineContributions(pair, options)).toEqual({ top: [], total: 0, residual: 0 });
  });

  test('refuses the scratch of another graph', () => {
    const pair = meansOf([[0, 1]], [], [0.5, 1]);
    const scratch = contributionScratch(meansOf([], [], [1]));
    const options = { node: 0, own: numbers(1, 2), shares: numbers(0, 0), scratch };
    expect(() => affineContributions(pair, options)).toThrow(/scratch was made for 1 nodes/);
  });

  test.each<[string, Partial<ContributionOptions>, RegExp]>([
    ['a node that is none', { node: 2 }, /node 2 is no node/],
    ['a threshold of 0', { threshold: 0 }, /threshold must be.*0 came/],
    ['none to name', { top: 0 }, /top must be/],
    ['a share of 1', { shares: numbers(1, 0) }, /share of node 0 is 1/],
    ['a node without a value', { own: numbers(NaN, 1) }, /own value of node 0 is NaN/],
    ['own values of another length', { own: numbers(1) }, /own must have one entry/],
  ])('refuses %s', (_, given, message) => {
    const options = { node: 0, own: numbers(1, 2), shares: numbers(0.1, 0.1), ...given };
    const run = () => affineContributions(meansOf([[0, 1]], [], [0.5, 1]), options);
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
