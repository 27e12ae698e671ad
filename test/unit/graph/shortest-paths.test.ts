import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { shortestPaths } from '../../../src/graph/paths/shortest-paths.ts';
import { drawn, edgeList, path, star } from './edges.ts';

//   0 -4-> 1 -1-> 3     0 -1-> 2 -2-> 1     2 -7-> 3     4 -1-> 0     parallel 2 -9-> 1
const edges = edgeList(drawn('0>1:4 1>3:1 0>2:1 2>1:9 2>1:2 2>3:7 4>0:1'));

test('a longer way may be the shorter', () => {
  expect([...shortestPaths(buildOut(edges, 5), [0])]).toEqual([0, 3, 1, 4, Infinity]);
});

test('against the edges, both ways, from several sources, and without weights', () => {
  expect([...shortestPaths(buildIn(edges, 5), [3])]).toEqual([4, 1, 3, 0, 5]);
  expect([...shortestPaths(buildUndirected(edges, 5), [3])]).toEqual([4, 1, 3, 0, 5]);
  expect([...shortestPaths(buildOut(edges, 5), [1, 2, 1])]).toEqual([Infinity, 0, 0, 1, Infinity]);
  expect([...shortestPaths(buildOut(edges, 5, 'ignored'), [0])]).toEqual([0, 1, 1, 2, Infinity]);
  expect([...shortestPaths(buildOut(edges, 5), [])]).toEqual(new Array<number>(5).fill(Infinity));
});

test('weights of 0 and sums past the largest double', () => {
  const most = Number.MAX_VALUE;
  const rows = buildOut(
    edgeList([
      [0, 1, 0],
      [1, 0, 0],
      [1, 2, most],
      [2, 3, most],
    ]),
    4,
  );
  expect([...shortestPaths(rows, [0])]).toEqual([0, 0, most, Infinity]);
});

test('the empty graph, and self-loops alone', () => {
  expect([...shortestPaths(buildOut(edgeList([]), 0), [])]).toEqual([]);
  expect([...shortestPaths(buildOut(edgeList(drawn('0>0:3')), 1), [0])]).toEqual([0]);
});

test('a path and a star of a million', () => {
  const nodes = 1_000_000;
  const along = shortestPaths(buildOut(path(nodes), nodes), [0]);
  expect(along.every((distance, node) => distance === node)).toBe(true);
  const around = shortestPaths(buildUndirected(star(nodes - 1), nodes), [1]);
  expect([...around.subarray(0, 4)]).toEqual([1, 0, 2, 2]);
});

test.each([-1, 5, 0.5, NaN])('a source of %s is refused', (source) => {
  expect(() => shortestPaths(buildOut(edges, 5), [source])).toThrow(/shortestPaths: source .* is no node/);
});

test.each([-0.5, NaN, Infinity])('a weight of %s is refused by its index', (weight) => {
  const rows = buildOut(edgeList(drawn('0>1 1>2 1>0')), 3);
  const weights = Float64Array.of(1, 1, weight);
  expect(() => shortestPaths({ ...rows, weights }, [0])).toThrow(InvalidInputError);
  expect(() => shortestPaths({ ...rows, weights }, [0])).toThrow(/entry 2, from node 1 to 2/);
});
