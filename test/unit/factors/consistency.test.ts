import { expect, test } from 'vitest';
import { consistency } from '../../../src/factors/consistency.ts';
import { readingOf } from '../../support/factor-view.ts';

test('all of three comparisons agree', () => {
  const reading = readingOf(consistency, {
    ...{ statementsCompared: 3, statementsAtOdds: 0, agreedWeight: 3, comparedWeight: 3 },
  });
  expect(reading?.value).toBeCloseTo(5 / 5.5, 12);
  expect(reading).toMatchObject({ evidence: 3, against: 0 });
});

test('two that contradict each other, one of them half believed', () => {
  const reading = readingOf(consistency, {
    ...{ statementsCompared: 2, statementsAtOdds: 2, agreedWeight: 0, comparedWeight: 1 },
  });
  expect(reading?.value).toBeCloseTo(2 / 3.5, 12);
  expect(reading).toMatchObject({ evidence: 2, against: 2 });
});

test('one source only, nothing measured', () => {
  const none = { statementsCompared: 0, statementsAtOdds: 0, agreedWeight: 0, comparedWeight: 0 };
  expect(readingOf(consistency, none)).toBeUndefined();
});
