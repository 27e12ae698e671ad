import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { buildUndirected } from '../../../src/graph/rows/csr.ts';
import { labelPropagation } from '../../../src/graph/cohesion/label-propagation.ts';
import { complete, drawn, edgeList, path, star } from './edges.ts';
import type { Edge } from './edges.ts';

function labels(edges: readonly Edge[], nodes: number, iterations: number): number[] {
  return [...labelPropagation(buildUndirected(edgeList(edges), nodes), { iterations }).labels];
}

test('the most frequent label wins, of equally frequent ones the smallest', () => {
  //   0 - 1 - 2 - 3     4
  const edges: Edge[] = drawn('0>1 1>2 2>3');
  expect(labels(edges, 5, 0)).toEqual([0, 1, 2, 3, 4]);
  expect(labels(edges, 5, 1)).toEqual([1, 0, 1, 2, 4]);
  expect(labels(edges, 5, 2)).toEqual([0, 1, 0, 1, 4]);
  expect(labels(edges, 5, 3)).toEqual([1, 0, 1, 0, 4]);
});

test('edges both ways and parallel ones count twice, a self-loop once for the node itself', () => {
  // 2 hears of 0 once and of 1 twice; 3 hears of itself twice and of 2 once.
  const edges: Edge[] = drawn('0>2 1>2 2>1 3>3 3>3 3>2');
  expect(labels(edges, 4, 1)).toEqual([2, 2, 1, 3]);
});

test('two cliques keep a label each, and the rounds stop', () => {
  const edges: Edge[] = [...complete(5), ...complete(5).map(([a, b]): Edge => [a + 5, b + 5]), [4, 5]];
  const { isStable, iterations, ...found } = labelPropagation(buildUndirected(edgeList(edges), 10), {
    iterations: 50,
  });
  expect([...found.labels]).toEqual([0, 0, 0, 0, 0, 5, 5, 5, 5, 5]);
  expect(isStable).toBe(true);
  expect(iterations).toBeLessThan(50);
});

test('two nodes change labels for ever', () => {
  expect(labels(drawn('0>1'), 2, 4)).toEqual([0, 1]);
  expect(labels(drawn('0>1'), 2, 5)).toEqual([1, 0]);
  expect(labelPropagation(buildUndirected(edgeList(drawn('0>1')), 2)).isStable).toBe(false);
});

test('the empty graph, one node, self-loops alone', () => {
  expect(labels([], 0, 3)).toEqual([]);
  expect(labels([], 1, 3)).toEqual([0]);
  expect(labels(drawn('0>0 1>1'), 2, 3)).toEqual([0, 1]);
});

test('a star and a path of a million', () => {
  const leaves = 1_000_000;
  const starred = labelPropagation(buildUndirected(star(leaves), leaves + 1), { iterations: 2 });
  // The hub takes the smallest leaf's label, the leaves the hub's; then they change places.
  expect([...starred.labels.subarray(0, 3)]).toEqual([0, 1, 1]);
  const along = labelPropagation(buildUndirected(path(leaves), leaves), { iterations: 3 });
  expect([...along.labels.subarray(0, 5)]).toEqual([1, 0, 1, 0, 1]);
});

test.each([-1, 1.5, NaN])('%s rounds are refused', (iterations) => {
  expect(() => labels([], 1, iterations)).toThrow(InvalidInputError);
});
