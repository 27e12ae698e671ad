import { fc, test } from '@fast-check/vitest';
import { expect } from 'vitest';
import { packRows, PackedColumns } from '../../src/scoring/packed-columns.ts';

const few = fc.oneof(fc.constantFrom(NaN, 0, -0, 1, Infinity), fc.double());
const column = fc.oneof(
  fc.array(few, { minLength: 200, maxLength: 200 }).map((numbers) => Float64Array.from(numbers)),
  fc
    .array(fc.constantFrom(NaN, 0, -0, 2.5), { minLength: 200, maxLength: 200 })
    .map((numbers) => Float64Array.from(numbers)),
  fc.uint32Array({ minLength: 200, maxLength: 200 }),
  fc.uint32Array({ minLength: 200, maxLength: 200, max: 40 }),
  fc.uint16Array({ minLength: 200, maxLength: 200 }),
  fc.uint8Array({ minLength: 200, maxLength: 200 }),
);
const rows = fc.uint32Array({ minLength: 1, maxLength: 200, max: 199 });

test.prop([fc.array(column, { maxLength: 4 }), rows])(
  'each number comes back to the bit, one by one and all at once',
  (columns, which) => {
    const packed = new PackedColumns(packRows(columns, which), which.length);
    const places = Uint32Array.from(which.keys());
    for (const each of [which, ...columns.map((column) => column.map((_, row) => column[which[row]!]!))]) {
      packed.next();
      const wanted = each.slice(0, which.length);
      const read = wanted.slice().fill(1);
      packed.scatter(places, read);
      expect([...read]).toEqual([...wanted]);
      expect([...which.keys()].map((row) => packed.at(row))).toEqual([...wanted]);
    }
    expect(packed.isLast).toBe(true);
  },
);
