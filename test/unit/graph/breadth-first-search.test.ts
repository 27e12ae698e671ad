import { expect, test } from 'vitest';
import { breadthFirstSearch } from '../../../src/graph/paths/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { edgeList, path, star } from './edges.ts';

//   0 -> 1 -> 2 -> 3      4 -> 3      5, alone but for a self-loop
//   0 ------> 2
const drawn = edgeList([[0, 1], [1, 2], [2, 3], [0, 2], [4, 3], [5, 5]]); // prettier-ignore

test('distances along, against and across the edges', () => {
  expect([...breadthFirstSearch(buildOut(drawn, 6), [0])]).toEqual([0, 1, 1, 2, -1, -1]);
  expect([...breadthFirstSearch(buildIn(drawn, 6), [3])]).toEqual([2, 2, 1, 0, 1, -1]);
  expect([...breadthFirstSearch(buildUndirected(drawn, 6), [4])]).toEqual([3, 3, 2, 1, 0, -1]);
});

test('several sources give the distance from the nearest; one named twice counts once', () => {
  expect([...breadthFirstSearch(buildOut(drawn, 6), [1, 4, 4])]).toEqual([-1, 0, 1, 1, 0, -1]);
  expect([...breadthFirstSearch(buildOut(drawn, 6), new Array<number>(9).fill(0))]).toEqual([
    0, 1, 1, 2, -1, -1,
  ]);
});

test('without sources nothing is reached, and the empty graph has no distances', () => {
  expect([...breadthFirstSearch(buildOut(drawn, 6), [])]).toEqual([-1, -1, -1, -1, -1, -1]);
  expect(breadthFirstSearch(buildOut(edgeList([]), 0), [])).toHaveLength(0);
});

test('a path and a star of a million nodes', () => {
  const nodes = 1_000_000;
  const along = breadthFirstSearch(buildOut(path(nodes), nodes), [0]);
  expect(along.every((distance, node) => distance === node)).toBe(true);
  const around = breadthFirstSearch(buildUndirected(star(nodes), nodes + 1), [nodes]);
  expect([around[nodes], around[0], around[1]]).toEqual([0, 1, 2]);
});

test.each([6, -1, 0.5, NaN])('a source of %s is refused', (source) => {
  expect(() => breadthFirstSearch(buildOut(drawn, 6), [source])).toThrow(InvalidInputError);
  expect(() => breadthFirstSearch(buildOut(drawn, 6), [source])).toThrow(/is no node.*below 6/);
});
