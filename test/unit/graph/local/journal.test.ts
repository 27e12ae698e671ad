import { describe, expect, test } from 'vitest';
import { InvariantError } from '../../../../src/domain/errors.ts';
import { Journal } from '../../../../src/graph/local/journal.ts';

describe('a journal', () => {
  test('takes back cells and notes, the latest first', () => {
    const journal = new Journal();
    const numbers = Float64Array.of(1, -0, NaN);
    const counts = Uint32Array.of(7, 8);
    const said: string[] = [];
    journal.set(numbers, 0, 10);
    journal.note(() => said.push(`first, with ${numbers[0]!}`));
    journal.set(numbers, 0, 20);
    journal.set(counts, 1, 4_000_000_000);
    journal.set(numbers, 1, 5);
    journal.set(numbers, 2, 6);
    journal.note(() => said.push(`second, with ${numbers[0]!}`));
    journal.rollBack();
    expect([...numbers]).toEqual([1, -0, NaN]);
    expect([...counts]).toEqual([7, 8]);
    expect(said).toEqual(['second, with 20', 'first, with 10']);
  });

  test('is empty after, and takes back what came later once', () => {
    const journal = new Journal();
    const cells = Uint8Array.of(1);
    journal.set(cells, 0, 2);
    journal.rollBack();
    cells[0] = 3;
    journal.rollBack();
    expect(cells[0]).toBe(3);
  });

  test('what was cleared stays', () => {
    const journal = new Journal();
    const cells = Int32Array.of(-1);
    journal.set(cells, 0, -2);
    journal.clear();
    journal.rollBack();
    expect(cells[0]).toBe(-2);
  });

  test('restores an array that a longer one took the place of', () => {
    const journal = new Journal();
    let cells = Float64Array.of(1, 2);
    journal.set(cells, 0, 5);
    const before = cells;
    cells = Float64Array.of(...cells, 0);
    journal.note(() => (cells = before));
    journal.set(cells, 0, 6);
    journal.rollBack();
    expect([...cells]).toEqual([1, 2]);
  });

  test('takes back what was noted whole, between what was noted cell by cell', () => {
    const journal = new Journal();
    const cells = Float64Array.of(1, 2, 3);
    journal.set(cells, 0, 10);
    journal.noteAll(cells);
    cells.fill(-1);
    journal.set(cells, 2, 30);
    journal.rollBack();
    expect([...cells]).toEqual([1, 2, 3]);
  });

  test('holds many', () => {
    const journal = new Journal();
    const cells = new Uint32Array(10_000).map((_, place) => place);
    const before = cells.slice();
    for (let turn = 0; turn < 30_000; turn++) journal.set(cells, (turn * 7919) % 10_000, turn);
    journal.rollBack();
    expect(cells).toEqual(before);
  });

  test('a cell that is none is refused', () => {
    expect(() => {
      new Journal().set(new Float64Array(2), 2, 1);
    }).toThrow(InvariantError);
  });
});
