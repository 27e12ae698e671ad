import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIn, buildOut } from '../../src/graph/rows/csr.ts';
import { fairnessGoodness } from '../../src/graph/trust/fairness-goodness.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import type { PageRankOptions } from '../../src/graph/walks/page-rank.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, positiveWeight, renumbered, runs, signedWeight } from './graph-arbitraries.ts';

const tight = { tolerance: 1e-13, maxIterations: 1000 };

function ranksOf(edges: readonly Edge[], nodes: number, options: PageRankOptions = tight): Float64Array {
  return pageRank(buildIn(edgeList(edges), nodes), options).values;
}

describe('PageRank', () => {
  const weighted = graphs({ weight: positiveWeight, fewestNodes: 1 });
  /** Two teleports for twelve nodes, to be cut to length, and how to mix them. */
  const masses = fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
  const dampingFactor = fc.double({ min: 0, max: 0.95, noNaN: true });

  test('mass conservation', () => {
    fc.assert(
      fc.property(
        weighted,
        dampingFactor,
        fc.integer({ min: 1, max: 30 }),
        (graph, damping, fixedIterations) => {
          const ranks = ranksOf(graph.edges, graph.nodes, { dampingFactor: damping, fixedIterations });
          expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 12);
          expect(ranks.every((rank) => rank >= 0)).toBe(true);
        },
      ),
      runs,
    );
  });

  test('parallel edges', () => {
    fc.assert(
      fc.property(weighted, ({ nodes, edges }) => {
        const merged = new Map<string, Edge>();
        for (const [source, target, weight] of edges) {
          const key = `${source} ${target}`;
          merged.set(key, [source, target, weight + (merged.get(key)?.[2] ?? 0)]);
        }
        expectClose(ranksOf([...merged.values()], nodes), ranksOf(edges, nodes));
      }),
      runs,
    );
  });

  test('edges in any order give the same bytes', () => {
    fc.assert(
      fc.property(renumbered(weighted), ({ nodes, edges, shuffled }) => {
        expect(ranksOf(shuffled, nodes)).toEqual(ranksOf(edges, nodes));
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
        (graph, two, share) => {
          const { nodes, edges } = graph;
          const dangling = (node: number): boolean =>
            !edges.some(([source, , weight]) => source === node && weight > 0);
          const unscaled = (teleport: Float64Array): Float64Array => {
            const ranks = ranksOf(edges, nodes, { ...tight, dampingFactor: 0.85, teleport });
            const lost = ranks.reduce((sum, rank, node) => sum + (dangling(node) ? rank : 0), 0);
            return ranks.map((rank) => rank / (0.15 + 0.85 * lost));
          };
          const [one, other] = two.map((mass) => {
            const cut = Float64Array.from(mass.slice(0, nodes));
            const sum = cut.reduce((a, b) => a + b);
            return cut.map((value) => value / sum);
          }) as [Float64Array, Float64Array];
          const mix = one.map((mass, node) => share * mass + (1 - share) * other[node]!);
          const [fromOne, fromOther] = [unscaled(one), unscaled(other)];
          expectClose(
            unscaled(mix),
            fromOne.map((rank, node) => share * rank + (1 - share) * fromOther[node]!),
          );
        },
      ),
      runs,
    );
  });
});

describe('fairness and goodness', () => {
  const rated = graphs({ weight: signedWeight });
  const solve = (edges: readonly Edge[], nodes: number) =>
    fairnessGoodness(buildOut(edgeList(edges), nodes, 'signed'));

  test('ranges', () => {
    fc.assert(
      fc.property(rated, ({ nodes, edges }) => {
        const { fairness, goodness } = solve(edges, nodes);
        const rates = new Set(edges.map(([source]) => source));
        const isRated = new Set(edges.map(([, target]) => target));
        for (let node = 0; node < nodes; node++) {
          expect(Number.isNaN(fairness[node])).toBe(!rates.has(node));
          expect(Number.isNaN(goodness[node])).toBe(!isRated.has(node));
          if (rates.has(node)) expect(Math.abs(fairness[node]! - 0.5)).toBeLessThanOrEqual(0.5);
          if (isRated.has(node)) expect(Math.abs(goodness[node]!)).toBeLessThanOrEqual(1);
        }
      }),
      runs,
    );
  });

  test('both equations hold at the answer', () => {
    fc.assert(
      fc.property(rated, ({ nodes, edges }) => {
        const { fairness, goodness } = solve(edges, nodes);
        const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
        const each = Array.from({ length: nodes }, (_, node) => node);
        expectClose(
          goodness,
          each.map((node) =>
            mean(edges.filter(([, target]) => target === node).map(([u, , w]) => fairness[u]! * w)),
          ),
        );
        expectClose(
          fairness,
          each.map(
            (node) =>
              1 -
              mean(
                edges.filter(([source]) => source === node).map(([, v, w]) => Math.abs(w - goodness[v]!) / 2),
              ),
          ),
        );
      }),
      runs,
    );
  });

  test('sign symmetry', () => {
    fc.assert(
      fc.property(rated, ({ nodes, edges }) => {
        const { fairness, goodness } = solve(edges, nodes);
        const turned = solve(
          edges.map(([source, target, weight]): Edge => [source, target, -weight]),
          nodes,
        );
        expectClose(turned.fairness, fairness);
        expectClose(
          turned.goodness,
          goodness.map((value) => -value),
        );
      }),
      runs,
    );
  });
});
