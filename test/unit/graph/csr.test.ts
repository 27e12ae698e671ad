import { describe, expect, test } from 'vitest';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import type { Csr } from '../../../src/graph/rows/csr.ts';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { edgeList, star } from './edges.ts';
import { drawEdges } from '../../support/drawn-edges.ts';

/** Row by row: [neighbour, weight] pairs. */
function rowsOf({ nodes, offsets, targets, weights }: Csr): [number, number][][] {
  return Array.from({ length: nodes }, (_, node) =>
    Array.from(targets.subarray(offsets[node], offsets[node + 1]), (target, i): [number, number] => [
      target,
      weights?.[offsets[node]! + i] ?? 1,
    ]),
  );
}

//   0 ==(5, 4)==> 2     two parallel edges
//   0 --(1)--> 1 --(2)--> 1     a self-loop
//   2 --(3)--> 0        3 stands alone
const drawn = edgeList([[0, 2, 5], [2, 0, 3], [0, 1, 1], [1, 1, 2], [0, 2, 4]]); // prettier-ignore

describe('compressed sparse rows', () => {
  test('rows by source, ascending, the lighter of parallel edges first', () => {
    expect(rowsOf(buildOut(drawn, 4))).toEqual([[[1, 1], [2, 4], [2, 5]], [[1, 2]], [[0, 3]], []]); // prettier-ignore
  });

  test('rows by target hold the sources', () => {
    expect(rowsOf(buildIn(drawn, 4))).toEqual([[[2, 3]], [[0, 1], [1, 2]], [[0, 4], [0, 5]], []]); // prettier-ignore
  });

  test('undirected rows hold both ends of an edge and a self-loop once', () => {
    const rows = buildUndirected(drawn, 4);
    expect(rowsOf(rows)).toEqual([
      [[1, 1], [2, 3], [2, 4], [2, 5]],
      [[0, 1], [1, 2]],
      [[0, 3], [0, 4], [0, 5]],
      [],
    ]); // prettier-ignore
    expect(rows.edges).toBe(9);
  });

  test('ignored weights are neither kept nor checked', () => {
    const rows = buildOut(edgeList([[1, 0, NaN], [0, 1, -7]]), 2, 'ignored'); // prettier-ignore
    expect(rows.weights).toBeUndefined();
    expect(rowsOf(rows)).toEqual([[[1, 1]], [[0, 1]]]);
  });

  test('signed weights keep their signs, and weight 0 is an edge', () => {
    const rows = buildOut(edgeList([[0, 1, -0.5], [0, 0, 0]]), 2, 'signed'); // prettier-ignore
    expect(rowsOf(rows)).toEqual([[[0, 0], [1, -0.5]], []]); // prettier-ignore
  });

  test('the empty graph and nodes without edges', () => {
    expect(buildOut(edgeList([]), 0)).toMatchObject({ nodes: 0, edges: 0, offsets: Uint32Array.of(0) });
    expect([...buildIn(edgeList([]), 2).offsets]).toEqual([0, 0, 0]);
  });

  test('a hub of a million leaves in descending order comes out ascending, with each leaf its own weight', () => {
    const leaves = 1_000_000;
    const edges = star(leaves);
    const { targets, weights } = buildIn({ ...edges, weight: Float64Array.from(edges.source) }, leaves + 1);
    expect(targets.every((leaf, i) => leaf === i + 1)).toBe(true);
    expect(weights!.every((weight, i) => weight === i + 1)).toBe(true);
  });

  test.each([
    ['an endpoint out of range', edgeList([[0, 1], [1, 2]]), /Edge 1 has target 2.*below the 2 nodes/], // prettier-ignore
    ['a weight that is not a number', edgeList([[0, 1, NaN]]), /Edge 0 has weight NaN.*non-negative finite/],
    ['an infinite weight', edgeList([[0, 1], [0, 1, Infinity]]), /Edge 1 has weight Infinity/], // prettier-ignore
    ['a negative weight', edgeList([[1, 0, -2]]), /Edge 0 has weight -2.*'signed'/],
    [
      'columns of unequal length',
      { ...edgeList([[0, 1]]), weight: new Float64Array(3) },
      /equally long.*1 and weight 3/,
    ],
  ])('%s is refused by name', (_, edges, message) => {
    for (const build of [buildOut, buildIn, buildUndirected]) {
      expect(() => build(edges, 2)).toThrow(InvalidInputError);
      expect(() => build(edges, 2)).toThrow(message);
    }
  });

  test('signed rows refuse what is not finite', () => {
    expect(() => buildOut(edgeList([[0, 1, -Infinity]]), 2, 'signed')).toThrow(
      /weight -Infinity, expected a finite/,
    );
  });

  test.each([-1, 1.5, NaN, 2 ** 32])('a node count of %s is refused', (nodes) => {
    expect(() => buildOut(edgeList([]), nodes)).toThrow(/node count must be a whole number/);
  });
});

test.each(['non-negative', 'signed'] as const)('a long row of %s weights is in order', (rule) => {
  const { target, weight } = drawEdges({ nodes: 70_000, edges: 200_000, seed: 5 });
  const weights = weight.map((value, edge) => (rule === 'signed' && edge % 3 === 0 ? -value : value));
  const source = new Uint32Array(target.length);
  const rows = buildOut({ source, target, weight: weights }, 70_000, rule);
  const sorted = Array.from(target, (node, edge): [number, number] => [node, weights[edge]! + 0]);
  sorted.sort(([a, x], [b, y]) => a - b || x - y);
  expect(rows.targets.every((node, entry) => node === sorted[entry]![0])).toBe(true);
  expect(rows.weights!.every((value, entry) => value === sorted[entry]![1])).toBe(true);
});
