import { expect, test } from 'vitest';
import { coreNumbers } from '../../../src/graph/cohesion/core-numbers.ts';
import { buildUndirected } from '../../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import { complete, drawn, edgeList, path, star } from './edges.ts';

function cores(edges: EdgeList, nodes: number): Uint32Array {
  const rows = buildUndirected(edges, nodes, 'ignored');
  return coreNumbers(simpleGraph(rows, rows));
}

test('a clique, what hangs on it, and what hangs on that', () => {
  //   0, 1, 2, 3 all joined    4 to 0 and 1    5 to 4    6 alone
  const edges = edgeList(drawn('0>1 0>2 0>3 1>2 1>3 2>3 4>0 4>1 5>4'));
  expect([...cores(edges, 7)]).toEqual([3, 3, 3, 3, 2, 1, 0]);
});

test('parallel edges and self-loops do not count', () => {
  expect([...cores(edgeList(drawn('0>1 0>1 1>0 1>1 2>2')), 3)]).toEqual([1, 1, 0]);
});

test('levels without nodes are skipped', () => {
  // A clique of 40 with a tail.
  const edges = complete(40);
  const withTail = edgeList([...edges, [39, 40], [40, 41]]);
  expect([...cores(withTail, 42)]).toEqual([...new Array<number>(40).fill(39), 1, 1]);
});

test('the empty graph, one node, and self-loops alone', () => {
  expect([...cores(edgeList([]), 0)]).toEqual([]);
  expect([...cores(edgeList([]), 1)]).toEqual([0]);
  expect([...cores(edgeList(drawn('0>0 1>1')), 2)]).toEqual([0, 0]);
});

test('a star and a path of a million', () => {
  const nodes = 1_000_000;
  for (const edges of [star(nodes - 1), path(nodes)])
    expect(cores(edges, nodes).every((core) => core === 1)).toBe(true);
});
