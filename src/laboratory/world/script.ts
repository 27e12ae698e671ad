/** A generated world as it would go without anybody minding a score: what is known at the start, and what is to come. */
import { nameOf, type FactColumns } from '../../domain/fact-columns.ts';
import type { FactKind } from '../../domain/facts.ts';
import type { Instant } from '../../domain/time.ts';
import { makeWorld } from '../../../seed/make-world.ts';
import { finishFactBook, openFactBook } from '../../../seed/facts/fact-book.ts';
import { nameAll, type Names } from '../../../seed/facts/names.ts';
import { isShopCategory } from '../../../seed/people/merchants.ts';
import { Streams } from '../../../seed/random/streams.ts';
import type { Truth } from '../../../seed/truth.ts';
import { rowsOfKind } from './fact-rows.ts';
import { planPayments, type PlannedPayment } from './payments.ts';
import type { TieRow } from './ties.ts';

export interface Script {
  readonly streams: Streams;
  readonly truth: Truth;
  readonly names: Names;
  /** What everybody is called, by number. */
  readonly ids: readonly string[];
  /**
   * Facts of every kind but outcomes, whenever they are recorded, as a run sees nothing of what is not recorded yet; of
   * ties and payments, which people may change, those alone that are recorded before the start.
   */
  readonly base: readonly FactColumns[];
  /** All of them. */
  readonly ties: readonly TieRow[];
  /** Those that are recorded from the start on. */
  readonly payments: readonly PlannedPayment[];
  /** Subjects to buy from and to owe to. */
  readonly shops: readonly [number, ...number[]];
  readonly lenders: readonly [number, ...number[]];
}

export interface ScriptRequest {
  readonly subjects: number;
  readonly seed: number;
  readonly startsAt: Instant;
}

/** What people may change; and what no score is made of. */
const HELD_BACK: ReadonlySet<FactKind> = new Set(['ties', 'payments', 'outcomes']);

/** Throws InvalidConfigError for a number of subjects, or a seed, out of range. */
export function writeScript({ subjects, seed, startsAt }: ScriptRequest): Script {
  const { facts, truth } = makeWorld({ subjects, seed });
  const counts = new Map(facts.map(({ kind, rows }) => [kind, rows]));
  const names = nameAll({
    people: truth.people.count,
    merchants: truth.merchants.count,
    groups: counts.get('groups')!,
    transactions: counts.get('transactions')!,
  });
  const ties = rowsOfKind(facts, 'ties');
  const payments = rowsOfKind(facts, 'payments');
  const obligations = rowsOfKind(facts, 'obligations');
  const book = openFactBook(names);
  for (const row of ties) if (row.recorded_at < startsAt) book.ties.append(row);
  for (const row of payments) if (row.recorded_at < startsAt) book.payments.append(row);
  const others = facts.filter(({ kind }) => !HELD_BACK.has(kind));
  return {
    streams: new Streams(seed),
    truth,
    names,
    ids: Array.from({ length: truth.people.count }, (_, person) => nameOf(truth.names, person)),
    base: [...others, ...finishFactBook(book)].filter(({ rows }) => rows > 0),
    ties,
    payments: planPayments({ obligations, dues: rowsOfKind(facts, 'dues'), payments }).filter(
      ({ row }) => row.recorded_at >= startsAt,
    ),
    ...placesOf(facts),
  };
}

function placesOf(facts: readonly FactColumns[]): Pick<Script, 'shops' | 'lenders'> {
  const merchants = rowsOfKind(facts, 'merchants');
  const shops = merchants.filter(({ category }) => category !== undefined && isShopCategory(category));
  const lenders = merchants.filter(({ category }) => category === 'finance');
  return { shops: numbersOf(shops), lenders: numbersOf(lenders) };
}

/** A world of the fewest people has some of each. */
function numbersOf(merchants: readonly { readonly id: number }[]): [number, ...number[]] {
  const [first, ...others] = merchants.map(({ id }) => id);
  return [first!, ...others];
}
