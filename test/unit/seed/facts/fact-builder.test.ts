import { describe, expect, test } from 'vitest';
import { BATCH_ROWS } from '../../../../seed/facts/column-builder.ts';
import { FactBuilder } from '../../../../seed/facts/fact-builder.ts';
import { joinBatches } from '../../../../seed/facts/join-batches.ts';
import { nameAll } from '../../../../seed/facts/names.ts';
import type { FactColumns } from '../../../../src/domain/fact-columns.ts';
import type { FactKind } from '../../../../src/domain/facts.ts';

const names = nameAll({ people: 3, merchants: 2, groups: 1, transactions: 10 });

function building<K extends FactKind>(kind: K): { builder: FactBuilder<K>; batches: FactColumns[] } {
  const batches: FactColumns[] = [];
  return { builder: new FactBuilder(kind, names, (batch) => batches.push(batch)), batches };
}

describe('FactBuilder', () => {
  test('holds rows by column: numbers for ids, places for choices, NaN, -1 and undefined for absent', () => {
    const { builder, batches } = building('ties');
    const tie = { from_id: 0, to_id: 3, kind: 'friend', since: 1000, strength: 0.123_456_7 } as const;
    builder.append({ ...tie, recorded_at: 2000 });
    builder.append({ ...tie, kind: 'family', accepted_at: 1500, source: 'bureau', recorded_at: 3000 });
    builder.handOn();
    expect(joinBatches(batches)).toEqual({
      kind: 'ties',
      rows: 2,
      columns: {
        from_id: { numbers: Int32Array.of(0, 0), series: names.subjects },
        to_id: { numbers: Int32Array.of(3, 3), series: names.subjects },
        kind: {
          places: Int32Array.of(1, 0),
          labels: ['family', 'friend', 'colleague', 'business', 'trust', 'other'],
        },
        since: Float64Array.of(1000, 1000),
        // Six decimals: what an import keeps of a ratio.
        strength: Float64Array.of(0.123_457, 0.123_457),
        accepted_at: Float64Array.of(Number.NaN, 1500),
        recorded_at: Float64Array.of(2000, 3000),
        source: [undefined, 'bureau'],
      },
    });
  });

  test('hands a batch on as soon as it is full, and the rest when told', () => {
    const { builder, batches } = building('rates');
    for (let k = 0; k < BATCH_ROWS + 1; k++) {
      builder.append({ currency: 'USD', occurred_at: k, per_reporting_unit: 0.14, recorded_at: k });
    }
    expect(batches.map(({ rows }) => rows)).toEqual([BATCH_ROWS]);
    builder.handOn();
    expect(batches.map(({ rows }) => rows)).toEqual([BATCH_ROWS, 1]);
    expect(joinBatches(batches).columns['occurred_at']).toEqual(
      Float64Array.from({ length: BATCH_ROWS + 1 }, (_, k) => k),
    );
  });

  test('holds flags as booleans, and a false one is not absent', () => {
    const { builder, batches } = building('consents');
    const consent = {
      subject_id: 5,
      client: 'c',
      purpose: 'credit',
      kind: 'processing',
      occurred_at: 1,
    } as const;
    builder.append({ ...consent, granted: false, recorded_at: 1 });
    builder.handOn();
    expect(joinBatches(batches).columns['granted']).toEqual([false]);
  });

  test('refuses an amount that is not whole, and a currency it does not know: defects of the generator', () => {
    const payment = { id: 0, obligation_id: 0, occurred_at: 1, amount_minor: 10.5, recorded_at: 1 };
    expect(() => {
      building('payments').builder.append(payment);
    }).toThrow('the world generates whole numbers for amount_minor, got 10.5');
    const rate = { currency: 'EUR', occurred_at: 1, per_reporting_unit: 1, recorded_at: 1 };
    expect(() => {
      building('rates').builder.append(rate);
    }).toThrow('the world knows no currency EUR');
  });

  test('an empty kind has no columns', () => {
    const { builder, batches } = building('flags');
    builder.handOn();
    expect(joinBatches(batches)).toEqual({ kind: 'flags', rows: 0, columns: {} });
  });
});
