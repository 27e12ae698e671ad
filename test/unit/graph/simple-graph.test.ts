import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import { drawn, edgeList } from './edges.ts';

//   0 -> 1 twice and back     2 -> 1     2, a self-loop     3
const edges = edgeList(drawn('0>1 0>1 1>0 2>1 2>2'));

test('neighbours are listed once, with the number of directions', () => {
  const { targets, offsets, arcs, entries } = simpleGraph(buildOut(edges, 4), buildIn(edges, 4));
  expect([...offsets]).toEqual([0, 1, 3, 4, 4]);
  expect([...targets]).toEqual([1, 0, 2, 1]);
  expect([...arcs]).toEqual([2, 2, 1, 1]);
  expect(entries).toBe(4);
});

test('without directions every edge counts both ways', () => {
  const rows = buildUndirected(edges, 4);
  const { targets, arcs } = simpleGraph(rows, rows);
  expect([...targets]).toEqual([1, 0, 2, 1]);
  expect([...arcs]).toEqual([2, 2, 2, 2]);
});

test('the empty graph', () => {
  const none = buildOut(edgeList([]), 0);
  expect(simpleGraph(none, none)).toMatchObject({ nodes: 0, entries: 0, offsets: Uint32Array.of(0) });
});

test('rows of different graphs are refused', () => {
  expect(() => simpleGraph(buildOut(edges, 4), buildIn(edges, 5))).toThrow(InvalidInputError);
});
