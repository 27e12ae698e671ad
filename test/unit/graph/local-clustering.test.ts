import { expect, test } from 'vitest';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';
import { localClustering } from '../../../src/graph/cohesion/local-clustering.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import type { SimpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import { triangles } from '../../../src/graph/cohesion/triangles.ts';
import { complete, drawn, edgeList, star } from './edges.ts';

function undirected(edges: EdgeList, nodes: number): SimpleGraph {
  const rows = buildUndirected(edges, nodes, 'ignored');
  return simpleGraph(rows, rows);
}

test('triangles and the pairs of neighbours that are linked', () => {
  //   0 - 1 - 2 - 0     2 - 3 - 0     3 - 4     5
  const graph = undirected(edgeList(drawn('0>1 1>2 2>0 2>3 3>0 3>4')), 6);
  expect([...triangles(graph)]).toEqual([2, 1, 2, 2 - 1, 0, 0]);
  expect([...localClustering(graph)]).toEqual([2 / 3, 1, 2 / 3, 1 / 3, 0, 0]);
});

test('of directed edges each direction between two neighbours counts', () => {
  //   0 -> 1, 0 -> 2, 1 <-> 2: of the two edges that 1 and 2 may have, both; of 0 and 2 one, of 0 and 1 one
  const edges = edgeList(drawn('0>1 0>2 1>2 2>1 1>2 0>0'));
  const graph = simpleGraph(buildOut(edges, 3), buildIn(edges, 3));
  expect([...localClustering(graph)]).toEqual([1, 0.5, 0.5]);
  expect([...triangles(graph)]).toEqual([1, 1, 1]);
});

test('in a clique all are linked', () => {
  // Each of 30 is in as many triangles as the 29 others have pairs.
  const graph = undirected(edgeList(complete(30)), 30);
  expect([...triangles(graph)]).toEqual(new Array<number>(30).fill((29 * 28) / 2));
  expect([...localClustering(graph)]).toEqual(new Array<number>(30).fill(1));
});

test('the empty graph, one node, self-loops alone, and a star of a million leaves', () => {
  expect([...localClustering(undirected(edgeList([]), 0))]).toEqual([]);
  expect([...localClustering(undirected(edgeList([]), 1))]).toEqual([0]);
  expect([...localClustering(undirected(edgeList(drawn('0>0 1>1')), 2))]).toEqual([0, 0]);
  const leaves = 1_000_000;
  expect(localClustering(undirected(star(leaves), leaves + 1)).every((value) => value === 0)).toBe(true);
});
