import { describe, expect, it } from 'vitest';
import { patchScores } from '../../../src/scoring/patch-scores.ts';
import { emptyScoreTable, type ScoreTable } from '../../../src/scoring/score-table.ts';

/** One factor, whose value is the score over 100. */
function tableOf(rows: Readonly<Record<string, number>>, factorId = 'f'): ScoreTable {
  const ids = Object.keys(rows);
  const scores = Object.values(rows);
  const empty = emptyScoreTable(ids.length, [factorId]);
  const [factor] = empty.factors;
  return {
    ...empty,
    ids,
    score: Uint16Array.from(scores),
    factors: [{ ...factor!, value: Float64Array.from(scores, (score) => score / 100) }],
  };
}

describe('putting scores over others', () => {
  it('takes the last of each subject', () => {
    const patched = patchScores(tableOf({ ada: 600, bob: 610, cem: 620 }), [
      tableOf({ ada: 601, cem: 621 }),
      tableOf({ cem: 622 }),
    ]);
    expect(patched).toEqual(tableOf({ ada: 601, bob: 610, cem: 622 }));
  });

  it('puts newcomers in their places by code point, the first and the last included', () => {
    // U+FF5A comes before U+1F600, though its UTF-16 code unit is the greater.
    const patched = patchScores(tableOf({ b: 1, d: 2 }), [
      tableOf({ a: 3, c: 4, z: 5 }),
      tableOf({ z: 6, '\uff5a': 7, '\u{1f600}': 8 }),
    ]);
    expect(patched).toEqual(tableOf({ a: 3, b: 1, c: 4, d: 2, z: 6, '\uff5a': 7, '\u{1f600}': 8 }));
  });

  it('copies no table where nobody comes in, and takes an empty base and no patches', () => {
    const base = tableOf({ ada: 600 });
    expect(patchScores(base, [tableOf({ ada: 700 })])).toBe(base);
    expect(base).toEqual(tableOf({ ada: 700 }));
    expect(patchScores(tableOf({}), [tableOf({ ada: 1 })])).toEqual(tableOf({ ada: 1 }));
    expect(patchScores(base, [])).toEqual(base);
  });

  it('refuses scores of other factors', () => {
    expect(() => patchScores(tableOf({ ada: 1 }), [tableOf({ ada: 1 }, 'g')])).toThrow(/other factors/);
  });
});
