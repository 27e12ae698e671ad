import { describe, expect, it } from 'vitest';
import {
  decide,
  type FactValues,
  type HeldVersion,
  type IncomingRow,
} from '../../../../../src/stores/neo4j/ingest/decide.ts';

/** Rows and versions of one key whose content is a letter; `-` is a retraction. */
function row(content: string, recordedAt: number, record = 1): IncomingRow {
  return { file: 0, record, retracted: content === '-', recordedAt, values: { content } };
}
function version(content: string, recordedAt: number, supersededAt?: number): HeldVersion {
  return { element: content, recordedAt, supersededAt, values: { content } };
}
const isSame = (a: FactValues, b: FactValues): boolean => a['content'] === b['content'];
const decided = (rows: IncomingRow[], held: HeldVersion[] = []) => {
  const { verdicts, kept, closedAt } = decide(rows, held, isSame);
  return {
    verdicts,
    kept: kept.map(({ row: { values }, supersededAt }) => [values['content'], supersededAt]),
    closedAt,
  };
};

describe('the rows of one key', () => {
  it('are a fact where nothing is held', () => {
    expect(decided([row('a', 5)])).toEqual({
      verdicts: ['created'],
      kept: [['a', undefined]],
      closedAt: undefined,
    });
  });

  it('are versions in the order in which they were recorded, in whichever order they come', () => {
    expect(decided([row('b', 7, 1), row('a', 5, 2), row('b', 9, 3)])).toEqual({
      verdicts: ['updated', 'created', 'unchanged'],
      kept: [
        ['a', 7],
        ['b', undefined],
      ],
      closedAt: undefined,
    });
  });

  it('change nothing where they say what is held', () => {
    const nothing = { verdicts: ['unchanged'], kept: [], closedAt: undefined };
    for (const recordedAt of [3, 5, 8])
      expect(decided([row('a', recordedAt)], [version('a', 5)])).toEqual(nothing);
    expect(decided([row('a', 6)], [version('a', 5, 7), version('b', 7)])).toEqual(nothing);
  });

  it('close the version in force where they say otherwise and later', () => {
    expect(decided([row('b', 6)], [version('a', 5)])).toEqual({
      verdicts: ['updated'],
      kept: [['b', undefined]],
      closedAt: 6,
    });
  });

  it('are stale where they say otherwise and not later', () => {
    for (const recordedAt of [4, 5])
      expect(decided([row('b', recordedAt)], [version('a', 5)]).verdicts).toEqual(['stale_version']);
    expect(decided([row('b', 7)], [version('a', 5, 7)]).verdicts).toEqual(['stale_version']);
    expect(decided([row('-', 5)], [version('a', 5)]).verdicts).toEqual(['stale_version']);
  });

  it('of one instant agree with the first or conflict', () => {
    expect(decided([row('a', 5, 1), row('b', 5, 2), row('a', 5, 3), row('-', 5, 4)]).verdicts).toEqual([
      'created',
      'conflicting_rows',
      'unchanged',
      'conflicting_rows',
    ]);
  });

  it('take back what is held, once, and may assert it again', () => {
    expect(decided([row('-', 6, 1), row('-', 7, 2), row('a', 8, 3)], [version('a', 5)])).toEqual({
      verdicts: ['retracted', 'unchanged', 'updated'],
      kept: [['a', undefined]],
      closedAt: 6,
    });
    expect(decided([row('-', 6)], [version('a', 4, 5)]).verdicts).toEqual(['unchanged']);
    expect(decided([row('-', 6)])).toEqual({ verdicts: ['unchanged'], kept: [], closedAt: undefined });
  });

  it('count as the first where all that is held gave way at its own instant', () => {
    expect(decided([row('a', 3)], [version('made', 5, 5)]).verdicts).toEqual(['created']);
  });
});
