import { describe, expect, it } from 'vitest';
import { forEachPair, Pairs } from '../../../../../src/stores/neo4j/projection/pairs.ts';

/** Each distinct pair with its values. */
function together(pairs: Pairs, indices: number): unknown[] {
  const found: unknown[] = [];
  const rows = pairs.take(indices);
  forEachPair(rows, (source, start, end) => {
    found.push([source, rows.targets[start], [...rows.weights!.subarray(start, end)]]);
  });
  return found;
}

describe('pairs', () => {
  it('of one source and target come together, and the other way round is another pair', () => {
    const pairs = new Pairs();
    for (const [source, target] of [
      [2, 0],
      [0, 2],
      [2, 0],
      [1, 1],
      [2, 0],
    ] as const)
      pairs.add(source, target, 7);
    expect(together(pairs, 3)).toEqual([
      [0, 2, [7]],
      [1, 1, [7]],
      [2, 0, [7, 7, 7]],
    ]);
  });

  it('bring their values, the greatest last', () => {
    const pairs = new Pairs();
    for (const [target, value] of [
      [1, 5],
      [0, 2],
      [1, -3],
      [1, 5],
      [1, 0],
    ] as const)
      pairs.add(0, target, value);
    expect(together(pairs, 2)).toEqual([
      [0, 0, [2]],
      [0, 1, [-3, 0, 5, 5]],
    ]);
  });

  it('there may be none', () => {
    expect(together(new Pairs(), 0)).toEqual([]);
    expect(together(new Pairs(), 4)).toEqual([]);
  });
});
