import { describe, expect, test } from 'vitest';
import { GrowingNumbers } from '../../../src/domain/growing-numbers.ts';

describe('GrowingNumbers', () => {
  test('keeps what was appended past its first size, and what was set', () => {
    const numbers = new GrowingNumbers(new Int32Array(2));
    for (let k = 0; k < 100; k++) numbers.append(k * k);
    expect(numbers.length).toBe(100);
    expect([numbers.at(0), numbers.at(3), numbers.at(99)]).toEqual([0, 9, 9801]);
  });

  test('are written into the room that was made for them, between others that were appended', () => {
    const numbers = new GrowingNumbers(new Float64Array(2));
    numbers.append(1);
    numbers.extend(3).set([2, 3, 4]);
    numbers.extend(0);
    numbers.append(5);
    numbers.extend(1)[0] = 6;
    expect(numbers.take()).toEqual(Float64Array.of(1, 2, 3, 4, 5, 6));
  });

  test('are taken at their exact length, whether or not they ever grew', () => {
    for (const count of [0, 3, 4, 9]) {
      const numbers = new GrowingNumbers(new Uint32Array(4));
      for (let k = 0; k < count; k++) numbers.append(k);
      expect(numbers.take()).toEqual(Uint32Array.from({ length: count }, (_, k) => k));
    }
  });
});
