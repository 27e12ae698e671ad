import { describe, expect, it } from 'vitest';
import { LatestRows } from '../../../../../src/stores/neo4j/projection/latest-rows.ts';

type Candidate = [subject: number, name: string, at: number, source: string];

/** What each candidate was told, and which of them each row holds in the end. */
function claims(...candidates: readonly Candidate[]) {
  const latest = new LatestRows();
  const held: number[] = [];
  const told = candidates.map(([subject, name, at, source], place) => {
    const row = latest.claim({ subject, name, at, source });
    if (row !== undefined) held[row] = place;
    return row;
  });
  return { told, held };
}

describe('the latest row of each subject and name', () => {
  it('is that of the latest instant, whichever came first', () => {
    expect(claims([0, 'n', 5, 'a'], [0, 'n', 9, 'a'], [0, 'n', 7, 'z'])).toEqual({
      told: [0, 0, undefined],
      held: [1],
    });
  });

  it('is of equal instants that of the source last in code point order', () => {
    // U+1F600 is after U+FF61, though its UTF-16 units are before it.
    expect(claims([0, 'n', 5, '\u{ff61}'], [0, 'n', 5, '\u{1f600}'], [0, 'n', 5, 'b']).held).toEqual([1]);
  });

  it('is apart for each subject and each name', () => {
    expect(claims([0, 'n', 5, 'a'], [1, 'n', 1, 'a'], [0, 'm', 1, 'a']).told).toEqual([0, 1, 2]);
  });
});
