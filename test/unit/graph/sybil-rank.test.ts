import { describe, expect, test } from 'vitest';
import { buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { sybilRank } from '../../../src/graph/trust/sybil-rank.ts';
import { InvalidInputError, LimitExceededError } from '../../../src/domain/errors.ts';
import { edgeList, star } from './edges.ts';
import type { Edge } from './edges.ts';
import { expectClose } from './expect-close.ts';
import { scatteredExecutor } from '../../support/scattered-executor.ts';

const rowsOf = (edges: readonly Edge[], nodes: number) => buildUndirected(edgeList(edges), nodes);

describe('SybilRank', () => {
  test('two steps by hand', () => {
    // 0 - 1 - 2 - 3, seed 0: after one step 1 holds all; after two 0 and 2 hold half each.
    const rows = rowsOf(
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      4,
    );
    const { trust, values, iterations, delta } = sybilRank(rows, { seeds: Float64Array.of(5, 0, 0, 0) });
    expect([...trust]).toEqual([0.5, 0, 0.5, 0]);
    expect([...values]).toEqual([0.5, 0, 0.25, 0]);
    expect({ iterations, delta }).toEqual({ iterations: 2, delta: 2 });
  });

  test('stops at ceil(log2 nodes) steps, or where it is told', () => {
    const ring = (nodes: number) =>
      rowsOf(
        Array.from({ length: nodes }, (_, i): Edge => [i, (i + 1) % nodes]),
        nodes,
      );
    const stepsOf = (nodes: number): number =>
      sybilRank(ring(nodes), { seeds: new Float64Array(nodes).fill(1) }).iterations;
    expect([3, 4, 5, 8, 9].map(stepsOf)).toEqual([2, 2, 3, 3, 4]);
    expect(sybilRank(ring(8), { seeds: new Float64Array(8).fill(1), steps: 1 }).iterations).toBe(1);
  });

  test('a region behind one tie is suspect', () => {
    // Two cliques of five, one tie between them; the seeds are in the first.
    const clique = (from: number): Edge[] =>
      Array.from({ length: 5 }, (_, i) =>
        Array.from({ length: i }, (__, j): Edge => [from + i, from + j]),
      ).flat();
    const seeds = new Float64Array(10).fill(1, 1, 3);
    const { values } = sybilRank(rowsOf([...clique(0), ...clique(5), [0, 5]], 10), { seeds });
    expect(Math.min(...values.subarray(0, 5))).toBeGreaterThan(2 * Math.max(...values.subarray(5)));
  });

  test('a node without ties keeps what it has, and has no value', () => {
    const { trust, values } = sybilRank(
      rowsOf(
        [
          [0, 1],
          [2, 0, 0],
        ],
        4,
      ),
      { seeds: Float64Array.of(1, 0, 1, 0) },
    );
    expectClose(trust, [0.5, 0, 0.5, 0], 1e-15);
    expect([...values]).toEqual([0.5, 0, NaN, NaN]);
  });

  test('the empty graph has no values, one node none either', () => {
    expect(sybilRank(rowsOf([], 0), { seeds: new Float64Array(0) })).toMatchObject({
      iterations: 0,
      delta: 0,
    });
    expect([...sybilRank(rowsOf([], 1), { seeds: Float64Array.of(1) }).values]).toEqual([NaN]);
  });

  test('a star of 10^5 leaves gives the same bytes however it is shared out', () => {
    const rows = buildUndirected(star(100_000), 100_001);
    const seeds = Float64Array.from({ length: 100_001 }, (_, node) => node % 7);
    const alone = sybilRank(rows, { seeds });
    expect(sybilRank(rows, { seeds }, { executor: scatteredExecutor() })).toEqual(alone);
  });

  test.each([
    [
      'seeds of another length',
      Float64Array.of(1),
      /seeds must have one entry for each of the 2 nodes; it has 1/,
    ],
    ['a negative seed', Float64Array.of(1, -1), /seeds of node 1 is -1/],
    ['no seed', Float64Array.of(0, 0), /seeds sums to 0/],
  ])('refuses %s', (_, seeds, message) => {
    const run = () => sybilRank(rowsOf([[0, 1]], 2), { seeds });
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });

  test('refuses rows of one direction, in which trust would be lost', () => {
    const list = edgeList([
      [0, 1],
      [0, 2],
    ]);
    const run = () => sybilRank(buildOut(list, 3), { seeds: Float64Array.of(1, 0, 0) });
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(/row of node 0 sum to 2, and for it in other rows to 0.*Build undirected rows/);
  });

  test('refuses what does not fit', () => {
    const run = () => sybilRank(rowsOf([[0, 1]], 2), { seeds: Float64Array.of(1, 0) }, { memoryLimit: 10 });
    expect(run).toThrow(LimitExceededError);
  });
});
