import { describe, expect, test } from 'vitest';
import { denseBlock } from '../../../src/graph/cohesion/dense-block-peeling.ts';
import type { DenseBlockInput } from '../../../src/graph/cohesion/dense-block-peeling.ts';
import { CancelledError, InvalidInputError, LimitExceededError } from '../../../src/domain/errors.ts';
import { ImpatientMonitor } from '../../support/impatient-monitor.ts';
import { edgeList, star } from './edges.ts';
import type { Edge } from './edges.ts';

type Suspicion = Pick<DenseBlockInput, 'rowSuspicion' | 'columnSuspicion'>;
const find = (links: readonly Edge[], [rows, columns]: readonly [number, number], more: Suspicion = {}) => {
  const block = denseBlock({ links: edgeList(links), rows, columns, ...more });
  return { rows: [...block.rows], columns: [...block.columns], density: block.density };
};
const grid = (rows: readonly number[], columns: readonly number[]): Edge[] =>
  rows.flatMap((row) => columns.map((column): Edge => [row, column]));

describe('dense blocks', () => {
  test('a block of two by two beside a single link, by hand', () => {
    // Four links into columns of degree 2: 4 / ln 7 over 4 nodes. With the link: (4 / ln 7 + 1 / ln 6) / 6, less.
    const { rows, columns, density } = find([...grid([0, 1], [0, 1]), [2, 2]], [3, 3]);
    expect({ rows, columns }).toEqual({ rows: [0, 1], columns: [0, 1] });
    expect(density).toBeCloseTo(1 / Math.log(7), 12);
  });

  test('camouflage hides nobody', () => {
    // Six rows that link to six columns, and each to a popular column too, which fifty others link to.
    const ring = grid([0, 1, 2, 3, 4, 5], [0, 1, 2, 3, 4, 5]);
    const popular = grid(
      Array.from({ length: 56 }, (_, i) => i),
      [6],
    );
    const { rows, columns } = find([...ring, ...popular], [56, 7]);
    expect(rows).toEqual([0, 1, 2, 3, 4, 5]);
    expect(columns.slice(0, 6)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('weights count, and parallel links add up', () => {
    const links: Edge[] = [
      [0, 0, 1],
      [1, 1, 4],
    ];
    expect(find(links, [2, 2])).toMatchObject({ rows: [1], columns: [1] });
    expect(
      find(
        [
          [0, 0, 1],
          [1, 1, 1],
          [1, 1, 3],
        ],
        [2, 2],
      ).density,
    ).toBeCloseTo(4 / Math.log(9) / 2, 12);
    expect(find(links, [2, 2]).density).toBeCloseTo(4 / Math.log(9) / 2, 12);
  });

  test('what is suspicious in itself counts', () => {
    const suspicion = { rowSuspicion: Float64Array.of(0, 3), columnSuspicion: Float64Array.of(0, 0) };
    const { rows, columns, density } = find([[0, 0]], [2, 2], suspicion);
    expect({ rows, columns, density }).toEqual({ rows: [1], columns: [], density: 3 });
  });

  test('without links there is no block', () => {
    expect(find([], [2, 3])).toEqual({ rows: [], columns: [], density: 0 });
    expect(find([], [0, 0])).toEqual({ rows: [], columns: [], density: 0 });
    expect(find([[0, 0, 0]], [1, 1]).density).toBe(0);
  });

  test('a star of 10^5 rows', () => {
    // All rows on one column: n / ln(n + 5) / (n + 1), denser the more there are of them below that logarithm.
    const links = star(100_000);
    const swapped = { ...links, source: links.source.map((row) => row - 1) };
    const { density, rows } = denseBlock({ links: swapped, rows: 100_000, columns: 1 });
    expect(rows).toHaveLength(100_000);
    expect(density).toBeCloseTo(100_000 / Math.log(100_005) / 100_001, 9);
  });

  test.each([
    [-1, 2],
    [2, 0.5],
    [2 ** 32, 0],
  ])('refuses %s rows and %s columns', (rows, columns) => {
    expect(() => find([], [rows, columns])).toThrow(InvalidInputError);
    expect(() => find([], [rows, columns])).toThrow(/must be a whole number/);
  });

  test('plans the rows both ways that it makes', () => {
    const input = { links: edgeList(grid([0, 1], [0, 1, 2])), rows: 2, columns: 3 };
    // 6 links, 28 bytes for either end of each and 4 for its column; 5 nodes; and what any build of rows counts in.
    const bytes = 6 * (2 * 28 + 4) + 4 * 6 + 2 ** 23;
    expect(() => denseBlock(input, { memoryLimit: bytes - 1 })).toThrow(LimitExceededError);
    expect(denseBlock(input, { memoryLimit: bytes }).rows).toHaveLength(2);
  });

  test('reports its progress to the end, and is called off wherever it looks', () => {
    const side = Array.from({ length: 10_000 }, (_, i) => i);
    const links = edgeList(side.map((node): Edge => [node, node]));
    const input = { links, rows: 10_000, columns: 10_000 };
    const watched = new ImpatientMonitor();
    denseBlock(input, { monitor: watched });
    // Of 20,000 nodes 4,096 at a time.
    const done = [4096, 8192, 12_288, 16_384, 20_000];
    expect(watched.seen.slice(-5)).toEqual(done.map((removed) => ({ done: removed, total: 20_000 })));
    for (let patience = 0; patience < watched.looks; patience++)
      expect(() => denseBlock(input, { monitor: new ImpatientMonitor(patience) })).toThrow(CancelledError);
  });

  test.each<[string, { links: readonly Edge[]; more: Suspicion; message: RegExp }]>([
    [
      'a row beyond range',
      { links: [[2, 0]], more: {}, message: /link 0 is from row 2 to column 0, expected a row below 2/ },
    ],
    [
      'a column beyond range',
      {
        links: [
          [0, 0],
          [0, 3],
        ],
        more: {},
        message: /link 1 is from row 0 to column 3/,
      },
    ],
    ['a negative weight', { links: [[0, 0, -1]], more: {}, message: /Edge 0 has weight -1/ }],
    ['an infinite weight', { links: [[0, 0, Infinity]], more: {}, message: /Edge 0 has weight Infinity/ }],
    [
      'suspicion that is no number',
      { links: [], more: { rowSuspicion: Float64Array.of(0, NaN) }, message: /suspicion of row 1 is NaN/ },
    ],
    [
      'suspicion of another length',
      {
        links: [],
        more: { columnSuspicion: Float64Array.of(0) },
        message: /columnSuspicion has 1 entries, expected one for each of the 2/,
      },
    ],
    [
      'suspicion for rows that are none',
      { links: [], more: { rowSuspicion: new Float64Array(3) }, message: /rowSuspicion has 3 entries/ },
    ],
  ])('refuses %s', (_, { links, more, message }) => {
    const run = () => find(links, [2, 2], more);
    expect(run).toThrow(InvalidInputError);
    expect(run).toThrow(message);
  });
});
