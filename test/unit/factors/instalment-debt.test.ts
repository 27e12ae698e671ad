import { expect, test } from 'vitest';
import { instalmentDebt } from '../../../src/factors/instalment-debt.ts';
import { readingOf } from '../../support/factor-view.ts';

test('what is still to pay over what was borrowed', () => {
  const reading = readingOf(instalmentDebt, {
    instalmentBalance: 300,
    instalmentPrincipal: 1200,
    instalmentDebts: 2,
  });
  expect(reading).toMatchObject({ value: 0.25, evidence: 2 });
});

test('all that was borrowed is repaid, and nothing is taken away with the last payment', () => {
  const repaid = { instalmentBalance: 0, instalmentPrincipal: 1200, instalmentDebts: 2 };
  expect(readingOf(instalmentDebt, repaid)).toMatchObject({ value: 0, evidence: 2 });
});

test('nothing borrowed by instalments, nothing measured', () => {
  const none = { instalmentBalance: 0, instalmentPrincipal: 0, instalmentDebts: 0 };
  expect(readingOf(instalmentDebt, none)).toBeUndefined();
});
