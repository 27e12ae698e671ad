import { expect, test } from 'vitest';
import { areaUnderCurve, bootstrapInterval } from '../../../bench/roc.ts';
import { Streams } from '../../../seed/random/streams.ts';

const judge = (goods: number[], bads: number[]) => [
  ...goods.map((rank) => ({ rank, isGood: true })),
  ...bads.map((rank) => ({ rank, isGood: false })),
];

test('counts the pairs in which the good one ranks above the bad one, ties as half', () => {
  expect(areaUnderCurve(judge([3, 4], [1, 2]))).toBe(1);
  expect(areaUnderCurve(judge([1, 2], [3, 4]))).toBe(0);
  expect(areaUnderCurve(judge([1, 1], [1, 1, 1]))).toBe(0.5);
  expect(areaUnderCurve(judge([2, 4], [1, 2, 3]))).toBe(4.5 / 6); // 2: 1.5 of 3, 4: 3 of 3
  expect(areaUnderCurve(judge([1], []))).toBeNaN();
});

test('the interval holds the estimate and is the same for the same seed', () => {
  const judged = judge([5, 6, 7, 2, 9, 8], [1, 3, 4, 6]);
  const [low, high] = bootstrapInterval(judged, new Streams(1).of('bootstrap'), 200);
  expect(low).toBeLessThanOrEqual(areaUnderCurve(judged));
  expect(high).toBeGreaterThanOrEqual(areaUnderCurve(judged));
  expect(bootstrapInterval(judged, new Streams(1).of('bootstrap'), 200)).toEqual([low, high]);
});
