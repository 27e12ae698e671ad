import { describe, expect, test } from 'vitest';
import { breadthFirstSearch } from '../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../src/graph/rows/edge-list.ts';
import { pageRank } from '../../src/graph/walks/page-rank.ts';
import { weaklyConnectedComponents } from '../../src/graph/components/weakly-connected-components.ts';
import { drawEdges } from '../support/drawn-edges.ts';
import { fingerprint } from '../support/fingerprint.ts';
import { scatteredExecutor } from '../support/scattered-executor.ts';
import { path, star } from '../unit/graph/edges.ts';

/** Large enough for several blocks each, and for PageRank's single precision in the first. */
const graphs: [name: string, nodes: number, edges: EdgeList][] = [
  ['skewed', 30_000, drawEdges({ nodes: 30_000, edges: 300_000, seed: 1 })],
  ['dense', 300, drawEdges({ nodes: 300, edges: 100_000, seed: 2 })],
  ['a star', 70_000, star(69_999)],
  ['a path', 70_000, path(70_000)],
  ['parallel edges', 2, drawEdges({ nodes: 2, edges: 100_000, seed: 3 })],
];

describe.each(graphs)('threads: %s', (_, nodes, edges) => {
  const context = { executor: scatteredExecutor() };
  const expectSame = (one: unknown, other: unknown) => {
    expect(fingerprint(one)).toEqual(fingerprint(other));
  };

  test.each([buildOut, buildIn, buildUndirected])('$name', (build) => {
    expectSame(build(edges, nodes, context), build(edges, nodes));
    expectSame(build(edges, nodes, { ...context, rule: 'ignored' }), build(edges, nodes, 'ignored'));
  });

  test('pageRank', () => {
    const incoming = buildIn(edges, nodes);
    expectSame(pageRank(incoming, {}, context), pageRank(incoming));
    const steps = { fixedIterations: 5 };
    expectSame(pageRank(incoming, steps, context), pageRank(incoming, steps));
  });

  test('weaklyConnectedComponents', () => {
    expectSame(weaklyConnectedComponents(edges, nodes, context), weaklyConnectedComponents(edges, nodes));
  });

  test('breadthFirstSearch, forward and backward', () => {
    const rows = buildOut(edges, nodes, 'ignored');
    const incoming = buildIn(edges, nodes, 'ignored');
    const distances = queueSearch(edges, nodes);
    for (const options of [{}, context, { incoming }, { incoming, ...context }])
      expectSame(breadthFirstSearch(rows, [0], options), distances);
  });
});

/** Level by level over lists of numbers; shares no code with the kernel. */
function queueSearch({ source, target }: EdgeList, nodes: number): Int32Array {
  const followers = Array.from({ length: nodes }, (): number[] => []);
  source.forEach((from, edge) => followers[from]!.push(target[edge]!));
  const distances = new Int32Array(nodes).fill(-1);
  distances[0] = 0;
  for (let level = [0], distance = 1; level.length > 0; distance++) {
    const next = new Set(level.flatMap((node) => followers[node]!).filter((node) => distances[node] === -1));
    for (const node of next) distances[node] = distance;
    level = [...next];
  }
  return distances;
}

test.each([
  [30_000, 300_000, 'in one part'],
  [60_000, 1_900_000, 'by parts'],
])('single precision in the first steps of PageRank on %i nodes and %i edges, %s', (nodes, edges) => {
  const incoming = buildIn(drawEdges({ nodes, edges, seed: 1 }), nodes);
  // 150 steps of double precision: 0.85^150 is 3e-11.
  const exact = pageRank(incoming, { fixedIterations: 150 });
  const { values, delta, iterations } = pageRank(incoming);
  expect(iterations).toBeLessThan(60);
  const gap = values.reduce((sum, rank, node) => sum + Math.abs(rank - exact.values[node]!), 0);
  // The bound of the header: delta x d / (1 - d).
  expect(gap).toBeLessThanOrEqual((delta * 0.85) / 0.15 + 1e-10);
  expect(values.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 12);
  const onThreads = pageRank(incoming, {}, { executor: scatteredExecutor() });
  expect(fingerprint(onThreads)).toEqual(fingerprint(pageRank(incoming)));
});
