import { MultiDirectedGraph } from 'graphology';
import { centrality } from 'graphology-metrics';
import { describe, expect, test } from 'vitest';
import { buildIn } from '../../../src/graph/rows/csr.ts';
import { pageRank } from '../../../src/graph/walks/page-rank.ts';
import type { PageRankOptions } from '../../../src/graph/walks/page-rank.ts';
import { InvalidInputError, NotConvergedError } from '../../../src/domain/errors.ts';
import { edgeList, path, star } from './edges.ts';
import type { Edge } from './edges.ts';
import { ImpatientMonitor } from '../../support/impatient-monitor.ts';
import { expectClose } from './expect-close.ts';

//   0 --2--> 1 --1--> 2 --1--> 0     a ring with a shortcut
//   0 --1--> 2 --3--> 3              3 is dangling
//   4 --1--> 0, 4 --.5--> 4          4 has a self-loop and nobody else points at it; 5 stands alone
//   1 ==1==> 3, twice
const drawn: Edge[] = [[0, 1, 2], [1, 2], [2, 0], [0, 2], [2, 3, 3], [4, 0], [4, 4, 0.5], [1, 3], [1, 3]]; // prettier-ignore
const NODES = 6;

/** Solves (I - d (P + teleport dangling')) x = (1 - d) teleport by elimination. */
function solveDensely(edges: readonly Edge[], teleport: readonly number[], dampingFactor: number): number[] {
  const nodes = teleport.length;
  const outWeights = teleport.map((_, node) =>
    edges.reduce((sum, [source, , weight = 1]) => sum + (source === node ? weight : 0), 0),
  );
  const system = teleport.map((mass, row) => [
    ...teleport.map((_, column) => {
      const follow = edges
        .filter(([source, target]) => source === column && target === row)
        .reduce((sum, [, , weight = 1]) => sum + weight / outWeights[column]!, 0);
      return Number(row === column) - dampingFactor * (outWeights[column] === 0 ? mass : follow);
    }),
    (1 - dampingFactor) * mass,
  ]);
  for (let pivot = 0; pivot < nodes; pivot++)
    for (let row = 0; row < nodes; row++) {
      if (row === pivot) continue;
      const factor = system[row]![pivot]! / system[pivot]![pivot]!;
      system[row] = system[row]!.map((value, column) => value - factor * system[pivot]![column]!);
    }
  return system.map((row, node) => row[nodes]! / row[node]!);
}

function ranksOf(edges: readonly Edge[], nodes: number, options: PageRankOptions = {}): number[] {
  return [...pageRank(buildIn(edgeList(edges), nodes), options).values];
}

describe('PageRank', () => {
  test('two nodes by hand: 0 -> 1 and 1 dangling', () => {
    // x0 = .075 + .425 x1 and x0 + x1 = 1, hence x0 = .5 / 1.425 = 20 / 57
    expectClose(ranksOf([[0, 1]], 2, { tolerance: 1e-14 }), [20 / 57, 37 / 57], 1e-13);
  });

  test('one step by hand', () => {
    // From (1/2, 1/2): node 0 gets .075 + .85 / 4, node 1 that and .85 / 2.
    const { values, iterations, delta, converged } = pageRank(buildIn(edgeList([[0, 1]]), 2), {
      fixedIterations: 1,
    });
    expectClose([...values], [0.2875, 0.7125], 1e-15);
    expect({ iterations, converged }).toEqual({ iterations: 1, converged: false });
    expect(delta).toBeCloseTo(0.425, 12);
  });

  test.each([0, 0.5, 0.85, 0.99])('agrees with dense elimination at damping factor %s', (dampingFactor) => {
    const options = { dampingFactor, tolerance: 1e-13, maxIterations: 5000 };
    const even = new Array<number>(NODES).fill(1 / NODES);
    expectClose(ranksOf(drawn, NODES, options), solveDensely(drawn, even, dampingFactor));
    const personal = [0, 0.7, 0, 0, 0.3, 0];
    const teleport = Float64Array.of(0, 7, 0, 0, 3, 0);
    expectClose(
      ranksOf(drawn, NODES, { ...options, teleport }),
      solveDensely(drawn, personal, dampingFactor),
    );
  });

  test('agrees with graphology-metrics', () => {
    const graph = new MultiDirectedGraph<Record<string, never>, { weight: number }>();
    for (let node = 0; node < NODES; node++) graph.addNode(node);
    for (const [source, target, weight = 1] of drawn) graph.addDirectedEdge(source, target, { weight });
    const theirs = centrality.pagerank(graph, {
      getEdgeWeight: 'weight',
      tolerance: 1e-14,
      maxIterations: 1000,
    });
    expectClose(
      ranksOf(drawn, NODES, { tolerance: 1e-13 }),
      Array.from({ length: NODES }, (_, node) => theirs[node]!),
    );
  });

  test('without weights every edge weighs 1', () => {
    const unweighted = pageRank(buildIn(edgeList([[0, 1, 9], [0, 2, 1], [1, 0], [2, 0]]), 3, 'ignored')); // prettier-ignore
    expect(unweighted.values[1]).toBe(unweighted.values[2]);
  });

  test('a node that only weight 0 leads away from is dangling', () => {
    expect(ranksOf([[0, 1], [1, 0, 0]], 2)).toEqual(ranksOf([[0, 1]], 2)); // prettier-ignore
  });

  test('a teleport to one node stays within its reach', () => {
    const ranks = ranksOf([[0, 1], [1, 0], [2, 0]], 3, { teleport: Float64Array.of(1, 0, 0) }); // prettier-ignore
    expect(ranks[2]).toBe(0);
  });

  test('the empty graph has no ranks, one node has all, self-loops alone share evenly', () => {
    expect(pageRank(buildIn(edgeList([]), 0))).toEqual({
      values: new Float64Array(0),
      iterations: 0,
      delta: 0,
      converged: true,
    });
    expectClose(ranksOf([], 1), [1], 1e-15);
    expectClose(ranksOf([[0, 0], [1, 1, 5]], 2), [0.5, 0.5], 1e-15); // prettier-ignore
  });

  test('a star of a million leaves', () => {
    // The hub dangles: h = .15/n + .85 h/n + .85 (1 - h), so h (1.85 - .85/n) = .15/n + .85.
    const nodes = 1_000_001;
    const { values } = pageRank(buildIn(star(nodes - 1), nodes));
    expect(values[0]).toBeCloseTo((0.15 / nodes + 0.85) / (1.85 - 0.85 / nodes), 7);
  });

  test('a path of a million nodes', () => {
    const nodes = 1_000_000;
    const { values } = pageRank(buildIn(path(nodes), nodes));
    expect(values[nodes - 1]! / values[0]!).toBeCloseTo(1 / 0.15, 5);
  });
});

