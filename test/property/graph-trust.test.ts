import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { guaranteeChains } from '../../src/graph/trust/guarantee-chains.ts';
import { mutualReliability } from '../../src/graph/trust/mutual-reliability.ts';
import { reviewerReliability } from '../../src/graph/trust/reviewer-reliability.ts';
import { sybilRank } from '../../src/graph/trust/sybil-rank.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, positiveWeight, renumber, renumbered, runs, signedWeight } from './graph-arbitraries.ts';
import type { Drawn } from './graph-arbitraries.ts';

const weighted = graphs({ weight: positiveWeight, fewestNodes: 1 });
const ROUNDING = 1e-12;

describe('SybilRank', () => {
  const mass = fc.double({ min: 0.01, max: 1, noNaN: true });
  const masses = fc.array(mass, { minLength: 12, maxLength: 12 });
  const trustOf = ({ nodes, edges }: Drawn, seeds: Float64Array, steps: number): Float64Array =>
    sybilRank(buildUndirected(edgeList(edges), nodes), { seeds, steps }).trust;

  test('mass conservation', () => {
    fc.assert(
      fc.property(weighted, masses, fc.integer({ min: 1, max: 20 }), (graph, given, steps) => {
        const trust = trustOf(graph, Float64Array.from(given.slice(0, graph.nodes)), steps);
        expect(trust.reduce((sum, part) => sum + part, 0)).toBeCloseTo(1, 12);
        expect(Math.min(...trust)).toBeGreaterThanOrEqual(0);
      }),
      runs,
    );
  });

  test('linearity', () => {
    fc.assert(
      fc.property(
        weighted,
        fc.tuple(masses, masses),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (graph, two, part) => {
          const [one, other] = two.map((given) => {
            const cut = Float64Array.from(given.slice(0, graph.nodes));
            const sum = cut.reduce((a, b) => a + b, 0);
            return cut.map((value) => value / sum);
          }) as [Float64Array, Float64Array];
          const mixed = one.map((value, node) => part * value + (1 - part) * other[node]!);
          const [fromOne, fromOther] = [trustOf(graph, one, 4), trustOf(graph, other, 4)];
          expectClose(
            trustOf(graph, mixed, 4),
            fromOne.map((value, node) => part * value + (1 - part) * fromOther[node]!),
          );
        },
      ),
      runs,
    );
  });
});

describe('reviewer reliability', () => {
  const rated = graphs({ weight: signedWeight });
  const solve = (edges: readonly Edge[], nodes: number) =>
    reviewerReliability(buildOut(edgeList(edges), nodes, 'signed'), { tolerance: 1e-12 });

  test('ranges', () => {
    fc.assert(
      fc.property(rated, ({ nodes, edges }) => {
        const { fairness, goodness, reliability } = solve(edges, nodes);
        for (const value of [...fairness, ...reliability].filter((one) => !Number.isNaN(one)))
          expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(0.5 + ROUNDING);
        for (const value of [...goodness].filter((one) => !Number.isNaN(one)))
          expect(Math.abs(value)).toBeLessThanOrEqual(1 + ROUNDING);
      }),
      runs,
    );
  });
});

