import { expect, test } from 'vitest';
import { newCredit } from '../../../src/factors/new-credit.ts';
import { readingOf } from '../../support/factor-view.ts';

test('openings and inquiries add up by weight, and are counted whole', () => {
  const reading = readingOf(newCredit, {
    obligationsEver: 5,
    ...{ obligationsOpened6: 2, openedWeight6: 1.75 },
    inquiries6: 1,
    inquiryWeight6: 0.5,
  });
  expect(reading?.value).toBeCloseTo(2.25, 12);
  expect(reading).toMatchObject({ evidence: 6, against: 3 });
});

test('old credit only reads 0', () => {
  const reading = readingOf(newCredit, {
    obligationsEver: 2,
    obligationsOpened6: 0,
    openedWeight6: 0,
    inquiries6: 0,
    inquiryWeight6: 0,
  });
  expect(reading?.value).toBeCloseTo(0, 12);
  expect(reading?.evidence).toBe(2);
});

test('without any obligation only what is more than the prior is measured: an inquiry gains nothing', () => {
  const asked = (inquiries: number) =>
    readingOf(newCredit, {
      ...{ obligationsEver: 0, obligationsOpened6: 0, openedWeight6: 0 },
      ...{ inquiries6: inquiries, inquiryWeight6: inquiries },
    });
  expect([0, 1, 2].map(asked)).toEqual([undefined, undefined, undefined]);
  expect(asked(3)).toMatchObject({ value: 3, evidence: 3, against: 3 });
});
