import { describe, expect, test } from 'vitest';
import { PairSet } from '../../../../seed/memory/pair-set.ts';

describe('PairSet', () => {
  test('takes a pair once, and the pair the other way round as another', () => {
    const pairs = new PairSet(1_100_000);
    expect(pairs.add(1_099_999, 7)).toBe(true);
    expect(pairs.add(7, 1_099_999)).toBe(true);
    expect(pairs.add(1_099_999, 7)).toBe(false);
  });

  test('agrees with a plain set over many pairs', () => {
    const pairs = new PairSet(1000);
    const plain = new Set<string>();
    let differing = 0;
    for (let k = 0; k < 20_000; k++) {
      const [a, b] = [(k * 7919) % 613, (k * 104_729) % 97];
      const isNew = !plain.has(`${a} ${b}`);
      plain.add(`${a} ${b}`);
      if (pairs.add(a, b) !== isNew) differing++;
    }
    expect(differing).toBe(0);
    expect(plain.size).toBeGreaterThan(10_000);
  });
});
