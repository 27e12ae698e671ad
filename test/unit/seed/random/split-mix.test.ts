import { describe, expect, test } from 'vitest';
import { splitMix, Word64 } from '../../../../seed/random/split-mix.ts';

describe('SplitMix64', () => {
  // From Vigna's splitmix64.c, seed 1234567; Rosetta Code prints the same.
  test('gives what the reference gives', () => {
    const outputs = [0, 1, 2, 3, 4].map((index) => {
      const { high, low } = splitMix(new Word64(0, 1234567), index);
      return (BigInt(high) << 32n) | BigInt(low);
    });
    expect(outputs).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ]);
  });

  test('multiplies and adds 64-bit words as BigInt does', () => {
    const words = [
      0n,
      1n,
      0xffffffffn,
      0x100000000n,
      0xffffffffffffffffn,
      0x9e3779b97f4a7c15n,
      0x123456789abcdefn,
    ];
    const halves = (word: bigint): [number, number] => [Number(word >> 32n), Number(word & 0xffffffffn)];
    for (const a of words) {
      for (const b of words) {
        const product = new Word64(...halves(a)).multiply(...halves(b));
        expect([product.high, product.low]).toEqual(halves(BigInt.asUintN(64, a * b)));
        const sum = new Word64(...halves(a)).add(...halves(b));
        expect([sum.high, sum.low]).toEqual(halves(BigInt.asUintN(64, a + b)));
      }
    }
  });
});
