import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints } from '../../../src/domain/order.ts';

test('an astral character comes after every other, as in UTF-8', () => {
  expect(compareCodePoints('\u{1F600}', '～')).toBeGreaterThan(0);
});

test('agrees with the byte order of UTF-8', () => {
  const text = fc.string({ unit: 'binary', maxLength: 4 });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { seed: 1, numRuns: 500 },
  );
});
