import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { proximity } from '../../src/graph/walks/proximity.ts';
import { pushBackward } from '../../src/graph/walks/push-backward.ts';
import { pushForward } from '../../src/graph/walks/push-forward.ts';
import { prepareWalk } from '../../src/graph/walks/random-walk.ts';
import type { RandomWalk } from '../../src/graph/walks/random-walk.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, positiveWeight, runs } from './graph-arbitraries.ts';
import type { Drawn } from './graph-arbitraries.ts';

const weighted = graphs({ weight: positiveWeight, fewestNodes: 1 });
const dampingFactor = fc.double({ min: 0, max: 0.9, noNaN: true });
const threshold = fc.constantFrom(1e-1, 1e-2, 1e-4, 1e-9);
const ROUNDING = 1e-12;

function directed({ nodes, edges }: Pick<Drawn, 'nodes' | 'edges'>): RandomWalk {
  return prepareWalk(buildOut(edgeList(edges), nodes), buildIn(edgeList(edges), nodes));
}
function undirected({ nodes, edges }: Pick<Drawn, 'nodes' | 'edges'>): RandomWalk {
  return prepareWalk(buildUndirected(edgeList(edges), nodes));
}
/** The ranks from one seed: power iteration on the graph in which a walk with nowhere to go stays where it is. */
function ranksFrom(walk: RandomWalk, seed: number, damping: number): Float64Array {
  const { nodes, offsets, targets, weights } = walk.outgoing;
  const edges: Edge[] = [];
  for (let node = 0; node < nodes; node++) {
    if (walk.outWeights[node] === 0) edges.push([node, node, 1]);
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      edges.push([node, targets[entry]!, weights![entry]!]);
  }
  const teleport = new Float64Array(nodes).fill(1, seed, seed + 1);
  const options = { teleport, dampingFactor: damping, tolerance: 1e-14, maxIterations: 2000 };
  return pageRank(buildIn(edgeList(edges), nodes), options).values;
}

describe('forward push', () => {
  test('lower bound', () => {
    fc.assert(
      fc.property(weighted, fc.nat(11), fc.tuple(dampingFactor, threshold), (graph, at, [damping, least]) => {
        const walk = directed(graph);
        const seed = at % graph.nodes;
        const found = pushForward(walk, { seeds: [seed], dampingFactor: damping, threshold: least });
        const ranks = ranksFrom(walk, seed, damping);
        const gaps = ranks.map((rank, node) => rank - found.estimates[node]!);
        expect(Math.min(...gaps)).toBeGreaterThan(-ROUNDING);
        expect(gaps.reduce((sum, gap) => sum + gap, 0)).toBeCloseTo(found.residual, 11);
      }),
      runs,
    );
  });

  test('degree bound', () => {
    fc.assert(
      fc.property(weighted, fc.nat(11), fc.tuple(dampingFactor, threshold), (graph, at, [damping, least]) => {
        const walk = undirected(graph);
        const seed = at % graph.nodes;
        const { estimates } = pushForward(walk, { seeds: [seed], dampingFactor: damping, threshold: least });
        ranksFrom(walk, seed, damping).forEach((rank, node) => {
          if (walk.outWeights[node] === 0) return;
          expect(rank - estimates[node]!).toBeLessThanOrEqual(least * walk.outWeights[node]! + ROUNDING);
        });
      }),
      runs,
    );
  });

  test('scaled for nodes with nowhere to go it is PageRank', () => {
    fc.assert(
      fc.property(weighted, fc.nat(11), dampingFactor, (graph, at, damping) => {
        const walk = directed(graph);
        const seed = at % graph.nodes;
        const { estimates } = pushForward(walk, { seeds: [seed], dampingFactor: damping, threshold: 1e-14 });
        const left = estimates.map((value, node) => value * (walk.outWeights[node] === 0 ? 1 - damping : 1));
        const sum = left.reduce((a, b) => a + b, 0);
        const teleport = new Float64Array(graph.nodes).fill(1, seed, seed + 1);
        const options = { teleport, dampingFactor: damping, tolerance: 1e-14, maxIterations: 2000 };
        expectClose(
          left.map((value) => value / sum),
          pageRank(walk.incoming, options).values,
          1e-8,
        );
      }),
      { ...runs, numRuns: 100 },
    );
  });
});

test('backward push: additive bound', () => {
  fc.assert(
    fc.property(weighted, fc.nat(11), fc.tuple(dampingFactor, threshold), (graph, at, [damping, least]) => {
      const walk = directed(graph);
      const target = at % graph.nodes;
      const found = pushBackward(walk, { target, dampingFactor: damping, threshold: least });
      expect(found.largestResidual).toBeLessThanOrEqual(least);
      for (let source = 0; source < graph.nodes; source++) {
        const gap = ranksFrom(walk, source, damping)[target]! - found.estimates[source]!;
        expect(gap).toBeGreaterThan(-ROUNDING);
        expect(gap).toBeLessThan(found.largestResidual + ROUNDING);
      }
    }),
    { ...runs, numRuns: 100 },
  );
});

describe('proximity', () => {
  test('holds the chance between its bounds', () => {
    fc.assert(
      fc.property(
        weighted,
        fc.tuple(fc.nat(11), fc.nat(11)),
        fc.tuple(dampingFactor, threshold),
        (graph, [a, b], [damping, least]) => {
          const walk = undirected(graph);
          const [from, to] = [a % graph.nodes, b % graph.nodes];
          const { chance } = proximity(walk, { from, to, dampingFactor: damping, threshold: least });
          const rank = ranksFrom(walk, from, damping)[to]!;
          expect(chance.lower).toBeLessThan(rank + ROUNDING);
          expect(chance.upper).toBeGreaterThan(rank - ROUNDING);
        },
      ),
      runs,
    );
  });

  test('symmetry', () => {
    fc.assert(
      fc.property(
        weighted,
        fc.tuple(fc.nat(11), fc.nat(11)),
        fc.tuple(dampingFactor, threshold),
        (graph, [a, b], [damping, least]) => {
          const walk = undirected(graph);
          const [one, other] = [a % graph.nodes, b % graph.nodes];
          fc.pre(walk.outWeights[one]! > 0 && walk.outWeights[other]! > 0);
          const options = { dampingFactor: damping, threshold: least };
          const there = proximity(walk, { from: one, to: other, ...options }).lift;
          const back = proximity(walk, { from: other, to: one, ...options }).lift;
          expect(there.lower).toBeLessThanOrEqual(back.upper * (1 + 1e-9) + ROUNDING);
          expect(back.lower).toBeLessThanOrEqual(there.upper * (1 + 1e-9) + ROUNDING);
        },
      ),
      runs,
    );
  });
});
