import { expect, test } from 'vitest';
import { exposure } from '../../../src/factors/exposure.ts';
import { readingOf } from '../../support/factor-view.ts';

test('the log-odds as they are', () => {
  expect(readingOf(exposure, { exposure: -0.7, exposureTies: 4 })).toMatchObject({
    value: -0.7,
    evidence: 4,
  });
});

test('nobody known around, nothing measured', () => {
  expect(readingOf(exposure, { exposureTies: 0 })).toBeUndefined();
});
