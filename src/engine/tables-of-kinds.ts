/** Which tables what kinds of facts make. */
import { FACT_KINDS, type FactKind } from '../domain/facts.ts';
import { FACT_TABLE_NAMES, type FactTableName } from './fact-tables.ts';

export const OF_DEALINGS = [
  'activity',
  'spend',
  'income',
  'turnover',
  'purchases_by_category',
  'dealt',
] as const;
/** Read together, since rows of all of them name obligations. */
export const OF_DEBTS = ['obligations', 'dues', 'payments', 'balances', 'guarantees'] as const;

/** A kind that is not here makes all of them: who is seen, who owns whom, and who is believed decides on every row. */
const MADE_OF: Partial<Readonly<Record<FactKind, readonly FactTableName[]>>> = {
  consents: ['consents'],
  profiles: ['profiles'],
  memberships: ['member_of'],
  ties: ['knows'],
  ratings: ['rated', 'activity'],
  transactions: OF_DEALINGS,
  obligations: OF_DEBTS,
  dues: OF_DEBTS,
  payments: OF_DEBTS,
  balances: OF_DEBTS,
  guarantees: OF_DEBTS,
  inquiries: ['inquiries'],
  sightings: ['sightings'],
  attributes: ['attributes'],
  flags: ['restrictions', 'seeds'],
  outcomes: [],
};

/** The tables in which a row may be another where facts of these kinds are, in the order of FACT_TABLES. */
export function tablesOf(kinds: Iterable<FactKind>): readonly FactTableName[] {
  const found = new Set([...kinds].flatMap((kind) => MADE_OF[kind] ?? FACT_TABLE_NAMES));
  return FACT_TABLE_NAMES.filter((name) => found.has(name));
}

/** The kinds that have to be read to make these tables. */
export function kindsBehind(tables: Iterable<FactTableName>): ReadonlySet<FactKind> {
  const wanted = new Set(tables);
  return new Set(FACT_KINDS.filter((kind) => MADE_OF[kind]?.some((name) => wanted.has(name)) ?? true));
}
