import { expect, test } from 'vitest';
import { onTimeShare } from '../../../src/factors/on-time-share.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as four dues of five on time', () => {
  const reading = readingOf(onTimeShare, { duesMatured: 10, duesOnTimeWeight: 5, duesMaturedWeight: 5 });
  expect(reading?.value).toBeCloseTo(9 / 10, 12);
  expect(reading?.evidence).toBe(10);
});

test('dues never paid on time pull it below the prior', () => {
  const reading = readingOf(onTimeShare, { duesMatured: 5, duesOnTimeWeight: 0, duesMaturedWeight: 5 });
  expect(reading?.value).toBeCloseTo(4 / 10, 12);
  expect(reading?.evidence).toBe(5);
});

test('nothing matured, nothing measured', () => {
  expect(
    readingOf(onTimeShare, { duesMatured: 0, duesOnTimeWeight: 0, duesMaturedWeight: 0 }),
  ).toBeUndefined();
});
