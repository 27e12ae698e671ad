import { describe, expect, it } from 'vitest';
import { forEachPair, Pairs } from '../../../../../src/stores/neo4j/projection/pairs.ts';

/** Each distinct pair with its values, or with how often it came. */
function together(pairs: Pairs, values: 'valued' | 'bare', indices: number): unknown[] {
  const found: unknown[] = [];
  const rows = pairs.take(indices);
  forEachPair(rows, (source, start, end) => {
    const last = values === 'valued' ? [...rows.weights!.subarray(start, end)] : end - start;
    found.push([source, rows.targets[start], last]);
  });
  return found;
}

describe('pairs', () => {
  it('of one source and target come together, and the other way round is another pair', () => {
    const pairs = new Pairs('bare');
    for (const [source, target] of [
      [2, 0],
      [0, 2],
      [2, 0],
      [1, 1],
      [2, 0],
    ] as const)
      pairs.add(source, target);
    expect(together(pairs, 'bare', 3)).toEqual([
      [0, 2, 1],
      [1, 1, 1],
      [2, 0, 3],
    ]);
  });

  it('bring their values, the greatest last', () => {
    const pairs = new Pairs('valued');
    for (const [target, value] of [
      [1, 5],
      [0, 2],
      [1, -3],
      [1, 5],
      [1, 0],
    ] as const)
      pairs.add(0, target, value);
    expect(together(pairs, 'valued', 2)).toEqual([
      [0, 0, [2]],
      [0, 1, [-3, 0, 5, 5]],
    ]);
  });

  it('there may be none', () => {
    expect(together(new Pairs('bare'), 'bare', 0)).toEqual([]);
    expect(together(new Pairs('valued'), 'valued', 4)).toEqual([]);
  });
});
