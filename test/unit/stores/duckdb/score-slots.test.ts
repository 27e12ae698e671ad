import { describe, expect, test } from 'vitest';
import { layOut, slotOf } from '../../../../src/stores/duckdb/score-slots.ts';

describe('slots', () => {
  // FNV-1a of one byte 0x61 is 0xe40c292c in the published test vectors; of "foobar" 0xbf9cf968.
  test('fold the published FNV-1a values to 24 bits', () => {
    expect(slotOf('')).toBe(0x1c9dc5 ^ 0x81);
    expect(slotOf('a')).toBe(0x0c292c ^ 0xe4);
    expect(slotOf('foobar')).toBe(0x9cf968 ^ 0xbf);
  });

  test('rows are laid down by slot and, within one, by place', () => {
    const blocks = layOut(['foobar', 'a', 'foobar', '']);
    expect(blocks).toEqual([
      { rows: Uint32Array.of(1, 3, 0, 2), first: slotOf('a'), last: slotOf('foobar') },
    ]);
    expect(layOut([])).toEqual([]);
  });

  test('blocks of 64 follow each other, and each subject lies between the slots of its own', () => {
    const ids = Array.from({ length: 150 }, (_, index) => `s${index}`);
    const blocks = layOut(ids);
    expect(blocks.map(({ rows }) => rows.length)).toEqual([64, 64, 22]);
    for (const { rows, first, last } of blocks)
      for (const row of rows) {
        expect(slotOf(ids[row]!)).toBeGreaterThanOrEqual(first);
        expect(slotOf(ids[row]!)).toBeLessThanOrEqual(last);
      }
    expect(blocks.flatMap(({ rows }) => [...rows]).sort((a, b) => a - b)).toEqual([...ids.keys()]);
  });
});
