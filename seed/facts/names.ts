import type { Column } from '../../src/domain/columns.ts';
import type { NameSeries } from '../../src/domain/fact-columns.ts';
import type { FactKind } from '../../src/domain/facts.ts';

/** How many subjects of each kind there are. Their numbers follow each other: people, merchants, groups. */
export interface Census {
  readonly people: number;
  readonly merchants: number;
  readonly groups: number;
  readonly transactions: number;
}

/** What the numbers of each kind of thing are called. */
export interface Names {
  readonly subjects: readonly NameSeries[];
  readonly obligations: readonly [NameSeries];
  readonly transactions: readonly [NameSeries];
  readonly payments: readonly [NameSeries];
  readonly inquiries: readonly [NameSeries];
}

/** Readable ids, wide enough that they sort as they are numbered: `u-0001`, `m-001`, `g-01`, `t-0000001`. */
export function nameAll({ people, merchants, groups, transactions }: Census): Names {
  const [obligationsEach, paymentsEach, inquiriesEach] = [5, 100, 5];
  return {
    subjects: [
      { first: 0, prefix: 'u-', width: digits(people, 4) },
      { first: people, prefix: 'm-', width: digits(merchants, 3) },
      { first: people + merchants, prefix: 'g-', width: digits(groups, 2) },
    ],
    obligations: [{ first: 0, prefix: 'o-', width: digits(people * obligationsEach, 6) }],
    transactions: [{ first: 0, prefix: 't-', width: digits(transactions, 7) }],
    payments: [{ first: 0, prefix: 'p-', width: digits(people * paymentsEach, 7) }],
    inquiries: [{ first: 0, prefix: 'q-', width: digits(people * inquiriesEach, 6) }],
  };
}

function digits(most: number, least: number): number {
  return Math.max(least, String(most).length);
}

/** The series of a column that holds ids of the world's own making; undefined where it holds anything else. */
export function seriesOf(
  names: Names,
  kind: FactKind,
  { name, column }: { name: string; column: Column },
): readonly NameSeries[] | undefined {
  if ('references' in column) return column.references === 'obligation' ? names.obligations : names.subjects;
  if (name !== 'id') return undefined;
  switch (kind) {
    case 'users':
    case 'merchants':
    case 'groups':
      return names.subjects;
    case 'obligations':
    case 'transactions':
    case 'payments':
    case 'inquiries':
      return names[kind];
    default:
      return undefined;
  }
}
