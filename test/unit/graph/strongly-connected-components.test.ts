import { expect, test } from 'vitest';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { buildIn, buildOut } from '../../../src/graph/rows/csr.ts';
import type { EdgeList } from '../../../src/graph/rows/edge-list.ts';
import { stronglyConnectedComponents } from '../../../src/graph/components/strongly-connected-components.ts';
import type { Components } from '../../../src/graph/components/weakly-connected-components.ts';
import { drawn, edgeList, path, star } from './edges.ts';

function components(edges: EdgeList, nodes: number): Components {
  return stronglyConnectedComponents(buildOut(edges, nodes, 'ignored'), buildIn(edges, nodes, 'ignored'));
}

test('cycles are components and are named after their smallest node', () => {
  //   5 -> 3 -> 4 -> 5 -> 1 <-> 2     0 -> 1     6, a self-loop     7
  const edges = edgeList(drawn('5>3 3>4 4>5 5>1 1>2 2>1 0>1 6>6'));
  const { labels, count } = components(edges, 8);
  expect([...labels]).toEqual([0, 1, 1, 3, 3, 3, 6, 7]);
  expect(count).toBe(5);
});

test('a figure of eight is one component, found although its halves are left one after the other', () => {
  //   0 -> 1 -> 2 -> 0 -> 3 -> 4 -> 0, and 2 -> 4 -> 1 twice
  const edges = edgeList(drawn('0>1 1>2 2>0 0>3 3>4 4>0 2>4 4>1 4>1'));
  expect(components(edges, 5)).toEqual({ labels: new Uint32Array(5), count: 1 });
});

test('the empty graph has none, one node has one', () => {
  expect(components(edgeList([]), 0)).toEqual({ labels: new Uint32Array(0), count: 0 });
  expect(components(edgeList(drawn('0>0')), 1)).toEqual({ labels: Uint32Array.of(0), count: 1 });
});

test('a path, a cycle and a star of a million nodes', () => {
  const nodes = 1_000_000;
  const line = path(nodes);
  const apart = components(line, nodes);
  expect(apart.count).toBe(nodes);
  expect(apart.labels.every((label, node) => label === node)).toBe(true);

  const closed = {
    source: Uint32Array.from([...line.source, nodes - 1]),
    target: Uint32Array.from([...line.target, 0]),
    weight: new Float64Array(nodes),
  };
  const one = components(closed, nodes);
  expect(one.count).toBe(1);
  expect(one.labels.every((label) => label === 0)).toBe(true);

  expect(components(star(nodes - 1), nodes).count).toBe(nodes);
});

test('many small cycles in a row, which no search from one node finds', () => {
  //   0 <-> 1 -> 2 <-> 3 -> 4 <-> 5 -> ...
  const nodes = 200_000;
  const pairs = Array.from({ length: nodes / 2 }, (_, pair) => 2 * pair);
  const edges = edgeList(
    pairs.flatMap((first): [number, number][] => [
      [first, first + 1],
      [first + 1, first],
      [first + 1, Math.min(first + 2, nodes - 1)],
    ]),
  );
  const { labels, count } = components(edges, nodes);
  expect(count).toBe(nodes / 2);
  expect(labels.every((label, node) => label === node - (node % 2))).toBe(true);
});

test('rows of different graphs are refused', () => {
  const rows = buildOut(edgeList(drawn('0>1')), 2);
  expect(() => stronglyConnectedComponents(rows, buildIn(edgeList([]), 2))).toThrow(InvalidInputError);
  expect(() => stronglyConnectedComponents(rows, buildIn(edgeList(drawn('0>1')), 3))).toThrow(
    /2 nodes and 1 edges came with rows by target of 3 nodes/,
  );
});
