import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { affineContributions } from '../../src/graph/affine/affine-contributions.ts';
import { affineFixedPoint } from '../../src/graph/affine/affine-fixed-point.ts';
import { affineInfluence, transposedFixedPoint } from '../../src/graph/affine/affine-influence.ts';
import { contributionScratch } from '../../src/graph/affine/contribution-scratch.ts';
import type { ContributionScratch } from '../../src/graph/affine/contribution-scratch.ts';
import { buildUndirected } from '../../src/graph/rows/csr.ts';
import { prepareNeighbourMeans } from '../../src/graph/affine/neighbour-means.ts';
import type { NeighbourMeans } from '../../src/graph/affine/neighbour-means.ts';
import { edgeList } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { rawPairs } from './graph-raw-pairs.ts';
import { runs } from './graph-arbitraries.ts';

const PEOPLE = 9;
const GROUPS = 3;
const NODES = PEOPLE + GROUPS;
const tight = { tolerance: 1e-11 };

const person = fc.nat(PEOPLE - 1);
const share = fc.oneof(fc.constantFrom(0, 0.1), fc.double({ min: 0, max: 0.95, noNaN: true }));
const credence = fc.oneof(fc.constantFrom(0, 1, 1e-12), fc.double({ min: 0, max: 1, noNaN: true }));
const value = fc.oneof(fc.constantFrom(350, 950), fc.double({ min: 350, max: 950, noNaN: true }));
const all = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.array(each, { minLength: NODES, maxLength: NODES });

interface World {
  readonly means: NeighbourMeans;
  readonly own: Float64Array;
  readonly shares: Float64Array;
}
const worlds: fc.Arbitrary<World> = fc
  .record({
    ties: fc.array(fc.tuple(person, person, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 20 }),
    memberOf: fc.uniqueArray(
      fc.tuple(person, fc.integer({ min: PEOPLE, max: NODES - 1 }), fc.constant(0.5)),
      {
        maxLength: 14,
        selector: ([member, group]) => `${member} ${group}`,
      },
    ),
    credence: all(credence),
    own: all(value),
    shares: all(share),
  })
  .map((drawn) => {
    const means = prepareNeighbourMeans({
      ties: buildUndirected(edgeList(drawn.ties.filter(([i, j]) => i !== j)), NODES),
      memberOf: edgeList(drawn.memberOf),
      credence: Float64Array.from(drawn.credence, (one, node) => (node < PEOPLE ? one : 0)),
    });
    // Who has little company leans on it little.
    const shares = means.company.map((company, node) => (drawn.shares[node]! * company) / (1 + company));
    return { means, own: Float64Array.from(drawn.own), shares };
  });

const solve = ({ means, own, shares }: World): Float64Array =>
  affineFixedPoint(means, { own, shares, ...tight }).values;

describe('the affine fixed point', () => {
  test('row sums', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        // M 1 = 1: what is the same everywhere stays so.
        const flat = { ...world, own: new Float64Array(NODES).fill(1) };
        expectClose(solve(flat), flat.own, 1e-12);
      }),
      runs,
    );
  });

  test('bounds', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { own, shares } = world;
        const range = Math.max(...own) - Math.min(...own);
        solve(world).forEach((s, node) => {
          expect(s).toBeGreaterThanOrEqual(Math.min(...own));
          expect(s).toBeLessThanOrEqual(Math.max(...own));
          expect(Math.abs(s - own[node]!)).toBeLessThanOrEqual(shares[node]! * range + 1e-9);
        });
      }),
      runs,
    );
  });

  test('identity', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        expect(solve({ ...world, shares: new Float64Array(NODES) })).toEqual(world.own);
      }),
      runs,
    );
  });

  test('monotonicity', () => {
    fc.assert(
      fc.property(
        worlds,
        fc.nat(NODES - 1),
        fc.double({ min: 0, max: 600, noNaN: true }),
        (world, node, gain) => {
          const before = solve(world);
          const raised = world.own.map((one, index) => (index === node ? one + gain : one));
          solve({ ...world, own: raised }).forEach((after, index) => {
            expect(after).toBeGreaterThanOrEqual(before[index]! - 1e-8);
          });
        },
      ),
      runs,
    );
  });

  test('the equation holds at the answer, pair by pair', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { means, own, shares } = world;
        const s = solve(world);
        const raw = rawPairs(means);
        s.forEach((one, i) => {
          const company = raw[i]!.reduce((a, b) => a + b, 0);
          const mean =
            company > 0 ? raw[i]!.reduce((sum, part, j) => sum + part * s[j]!, 0) / company : own[i]!;
          if (company === 0) expect(one).toBe(own[i]);
          else expect((1 - shares[i]!) * own[i]! + shares[i]! * mean).toBeCloseTo(one, 9);
        });
      }),
      runs,
    );
  });
});