describe('mutual reliability', () => {
  /** A dealing count per edge, and the share of it that its source breaks. */
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const count = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 50 }));
  const dealt = graphs({ weight: count, fewestNodes: 1 }).chain(({ nodes, edges }) =>
    fc.record({
      nodes: fc.constant(nodes),
      edges: fc.constant(edges),
      shares: fc.array(share, { minLength: edges.length, maxLength: edges.length }),
    }),
  );
  const prior = fc.record({
    for: fc.double({ min: 0, max: 10, noNaN: true }),
    against: fc.double({ min: 0, max: 10, noNaN: true }),
  });
  const recordOf = (nodes: number, edges: readonly Required<Edge>[], shares: readonly number[]) => ({
    dealings: buildUndirected(edgeList(edges), nodes),
    broken: buildOut(edgeList(edges.map(([i, j, n], edge): Edge => [i, j, n * shares[edge]!])), nodes),
  });

  test('ranges', () => {
    fc.assert(
      fc.property(dealt, prior, ({ nodes, edges, shares }, given) => {
        const { values } = mutualReliability(recordOf(nodes, edges, shares), { prior: given });
        for (const value of values)
          if (!Number.isNaN(value)) expect(Math.abs(value - 0.5)).toBeLessThanOrEqual(0.5);
      }),
      runs,
    );
  });

  test('uniqueness', () => {
    fc.assert(
      fc.property(
        dealt,
        prior,
        fc.array(share, { minLength: 12, maxLength: 12 }),
        ({ nodes, edges, shares }, given, starts) => {
          const record = recordOf(nodes, edges, shares);
          const solve = (start: Float64Array): Float64Array =>
            mutualReliability(record, { prior: given, start, tolerance: 1e-12 }).values;
          const somewhere = solve(Float64Array.from(starts.slice(0, nodes)));
          expectClose(solve(new Float64Array(nodes)), somewhere, 4e-12);
          expectClose(solve(new Float64Array(nodes).fill(1)), somewhere, 4e-12);
        },
      ),
      runs,
    );
  });

  test('a step at least halves the distance, whatever the prior', () => {
    fc.assert(
      fc.property(dealt, prior, fc.array(share, { minLength: 24, maxLength: 24 }), (graph, given, starts) => {
        const { nodes, edges, shares } = graph;
        const record = recordOf(nodes, edges, shares);
        const [one, other] = [starts.slice(0, nodes), starts.slice(12, 12 + nodes)];
        const step = (start: readonly number[]): Float64Array =>
          mutualReliability(record, { prior: given, start: Float64Array.from(start), fixedIterations: 1 })
            .values;
        const [fromOne, fromOther] = [step(one), step(other)];
        const before = Math.max(...one.map((value, node) => Math.abs(value - other[node]!)));
        fromOne.forEach((value, node) => {
          if (Number.isNaN(value)) return;
          expect(Math.abs(value - fromOther[node]!)).toBeLessThanOrEqual(before / 2 + ROUNDING);
        });
      }),
      runs,
    );
  });
});

describe('guarantee chains', () => {
  const simple = graphs({ weight: fc.integer({ min: 0, max: 100 }), fewestNodes: 1 }).map(
    ({ nodes, edges }) => ({
      nodes: Math.min(nodes, 7),
      edges: edges.filter(([i, j]) => i !== j && i < 7 && j < 7).slice(0, 16),
    }),
  );
  const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
  const follow = ({ nodes, edges }: Drawn, failure: readonly number[], extra = 0) => {
    const { source, target, weight } = edgeList(edges);
    return guaranteeChains(
      {
        source,
        target,
        limit: weight.map((amount) => amount + extra),
        covered: weight.map((amount) => amount / 2),
      },
      { failure: Float64Array.from(failure.slice(0, nodes)) },
    );
  };

  test('circles', () => {
    fc.assert(
      fc.property(renumbered(simple), chances, ({ nodes, edges, numbers }, failure) => {
        const canonical = (circle: readonly number[]): string => {
          const least = circle.indexOf(Math.min(...circle));
          return [...circle.slice(least), ...circle.slice(0, least)].join(' ');
        };
        const here = follow({ nodes, edges }, failure).circles;
        const there = follow({ nodes, edges: renumber(edges, numbers) as Required<Edge>[] }, failure).circles;
        const names = here.map((circle) => canonical(circle.map((node) => numbers[node]!)));
        expect(new Set(names).size).toBe(names.length);
        expect(names.toSorted()).toEqual(there.map(canonical).toSorted());
      }),
      runs,
    );
  });

  test('monotonicity', () => {
    fc.assert(
      fc.property(
        simple,
        chances,
        fc.tuple(fc.nat(6), fc.integer({ min: 0, max: 50 })),
        (graph, failure, [at, extra]) => {
          const before = follow(graph, failure).burden;
          const likelier = failure.map((chance, node) => (node === at ? (1 + chance) / 2 : chance));
          for (const after of [follow(graph, likelier).burden, follow(graph, failure, extra).burden])
            before.forEach((burden, node) => {
              expect(after[node]).toBeGreaterThanOrEqual(burden - ROUNDING * (1 + burden));
            });
        },
      ),
      runs,
    );
  });
});
