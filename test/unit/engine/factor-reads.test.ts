import { describe, expect, test } from 'vitest';
import { BITS_READING, bitsOf, columnsRead, OF_OTHERS } from '../../../src/engine/resident/factor-reads.ts';
import { FACTORS } from '../../../src/factors/registry.ts';
import { SUBJECT_COLUMNS, type SubjectColumns } from '../../../src/graph/projection.ts';
import { factorView } from '../../support/factor-view.ts';

/** Columns that note when they are looked at, of a subject with 1 everywhere and one of whom nothing is measured. */
function noting(read: Set<string>): SubjectColumns {
  const names = Object.keys(SUBJECT_COLUMNS);
  const { columns } = factorView([Object.fromEntries(names.map((name) => [name, 1])), {}]);
  return new Proxy(columns, {
    get(target, name: keyof SubjectColumns) {
      read.add(name);
      return target[name];
    },
  });
}

describe('the columns that a factor reads', () => {
  test.each(FACTORS)('are told without anybody to measure: $id', (factor) => {
    const read = new Set<string>();
    factor.measure({ columns: noting(read), attributes: new Map(), asOf: Date.UTC(2025, 0, 1) });
    expect([...columnsRead(factor)].sort()).toEqual([...read].sort());
  });

  test('have the bits of all who read them', () => {
    expect(BITS_READING.get('liveTies')).toBe(bitsOf(['reach', 'propagated-trust', 'embeddedness']));
    expect(BITS_READING.get('standing')).toBe(bitsOf(['standing']));
    expect(BITS_READING.get('doubtfulTriangles')).toBe(bitsOf(['embeddedness']));
    expect(new Set(OF_OTHERS.map((id) => bitsOf([id]))).size).toBe(OF_OTHERS.length);
  });
});
