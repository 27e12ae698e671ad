import { expect, test } from 'vitest';
import { newCredit } from '../../../src/factors/new-credit.ts';
import { readingOf } from '../../support/factor-view.ts';

test('openings and inquiries add up', () => {
  const reading = readingOf(newCredit, {
    obligationsEver: 5,
    obligationsOpened6: 2,
    inquiries6: 1,
    inquiryWeight6: 1,
  });
  expect(reading?.value).toBeCloseTo(3, 12);
  expect(reading?.evidence).toBe(6);
});

test('old credit only reads 0', () => {
  const reading = readingOf(newCredit, {
    obligationsEver: 2,
    obligationsOpened6: 0,
    inquiries6: 0,
    inquiryWeight6: 0,
  });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(2);
});

test('never sought any', () => {
  expect(
    readingOf(newCredit, { obligationsEver: 0, obligationsOpened6: 0, inquiries6: 0, inquiryWeight6: 0 }),
  ).toBeUndefined();
});
