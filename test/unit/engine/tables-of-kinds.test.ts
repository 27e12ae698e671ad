import { describe, expect, test } from 'vitest';
import { FACT_KINDS } from '../../../src/domain/facts.ts';
import { FACT_TABLES } from '../../../src/engine/fact-tables.ts';
import { kindsBehind, tablesOf } from '../../../src/engine/tables-of-kinds.ts';

describe('tables that kinds of facts make', () => {
  test('are those of each, in their order, and all where one decides on who is seen or believed', () => {
    expect(tablesOf([])).toEqual([]);
    expect(tablesOf(['ties', 'flags', 'outcomes'])).toEqual(['restrictions', 'seeds', 'knows']);
    for (const kind of ['users', 'merchants', 'groups', 'sources', 'rates'] as const)
      expect(tablesOf([kind])).toEqual(Object.keys(FACT_TABLES));
  });

  test('are made of every kind that may make one of them', () => {
    const always = ['users', 'merchants', 'groups', 'rates', 'sources'];
    expect([...kindsBehind([])].sort()).toEqual([...always].sort());
    expect([...kindsBehind(['activity'])].sort()).toEqual([...always, 'ratings', 'transactions'].sort());
    for (const kind of FACT_KINDS.filter((name) => name !== 'outcomes'))
      expect(kindsBehind(tablesOf([kind]))).toContain(kind);
  });
});
