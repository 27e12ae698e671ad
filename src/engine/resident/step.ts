import type { Journal } from '../../graph/local/journal.ts';
import type { SubjectColumn } from '../../graph/projection.ts';
import type { Instant } from '../../domain/time.ts';
import { makeContext, type ColumnContext } from '../columns/context.ts';
import { makeExchange } from '../columns/money.ts';
import type { FactTables } from '../fact-tables.ts';
import type { KernelRunner } from '../kernels.ts';
import type { Changed } from './changed.ts';
import { BITS_READING } from './factor-reads.ts';
import type { HeldColumns } from './held-columns.ts';
import type { MarkedSubjects } from './marked-subjects.ts';
import type { ResidentRows } from './resident-rows.ts';
import type { ResidentTables } from './resident-tables.ts';

/** One change on its way through everything that is made of facts. */
export interface Step {
  readonly tables: ResidentTables;
  readonly columns: HeldColumns;
  readonly rows: ResidentRows;
  readonly changed: Changed;
  /** How many subjects there were before: those from here on are new. */
  readonly known: number;
  readonly asOf: Instant;
  readonly reportingCurrency: string;
  readonly kernels: KernelRunner;
  readonly journal: Journal;
  /** Whose readings may be others by now. */
  readonly toMeasure: MarkedSubjects;
  /** Of whom something that others do is told anew, mostly by its last digits, with the bits of the factors that read it. */
  readonly toCheck: MarkedSubjects;
}

/** Enters what others do to a subject, to be checked where that is another; gives whether it is. */
export function entering(
  { columns, journal, toCheck }: Pick<Step, 'columns' | 'journal' | 'toCheck'>,
  name: SubjectColumn,
): (subject: number, value: number) => boolean {
  const set = columns.setter(name, journal);
  const bits = BITS_READING.get(name) ?? 0;
  return (subject, value) => {
    const isOther = set(subject, value);
    if (isOther) toCheck.add(subject, bits);
    return isOther;
  };
}

/** What columns of small tables are made in view of. */
export function contextOf(
  tables: FactTables,
  { asOf, reportingCurrency, kernels }: Pick<Step, 'asOf' | 'reportingCurrency' | 'kernels'>,
): ColumnContext {
  const exchange = makeExchange(tables, reportingCurrency);
  return makeContext({ asOf, subjects: tables.subjects.id.length, exchange, kernels });
}

/** All rows of the columns, ascending. */
export function everybody({ columns }: Pick<Step, 'columns'>): number[] {
  return Array.from({ length: columns.count }, (_, subject) => subject);
}

/** At the other ends of a subject's live ties, ascending; not to be written to. */
export function knownBy({ rows }: Pick<Step, 'rows'>, subject: number): Uint32Array {
  const { targets, from, to } = rows.known.row(subject);
  return targets.subarray(from, to);
}

/** Each once. */
export function ascending(subjects: Iterable<number>): number[] {
  const sorted = Uint32Array.from(subjects).sort();
  const distinct: number[] = [];
  for (let place = 0; place < sorted.length; place++)
    if (place === 0 || sorted[place] !== sorted[place - 1]) distinct.push(sorted[place]!);
  return distinct;
}

/** In view of which columns are made that no amount is in. */
export function noMoney({
  asOf,
  reportingCurrency,
  kernels,
}: Pick<Step, 'asOf' | 'reportingCurrency' | 'kernels'>): Omit<
  Parameters<typeof makeContext>[0],
  'subjects'
> {
  return { asOf, kernels, exchange: { reportingCurrency, currencies: [], rate: () => Number.NaN } };
}
