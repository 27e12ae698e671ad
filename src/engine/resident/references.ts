import type { FactTableName } from '../fact-tables.ts';

/** What rows are found by: the subjects that they name, or the obligation that they belong to. Sightings and rates are not kept by row. */
export const OWN_TABLES = [
  'restrictions',
  'seeds',
  'consents',
  'profiles',
  'inquiries',
  'activity',
  'spend',
  'income',
  'turnover',
  'purchases_by_category',
  'attributes',
] as const satisfies readonly FactTableName[];
export const OBLIGED_TABLES = ['dues', 'payments', 'balances'] as const satisfies readonly FactTableName[];
export const PAIR_TABLES = [
  'dealt',
  'rated',
  'knows',
  'guarantees',
  'member_of',
] as const satisfies readonly FactTableName[];

export type OwnTable = (typeof OWN_TABLES)[number];
export type ObligedTable = (typeof OBLIGED_TABLES)[number];
export type PairTable = (typeof PAIR_TABLES)[number];
export type HeldTableName = 'subjects' | 'obligations' | OwnTable | ObligedTable | PairTable;

/** What a column points into; undefined for one that holds a value. */
export function referenceOf(table: FactTableName, column: string): 'subjects' | 'obligations' | undefined {
  if (column === 'obligation') return 'obligations';
  const isPair = PAIR_TABLES.some((name) => name === table);
  const isSubject =
    column === 'subject' ||
    column === 'debtor' ||
    column === 'owner' ||
    (isPair && (column === 'source' || column === 'target'));
  return isSubject ? 'subjects' : undefined;
}
