import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactSums } from '../../../../../src/stores/neo4j/projection/exact-sums.ts';

const LARGEST = 999_999_999_999_999;

function sumOf(amounts: readonly number[]): number {
  const sums = new ExactSums();
  sums.append();
  for (const amount of amounts) sums.add(0, amount);
  return sums.at(0);
}

describe('sums of whole numbers', () => {
  it('are exact beyond 2^53, where adding doubles is not', () => {
    // 2^53 + 1 + 1 is 2^53 + 2; doubles stay at 2^53.
    expect(sumOf([2 ** 53 - 1, 1, 1, 1])).toBe(2 ** 53 + 2);
    expect(sumOf([2 ** 53 - 1, 2, -2, -5])).toBe(2 ** 53 - 6);
  });

  it('are those of BigInt, rounded once, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -LARGEST, max: LARGEST }), { maxLength: 60 }), (amounts) => {
        const exact = Number(amounts.reduce((sum, amount) => sum + BigInt(amount), 0n));
        expect(sumOf(amounts)).toBe(exact);
        expect(sumOf([...amounts].reverse())).toBe(exact);
      }),
      { seed: 53 },
    );
  });
});
