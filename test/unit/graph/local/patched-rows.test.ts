import { describe, expect, test } from 'vitest';
import { InvalidInputError } from '../../../../src/domain/errors.ts';
import { Journal } from '../../../../src/graph/local/journal.ts';
import { PatchedRows } from '../../../../src/graph/local/patched-rows.ts';
import { buildOut } from '../../../../src/graph/rows/csr.ts';
import { drawn, edgeList } from '../edges.ts';

//  0 -> 1 (2), 0 -> 2 (3), 1 -> 2 (5)
const made = (): PatchedRows => new PatchedRows(buildOut(edgeList(drawn('0>1:2 0>2:3 1>2:5')), 3));

function contents(rows: PatchedRows): string[] {
  return Array.from({ length: rows.nodes }, (_, node) => {
    const { targets, weights, from, to } = rows.row(node);
    const words = Array.from({ length: to - from }, (__, entry) =>
      rows.isWeighted ? `${targets[from + entry]!}:${weights[from + entry]!}` : `${targets[from + entry]!}`,
    );
    return words.join(' ');
  });
}
const rowOf = (...entries: [target: number, weight: number][]) => ({
  targets: Uint32Array.from(entries, ([target]) => target),
  weights: Float64Array.from(entries, ([, weight]) => weight),
});

describe('patched rows', () => {
  test('read as their base, then as what came in its place', () => {
    const rows = made();
    expect(contents(rows)).toEqual(['1:2 2:3', '2:5', '']);
    rows.replace(1, rowOf([0, 1], [0, 4]), new Journal());
    rows.replace(2, rowOf([2, 9]), new Journal());
    rows.replace(0, rowOf(), new Journal());
    expect(contents(rows)).toEqual(['', '0:1 0:4', '2:9']);
    expect(rows.patched).toBe(3);
  });

  test('nodes that are added have empty rows until one comes', () => {
    const rows = made();
    rows.addNodes(2, new Journal());
    rows.replace(3, rowOf([4, 1]), new Journal());
    expect(contents(rows)).toEqual(['1:2 2:3', '2:5', '', '4:1', '']);
  });

  test('entries to one target are put in place of those there were', () => {
    const rows = made();
    const journal = new Journal();
    rows.replaceEntries(0, { target: 1, weights: Float64Array.of(7, 8) }, journal);
    expect(contents(rows)[0]).toBe('1:7 1:8 2:3');
    rows.replaceEntries(0, { target: 1, weights: new Float64Array(0) }, journal);
    expect(contents(rows)[0]).toBe('2:3');
    rows.replaceEntries(0, { target: 0, weights: Float64Array.of(1) }, journal);
    rows.replaceEntries(2, { target: 1, weights: Float64Array.of(6) }, journal);
    expect(contents(rows)).toEqual(['0:1 2:3', '2:5', '1:6']);
  });

  test('folding changes nothing but what is read from where', () => {
    const rows = made();
    rows.addNodes(3, new Journal());
    rows.replace(1, rowOf([0, 1], [5, 4]), new Journal());
    rows.replace(4, rowOf([0, 2]), new Journal());
    const before = contents(rows);
    rows.compact();
    expect(rows.patched).toBe(0);
    expect(contents(rows)).toEqual(before);
    rows.replace(1, rowOf(), new Journal());
    expect(contents(rows)[1]).toBe('');
  });

  test('what a journal takes back is as it was', () => {
    const rows = made();
    rows.replace(1, rowOf([1, 1]), new Journal());
    const before = contents(rows);
    const journal = new Journal();
    rows.addNodes(1, journal);
    rows.replace(1, rowOf([3, 1]), journal);
    rows.replace(1, rowOf([0, 1]), journal);
    rows.replace(0, rowOf(), journal);
    rows.replace(3, rowOf([0, 1]), journal);
    journal.rollBack();
    expect(contents(rows)).toEqual(before);
    expect(rows.patched).toBe(1);
  });

  test('rows without weights', () => {
    const rows = new PatchedRows(buildOut(edgeList(drawn('0>1 0>2')), 3, 'ignored'));
    expect(rows.isWeighted).toBe(false);
    rows.replace(1, { targets: Uint32Array.of(0, 2), weights: new Float64Array(0) }, new Journal());
    rows.compact();
    expect(contents(rows)).toEqual(['1 2', '0 2', '']);
    expect(() => {
      rows.replaceEntries(0, { target: 1, weights: Float64Array.of(1) }, new Journal());
    }).toThrow(/Replace the whole row/u);
  });

  test.each([
    ['a node that is none', 3, rowOf(), /node 3 is no node/u],
    [
      'targets that descend',
      0,
      rowOf([2, 1], [1, 1]),
      /entry 1 .* leads to 1, expected targets that ascend/u,
    ],
    ['a target that is no node', 0, rowOf([3, 1]), /below 3/u],
    ['a weight below 0', 0, rowOf([1, -1]), /at least 0/u],
    ['a weight that is no number', 0, rowOf([1, NaN]), /finite/u],
    ['too few weights', 0, { targets: Uint32Array.of(1), weights: new Float64Array(0) }, /1 targets and 0/u],
  ])('%s is refused', (...[, node, row, message]) => {
    const replace = (): void => {
      made().replace(node, row, new Journal());
    };
    expect(replace).toThrow(InvalidInputError);
    expect(replace).toThrow(message);
  });

  test('signed rows take weights below 0', () => {
    const rows = new PatchedRows(buildOut(edgeList(drawn('0>1')), 2, 'signed'), { signed: true });
    rows.replace(1, rowOf([0, -0.5]), new Journal());
    expect(contents(rows)).toEqual(['1:1', '0:-0.5']);
  });

  test('rows as their list has them are refused', () => {
    expect(() => new PatchedRows(buildOut(edgeList(drawn('0>1')), 2, { order: 'listed' }))).toThrow(
      InvalidInputError,
    );
  });
});
