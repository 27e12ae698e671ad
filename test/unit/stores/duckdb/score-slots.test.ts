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
    const ids = ['foobar', 'a', 'foobar', ''];
    const { slots, order } = layOut(ids);
    expect([...slots]).toEqual(ids.map(slotOf));
    expect([...order]).toEqual([1, 3, 0, 2]);
  });
});
