import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import { denseBlock } from '../../src/graph/cohesion/dense-block-peeling.ts';
import { guaranteeChains } from '../../src/graph/trust/guarantee-chains.ts';
import { mutualReliability } from '../../src/graph/trust/mutual-reliability.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { proximity } from '../../src/graph/walks/proximity.ts';
import { pushBackward } from '../../src/graph/walks/push-backward.ts';
import { pushForward } from '../../src/graph/walks/push-forward.ts';
import { prepareWalk } from '../../src/graph/walks/random-walk.ts';
import type { RandomWalk } from '../../src/graph/walks/random-walk.ts';
import { reviewerReliability } from '../../src/graph/trust/reviewer-reliability.ts';
import { sybilRank } from '../../src/graph/trust/sybil-rank.ts';
import { edgeList } from '../unit/graph/edges.ts';
import type { Edge } from '../unit/graph/edges.ts';
import { expectClose } from '../unit/graph/expect-close.ts';
import { graphs, positiveWeight, renumber, renumbered, runs, signedWeight } from './graph-arbitraries.ts';
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

  test('relabelling', () => {
    fc.assert(
      fc.property(renumbered(rated), ({ nodes, edges, numbers }) => {
        const { fairness, goodness } = solve(edges, nodes);
        const moved = solve(renumber(edges, numbers), nodes);
        expectClose(
          numbers.map((number) => moved.fairness[number]!),
          fairness,
        );
        expectClose(
          numbers.map((number) => moved.goodness[number]!),
          goodness,
        );
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

test('dense blocks: half of the best', () => {
  const links = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.double({ min: 0, max: 5, noNaN: true })), {
    maxLength: 20,
  });
  const suspicion = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 2, noNaN: true })), {
    minLength: 5,
    maxLength: 5,
  });
  fc.assert(
    fc.property(links, fc.tuple(suspicion, suspicion), (given, [rowSuspicion, columnSuspicion]) => {
      const degrees = [0, 1, 2, 3, 4].map((column) =>
        given.reduce((sum, [, target, weight]) => sum + (target === column ? weight : 0), 0),
      );
      const densityOf = (hasNode: (node: number) => boolean): number => {
        let [sum, size] = [0, 0];
        for (let node = 0; node < 10; node++) {
          if (!hasNode(node)) continue;
          size++;
          sum += node < 5 ? rowSuspicion[node]! : columnSuspicion[node - 5]!;
        }
        for (const [row, column, weight] of given)
          if (hasNode(row) && hasNode(5 + column)) sum += weight / Math.log(degrees[column]! + 5);
        return size === 0 ? 0 : sum / size;
      };
      let best = 0;
      for (let mask = 1; mask < 1024; mask++)
        best = Math.max(
          best,
          densityOf((node) => ((mask >> node) & 1) === 1),
        );
      const found = denseBlock({
        links: edgeList(given),
        rows: 5,
        columns: 5,
        rowSuspicion: Float64Array.from(rowSuspicion),
        columnSuspicion: Float64Array.from(columnSuspicion),
      });
      const members = new Set([...found.rows, ...found.columns.map((column) => column + 5)]);
      expect(found.density).toBeCloseTo(
        densityOf((node) => members.has(node)),
        9,
      );
      expect(found.density).toBeGreaterThanOrEqual(best / 2 - ROUNDING);
      expect(found.density).toBeLessThanOrEqual(best + ROUNDING);
    }),
    { ...runs, numRuns: 150 },
  );
});
