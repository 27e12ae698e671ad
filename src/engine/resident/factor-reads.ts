import type { Factor } from '../../factors/factor.ts';
import { FACTORS } from '../../factors/registry.ts';
import { SUBJECT_COLUMNS, type SubjectColumn, type SubjectColumns } from '../../graph/projection.ts';
import { LAGS } from './epsilon.ts';

/** The factors that read what others do, before it is known how scores lean on each other. */
export const OF_OTHERS = [
  'follow-through',
  'standing',
  'rating-goodness',
  'rating-fairness',
  'reach',
  'propagated-trust',
  'embeddedness',
  'exposure',
] as const;
export const AGEING = Object.keys(LAGS);

/** Factors that it is noted of whose reading may be another: one bit each. */
const WATCHED = [...OF_OTHERS, 'influence', ...AGEING];
const NAMES = Object.keys(SUBJECT_COLUMNS) as SubjectColumn[];

export const EVERY_FACTOR = bitsOf(WATCHED);

/** The bits of some of the factors that are watched; those of others are none. */
export function bitsOf(factorIds: readonly string[]): number {
  return WATCHED.reduce((bits, id, place) => (factorIds.includes(id) ? bits | (1 << place) : bits), 0);
}

/** By column, the bits of the factors that read it. */
export const BITS_READING: ReadonlyMap<string, number> = bitsByColumn();

/** The columns that a factor's readings are made of, found by having it measure nobody. */
export function columnsRead(factor: Factor): ReadonlySet<SubjectColumn> {
  const read = new Set<SubjectColumn>();
  const nobody = new Float64Array(0);
  const getters = NAMES.map((name) => {
    const get = (): Float64Array => {
      read.add(name);
      return nobody;
    };
    return [name, { enumerable: true, get }] as const;
  });
  const columns = Object.defineProperties({}, Object.fromEntries(getters)) as SubjectColumns;
  factor.measure({ columns, attributes: new Map(), asOf: 0 });
  return read;
}

function bitsByColumn(): ReadonlyMap<string, number> {
  // Whether triangles may count or not is told with how many there are.
  const bits = new Map<string, number>([['doubtfulTriangles', bitsOf(['embeddedness'])]]);
  for (const factor of FACTORS)
    for (const name of columnsRead(factor)) bits.set(name, (bits.get(name) ?? 0) | bitsOf([factor.id]));
  return bits;
}
