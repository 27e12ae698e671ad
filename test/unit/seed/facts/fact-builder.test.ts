import { describe, expect, test } from 'vitest';
import { FactBuilder } from '../../../../seed/facts/fact-builder.ts';
import { IdSequence } from '../../../../seed/facts/id-sequence.ts';

describe('FactBuilder', () => {
  test('holds rows by column, NaN and undefined for absent, and leaves out what nobody filled', () => {
    const ties = new FactBuilder('ties');
    const tie = { from_id: 'u-1', to_id: 'u-2', kind: 'friend', since: 1000, strength: 0.123_456_7 } as const;
    ties.append({ ...tie, recorded_at: 2000 });
    ties.append({ ...tie, kind: 'family', accepted_at: 1500, source: 'bureau', recorded_at: 3000 });
    expect(ties.finish()).toEqual({
      kind: 'ties',
      rows: 2,
      columns: {
        from_id: ['u-1', 'u-1'],
        to_id: ['u-2', 'u-2'],
        kind: ['friend', 'family'],
        since: Float64Array.of(1000, 1000),
        // Six decimals: what an import keeps of a ratio.
        strength: Float64Array.of(0.123_457, 0.123_457),
        accepted_at: Float64Array.of(Number.NaN, 1500),
        recorded_at: Float64Array.of(2000, 3000),
        source: [undefined, 'bureau'],
      },
    });
  });

  test('grows past its first size', () => {
    const rates = new FactBuilder('rates');
    for (let k = 0; k < 1000; k++) {
      rates.append({ currency: 'USD', occurred_at: k, per_reporting_unit: 0.14, recorded_at: k });
    }
    const { columns, rows } = rates.finish();
    expect(rows).toBe(1000);
    expect(columns['occurred_at']).toEqual(Float64Array.from({ length: 1000 }, (_, k) => k));
  });

  test('holds flags as booleans, and a false one is not absent', () => {
    const consents = new FactBuilder('consents');
    const consent = {
      subject_id: 'u-1',
      client: 'c',
      purpose: 'credit',
      kind: 'processing',
      occurred_at: 1,
    } as const;
    consents.append({ ...consent, granted: false, recorded_at: 1 });
    expect(consents.finish().columns['granted']).toEqual([false]);
  });

  test('refuses an amount that is not whole: a defect of the generator', () => {
    const payments = new FactBuilder('payments');
    const payment = { id: 'p-1', obligation_id: 'o-1', occurred_at: 1, amount_minor: 10.5, recorded_at: 1 };
    expect(() => {
      payments.append(payment);
    }).toThrow('the world generates whole numbers for amount_minor, got 10.5');
  });

  test('an empty kind has no columns', () => {
    expect(new FactBuilder('flags').finish()).toEqual({ kind: 'flags', rows: 0, columns: {} });
  });
});

describe('IdSequence', () => {
  test('counts with zeros in front and outgrows its width', () => {
    const ids = new IdSequence('t', 1);
    expect(Array.from({ length: 11 }, () => ids.next()).slice(8)).toEqual(['t-9', 't-10', 't-11']);
  });
});
