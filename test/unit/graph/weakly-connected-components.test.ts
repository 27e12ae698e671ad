import { expect, test } from 'vitest';
import { weaklyConnectedComponents } from '../../../src/graph/components/weakly-connected-components.ts';
import { InvalidInputError } from '../../../src/domain/errors.ts';
import { edgeList, path, star } from './edges.ts';

test('components join against the direction of edges and are named after their smallest node', () => {
  //   5 -> 1 <- 3      4 -> 2 -> 4      0      6, a self-loop
  const edges = edgeList([[5, 1], [3, 1, 0], [4, 2], [2, 4], [6, 6]]); // prettier-ignore
  const { labels, count } = weaklyConnectedComponents(edges, 7);
  expect([...labels]).toEqual([0, 1, 2, 1, 2, 1, 6]);
  expect(count).toBe(4);
});

test('components met late are named anew', () => {
  // Two chains grow from their high ends and meet at 0:   7 - 6 - 5 - 0 - 2 - 3 - 4,   1 alone
  const edges = edgeList([[7, 6], [6, 5], [4, 3], [3, 2], [5, 0], [2, 0]]); // prettier-ignore
  expect([...weaklyConnectedComponents(edges, 8).labels]).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
});

test('the empty graph has none, one node has one', () => {
  expect(weaklyConnectedComponents(edgeList([]), 0)).toEqual({ labels: new Uint32Array(0), count: 0 });
  expect(weaklyConnectedComponents(edgeList([]), 1)).toEqual({ labels: Uint32Array.of(0), count: 1 });
});

test('a path of a million nodes from either end, and a star', () => {
  const nodes = 1_000_000;
  const { source, target, weight } = path(nodes);
  const backward = { source: source.toReversed(), target: target.toReversed(), weight };
  for (const edges of [{ source, target, weight }, backward, star(nodes - 1)]) {
    const { labels, count } = weaklyConnectedComponents(edges, nodes);
    expect(count).toBe(1);
    expect(labels.every((label) => label === 0)).toBe(true);
  }
});

test('an endpoint out of range is refused', () => {
  expect(() => weaklyConnectedComponents(edgeList([[0, 3]]), 3)).toThrow(InvalidInputError);
  expect(() => weaklyConnectedComponents(edgeList([[3, 0]]), 3)).toThrow(/Edge 0 has source 3/);
});
