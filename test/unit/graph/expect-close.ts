import { expect } from 'vitest';

/** Entry by entry, NaN where NaN is expected. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, within = 1e-9): void {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    const isClose = Number.isNaN(expected[i])
      ? Number.isNaN(actual[i])
      : actual[i] === expected[i] || Math.abs(actual[i]! - expected[i]!) <= within;
    expect(isClose, `entry ${i} is ${actual[i]!}, expected ${expected[i]!} within ${within}`).toBe(true);
  }
}
