import { expect, test } from 'vitest';
import { MarkedSubjects } from '../../../src/engine/resident/marked-subjects.ts';

test('gives the marked in ascending order by their bits, be they few or most of all', () => {
  for (const room of [8, 8000]) {
    const marked = new MarkedSubjects(room);
    for (const [subject, bits] of [
      [7, 1],
      [2, 2],
      [7, 4],
      [0, 4],
    ] as const)
      marked.add(subject, bits);
    expect(marked.count).toBe(3);
    expect(marked.subjects()).toEqual([0, 2, 7]);
    expect(marked.subjects(4)).toEqual([0, 7]);
    expect(marked.subjects(2 | 1)).toEqual([2, 7]);
    expect(marked.subjects(8)).toEqual([]);
  }
});

test('holds many', () => {
  const marked = new MarkedSubjects(20_000);
  for (let subject = 1000; subject > 0; subject--) marked.add(subject);
  expect(marked.subjects()).toEqual(Array.from({ length: 1000 }, (_, place) => place + 1));
});