describe('influence', () => {
  test('adjoint', () => {
    fc.assert(
      fc.property(worlds, all(credence), (world, given) => {
        const weights = Float64Array.from(given);
        const { values } = transposedFixedPoint(world.means, { weights, shares: world.shares, ...tight });
        const dot = (a: Float64Array, b: Float64Array): number =>
          a.reduce((sum, one, i) => sum + one * b[i]!, 0);
        expect(dot(values, world.own)).toBeCloseTo(dot(weights, solve(world)), 5);
      }),
      runs,
    );
  });

  test('mass conservation', () => {
    fc.assert(
      fc.property(worlds, all(credence), (world, given) => {
        const weights = Float64Array.from(given);
        const { values } = transposedFixedPoint(world.means, { weights, shares: world.shares, ...tight });
        const sum = (list: Float64Array): number => list.reduce((total, one) => total + one, 0);
        expect(sum(values)).toBeCloseTo(sum(weights), 8);
      }),
      runs,
    );
  });

  test('is never negative', () => {
    fc.assert(
      fc.property(worlds, ({ means, shares }) => {
        expect(Math.min(...affineInfluence(means, { shares, ...tight }).values)).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });
});

describe('contributions', () => {
  const threshold = fc.constantFrom(1e-1, 1e-2, 1e-3, 1e-12);

  test('decomposition', () => {
    fc.assert(
      fc.property(worlds, person, threshold, (world, node, least) => {
        const { own, shares } = world;
        const { total, residual } = affineContributions(world.means, { node, own, shares, threshold: least });
        const widest = Math.max(...own.map((one) => Math.abs(one - own[node]!)));
        const difference = solve(world)[node]! - own[node]!;
        expect(Math.abs(difference - total)).toBeLessThanOrEqual(residual * widest + 1e-8);
      }),
      runs,
    );
  });

  test('scratch is left as it was found', () => {
    fc.assert(
      fc.property(worlds, fc.tuple(person, person), threshold, (world, [one, other], least) => {
        const { means, own, shares } = world;
        const scratch = contributionScratch(means);
        const ask = (node: number, given?: ContributionScratch) =>
          affineContributions(means, {
            node,
            own,
            shares,
            threshold: least,
            ...(given && { scratch: given }),
          });
        ask(one, scratch);
        expect(ask(other, scratch)).toEqual(ask(other));
        for (const array of [
          scratch.kept,
          scratch.waiting,
          scratch.groupRates,
          scratch.groupMass,
          scratch.ownRates,
        ])
          expect(array.some((left) => left !== 0)).toBe(false);
      }),
      runs,
    );
  });

  test('mass', () => {
    fc.assert(
      fc.property(worlds, person, threshold, (world, node, least) => {
        // With p 1 everywhere but 0 at the node, contributions are the entries of its row of M.
        const own = new Float64Array(NODES).fill(1);
        own[node] = 0;
        const options = { node, own, shares: world.shares, threshold: least, top: NODES };
        const { top, residual } = affineContributions(world.means, options);
        const weights = new Float64Array(NODES);
        weights[node] = 1;
        const row = transposedFixedPoint(world.means, { weights, shares: world.shares, ...tight }).values;
        const found = top.reduce((sum, { share: part }) => sum + part, 0);
        for (const { node: other, share: part } of top) expect(part).toBeLessThanOrEqual(row[other]! + 1e-9);
        expect(found + residual).toBeGreaterThanOrEqual(1 - row[node]! - 1e-9);
        expect(found).toBeLessThanOrEqual(1 - residual + 1e-9);
      }),
      runs,
    );
  });
});
