import { describe, expect, test } from 'vitest';
import { readFact } from '../../../src/domain/read-fact.ts';

const NOW = Date.UTC(2025, 0, 1);
const options = { now: NOW, hashIdentifier: (message: string) => `k1:${message}` };
const purchase = {
  ...{ id: 't1', payer_id: 'a', payee_id: 'b', amount_minor: 1200, currency: 'CNY' },
  ...{ occurred_at: '2024-03-01', kind: 'purchase', status: 'completed' },
};

describe('readFact', () => {
  test('gives values as they are stored', () => {
    expect(
      readFact('ratings', { from_id: 'a', to_id: 'b', occurred_at: '2024-01-01', value: -0.25 }, options),
    ).toEqual({
      ok: true,
      fact: {
        from_id: 'a',
        to_id: 'b',
        occurred_at: Date.UTC(2024, 0, 1),
        value: -250_000,
        retracted: false,
      },
    });
  });

  test('names the first column that fails, what was expected and what came', () => {
    expect(
      readFact('transactions', { ...purchase, amount_minor: '12.50', currency: 'yuan' }, options),
    ).toEqual({
      ...{ ok: false, reason: 'invalid_value', column: 'amount_minor' },
      ...{ expected: 'a whole number from 0 to 999999999999999', came: '12.50' },
    });
  });

  test('refuses a column that the kind does not have', () => {
    expect(readFact('users', { id: 'a', registered_at: '2024-01-01', income: 5 }, options)).toMatchObject({
      reason: 'unknown_column',
      column: 'income',
    });
  });

  test('holds a row to its rules', () => {
    const self = { from_id: 'a', to_id: 'a', occurred_at: '2024-01-01', value: 1 };
    expect(readFact('ratings', self, options)).toMatchObject({ reason: 'broken_rule', column: 'to_id' });
  });

  test('a retraction needs its key alone', () => {
    expect(readFact('transactions', { id: 't1', retracted: 'true' }, options)).toMatchObject({ ok: true });
  });

  test('nothing is recorded in the future', () => {
    expect(readFact('transactions', { ...purchase, recorded_at: '2025-01-02' }, options)).toMatchObject({
      ok: false,
      column: 'recorded_at',
    });
  });

  test('a payment is not known before it happened, nor dated in the future', () => {
    for (const row of [
      { ...purchase, recorded_at: '2024-02-29' },
      { ...purchase, occurred_at: '2025-06-01' },
    ]) {
      expect(readFact('transactions', row, options)).toMatchObject({ ok: false, column: 'occurred_at' });
    }
  });

  test('a membership that begins next month may be known today', () => {
    const row = { subject_id: 'a', group_id: 'g', since: '2025-02-01', recorded_at: '2024-12-31' };
    expect(readFact('memberships', row, options)).toMatchObject({ ok: true });
  });

  test('an identifier is kept as a hash of its one spelling', () => {
    const sighting = {
      subject_id: 'a',
      kind: 'phone',
      value: '0049 (170) 123-4567',
      occurred_at: '2024-01-01',
    };
    expect(readFact('sightings', sighting, options)).toMatchObject({
      fact: { value: 'k1:phone:+491701234567' },
    });
  });
});
