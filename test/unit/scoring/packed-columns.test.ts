import { describe, expect, it } from 'vitest';
import { packRows, PackedColumns, type NumberColumn } from '../../../src/scoring/packed-columns.ts';

/** Whole numbers of one byte as values: a head of 0, and these. */
const inBytes = (...numbers: number[]) => [0, ...numbers];

describe('packed columns', () => {
  it('are laid out as their description says', () => {
    const columns: NumberColumn[] = [
      Float64Array.of(-2, 1, 1, 0.5),
      Uint16Array.of(0x0102, 9, 9, 0x0304),
      Uint32Array.of(0x01020304, 9, 9, 5),
      Uint8Array.of(7, 7, 7, 7),
    ];
    expect([...packRows(columns, Uint32Array.of(0, 3, 2))]).toEqual([
      ...inBytes(0, 3, 2),
      // -2, 0.5 and 1 in IEEE 754, each 8 bytes: three values are no longer than three entries.
      ...[
        3,
        ...[0, 0, 0, 0, 0, 0, 0, 0xc0],
        ...[0, 0, 0, 0, 0, 0, 0xe0, 0x3f],
        ...[0, 0, 0, 0, 0, 0, 0xf0, 0x3f],
      ],
      ...[1, 0x02, 0x01, 0x04, 0x03, 9, 0],
      ...[2, 4, 3, 2, 1, 5, 0, 0, 0, 9, 0, 0, 0],
      // One entry of one byte.
      ...[1 << 2, 7],
    ]);
  });

  it('name each different number once where that is shorter', () => {
    const rows = Uint32Array.from({ length: 12 }, (_, row) => row);
    const of = (...numbers: number[]) => Uint16Array.from(rows, (row) => numbers[row % numbers.length]!);
    const packed = packRows([of(300, 301), of(300, 301, 302), of(300, 301, 302, 303, 304, 305)], rows);
    expect([...packed]).toEqual([
      ...inBytes(...rows),
      // Two entries of two bytes, and a bit for each row: 0 1 0 1 0 1 0 1 from the low end on, and 0 1 0 1.
      ...[(2 << 2) | 1, 44, 1, 45, 1, 0b10101010, 0b1010],
      // Three, and two bits for each: 0 1 2 0, 1 2 0 1, 2 0 1 2.
      ...[(3 << 2) | 1, 44, 1, 45, 1, 46, 1, 0b00100100, 0b01001001, 0b10010010],
      // Six, and four bits for each.
      ...[(6 << 2) | 1, 44, 1, 45, 1, 46, 1, 47, 1, 48, 1, 49, 1],
      ...[0x10, 0x32, 0x54, 0x10, 0x32, 0x54],
    ]);
  });

  it('tell negative zero from zero', () => {
    const packed = new PackedColumns(packRows([Float64Array.of(0, -0, 0)], Uint32Array.of(0, 1, 2)), 3);
    packed.next();
    packed.next();
    expect([0, 1, 2].map((row) => packed.at(row))).toEqual([0, -0, 0]);
  });

  it('hold no rows, too', () => {
    const packed = new PackedColumns(packRows([new Float64Array(0)], new Uint32Array(0)), 0);
    packed.next();
    packed.next();
    expect(packed.isLast).toBe(true);
  });

  it('that are cut short are refused', () => {
    const bytes = packRows([Float64Array.of(1, 2)], Uint32Array.of(0, 1));
    const packed = new PackedColumns(bytes.subarray(0, -1), 2);
    packed.next();
    expect(() => {
      packed.next();
    }).toThrow('ends before its last row');
    const nothing = new PackedColumns(new Uint8Array(0), 2);
    expect(() => {
      nothing.next();
    }).toThrow('ends before its last row');
  });
});
