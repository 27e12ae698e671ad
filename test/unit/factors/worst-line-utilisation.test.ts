import { expect, test } from 'vitest';
import { worstLineUtilisation } from '../../../src/factors/worst-line-utilisation.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the fullest line, past its limit included', () => {
  const reading = readingOf(worstLineUtilisation, { worstLineUse: 1.2, revolvingLines: 3 });
  expect(reading).toMatchObject({ value: 1.2, evidence: 3 });
});

test('no line, nothing measured', () => {
  expect(readingOf(worstLineUtilisation, { revolvingLines: 0 })).toBeUndefined();
});