describe('PageRank refuses', () => {
  const ring = buildIn(edgeList([[0, 1], [1, 0], [0, 0]]), 2); // prettier-ignore

  test('to pass off what has not converged', () => {
    const run = () =>
      pageRank(ring, { dampingFactor: 0.99, teleport: Float64Array.of(0, 1), maxIterations: 3 });
    expect(run).toThrow(NotConvergedError);
    expect(run).toThrow(/last of 3 iterations.*Raise maxIterations/);
    try {
      run();
    } catch (error) {
      const { context } = error as NotConvergedError;
      expect(context).toMatchObject({ iterations: 3, tolerance: 1e-8 });
      expect(context['delta']).toBeGreaterThan(1e-8);
    }
  });

  test.each<[string, PageRankOptions, RegExp]>([
    ['a damping factor of 1', { dampingFactor: 1 }, /dampingFactor.*below 1; 1 came/],
    ['a negative damping factor', { dampingFactor: -0.1 }, /dampingFactor/],
    ['a damping factor that is not a number', { dampingFactor: NaN }, /dampingFactor/],
    ['a tolerance of 0', { tolerance: 0 }, /tolerance must be.*above 0; 0 came/],
    ['half an iteration', { maxIterations: 0.5 }, /maxIterations/],
    ['no iteration', { fixedIterations: 0 }, /fixedIterations/],
    ['a teleport of another length', { teleport: Float64Array.of(1) }, /each of the 2 nodes; it has 1/],
    ['a negative teleport', { teleport: Float64Array.of(2, -1) }, /teleport of node 1 is -1/],
    ['a teleport that is not a number', { teleport: Float64Array.of(NaN, 1) }, /teleport of node 0 is NaN/],
    ['a teleport to nowhere', { teleport: Float64Array.of(0, 0) }, /teleport sums to 0/],
  ])('%s', (_, options, message) => {
    expect(() => pageRank(ring, options)).toThrow(InvalidInputError);
    expect(() => pageRank(ring, options)).toThrow(message);
  });

  test('reports a total only where the number of steps is given', () => {
    const incoming = buildIn(
      edgeList([
        [0, 1],
        [1, 0],
        [2, 0],
      ]),
      3,
    );
    const totals = (options: PageRankOptions): readonly number[] => {
      const monitor = new ImpatientMonitor();
      pageRank(incoming, options, { monitor });
      return [...new Set(monitor.seen.map(({ total }) => total))];
    };
    expect(totals({})).toEqual([0]);
    expect(totals({ fixedIterations: 7 })).toEqual([7]);
  });

  test.each([0.9, 0.95, 0.99, 0.999])('converges by default at a damping factor of %d', (dampingFactor) => {
    // 0 <-> 1, and a path that leads to them from 2 on: what circles there loses 1 - d a step and no more.
    const path = Array.from({ length: 998 }, (_, i): Edge => [i + 2, i + 1]);
    const incoming = buildIn(edgeList([[0, 1], [1, 0], ...path]), 1000);
    const { converged, iterations } = pageRank(incoming, { dampingFactor });
    expect(converged).toBe(true);
    expect(iterations).toBeLessThanOrEqual(Math.ceil(Math.log(1e-8 / 2) / Math.log(dampingFactor)) + 1);
  });

  test.each([
    ['negative weights', [[0, 1, -1]], /out of node 0 has weight -1/],
    ['weights whose sum overflows', [[0, 1, 1e308], [0, 0, 1e308]], /out of node 0 sum to Infinity/], // prettier-ignore
    ['weights too small to divide by', [[0, 1, 5e-324]], /out of node 0 sum to 5e-324/],
  ] satisfies [string, Edge[], RegExp][])('%s', (_, edges, message) => {
    const rows = buildIn(edgeList(edges), 2, 'signed');
    expect(() => pageRank(rows)).toThrow(InvalidInputError);
    expect(() => pageRank(rows)).toThrow(message);
  });
});
