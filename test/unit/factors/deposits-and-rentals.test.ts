import { expect, test } from 'vitest';
import { depositsAndRentals } from '../../../src/factors/deposits-and-rentals.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the prior counts as four dues of five honoured', () => {
  const reading = readingOf(depositsAndRentals, {
    ...{ placedDuesMatured: 6, placedDuesLate: 1, placedOnTimeWeight: 4, placedMaturedWeight: 5 },
  });
  expect(reading?.value).toBeCloseTo(8 / 10, 12);
  expect(reading).toMatchObject({ evidence: 6, against: 1 });
});

test('nothing matured, nothing measured', () => {
  const none = { placedDuesMatured: 0, placedDuesLate: 0, placedOnTimeWeight: 0, placedMaturedWeight: 0 };
  expect(readingOf(depositsAndRentals, none)).toBeUndefined();
});
