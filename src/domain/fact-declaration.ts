import type { z } from 'zod';
import { columnOf, type Column } from './columns.ts';

/** A rule over two columns of one row, as data, so that SQL and TypeScript derive the same check. */
export type RowRule =
  /** The two columns name different things. */
  | { rule: 'differ'; columns: readonly [string, string] }
  /** The second instant, where given, is not before the first. */
  | { rule: 'ordered'; columns: readonly [string, string] }
  /** Where the first column is given, so is the second. */
  | { rule: 'together'; columns: readonly [string, string] };

/** One kind of fact: everything that handles facts derives from this and nothing else. */
export interface FactDeclaration<Shape extends z.ZodRawShape = z.ZodRawShape> {
  readonly doc: string;
  /** The zod object that reads one row; unknown columns are refused. */
  readonly schema: z.ZodObject<Shape>;
  /** The columns that say which fact it is; a row with the same key is a version of the same fact. */
  readonly key: readonly string[];
  /**
   * The column that says when it happened, or the obligation whose opening does (dues). It decides what a
   * run as of T sees, and what `--recorded event` takes as the time we came to know.
   */
  readonly eventTime: string | { readonly openingOf: string };
  readonly rules: readonly RowRule[];
}

/** A column of a kind, with its name and whether a row must give it. */
export interface NamedColumn {
  readonly name: string;
  readonly required: boolean;
  readonly inKey: boolean;
  readonly column: Column;
}

/** The columns of a kind in declared order. */
export function columnsOf(fact: FactDeclaration): readonly NamedColumn[] {
  return Object.entries(fact.schema.shape).map(([name, field]) => {
    const schema = field as z.ZodType;
    return {
      name,
      required: schema.type !== 'optional',
      inKey: fact.key.includes(name),
      column: columnOf(schema),
    };
  });
}

/**
 * The event column of a kind whose versions may name different event times. Such a fact cannot be known before it
 * happens: a version dated ahead would close the one before it, and an earlier run would see neither.
 */
export function movableEvent({ eventTime, key }: FactDeclaration): string | undefined {
  return typeof eventTime === 'string' && !key.includes(eventTime) ? eventTime : undefined;
}

/** What a broken rule says, whether the row came by file or by HTTP. */
export function ruleExpectation({ rule, columns: [first, second] }: RowRule): string {
  switch (rule) {
    case 'differ':
      return `${second} other than ${first}`;
    case 'ordered':
      return `${second} not before ${first}`;
    case 'together':
      return `${second} wherever ${first} is given`;
  }
}

/** Whether a row that passed its columns also keeps a rule. Absent optional columns break no `differ` or `ordered`. */
export function keepsRule(
  row: Readonly<Record<string, unknown>>,
  { rule, columns: [first, second] }: RowRule,
): boolean {
  const a = row[first];
  const b = row[second];
  if (rule === 'together') return a === undefined || b !== undefined;
  if (a === undefined || b === undefined) return true;
  return rule === 'differ' ? a !== b : Number(a) <= Number(b);
}
