import { z } from 'zod';
import { INSTANT_PATTERN, parseInstant } from './time.ts';
import { toPartsPerMillion } from './fixed-point.ts';

/** What a reference may point at. `member` is a user or a merchant, `subject` a group as well. */
export type ReferenceTarget = 'user' | 'member' | 'group' | 'subject' | 'obligation';

/**
 * One column of a fact, as everything derived from the declaration sees it: the TypeScript reader below,
 * the SQL that validates files, the stores' tables and the reference page.
 *
 * - `id`       text of 1 to 200 characters, no control characters, no white space at either end
 * - `text`     the same with up to 2,000 characters
 * - `instant`  INSTANT_PATTERN, stored as milliseconds since the epoch
 * - `integer`  a whole number within [min, max]; `1.0` and `1e3` are not
 * - `ratio`    a decimal number within [min, max], stored in parts per million
 * - `choice`   one of `values`, to the letter
 * - `currency` three capital letters (ISO 4217)
 * - `flag`     true or false, to the letter
 */
export type Column =
  | { type: 'id' | 'text' | 'instant' | 'currency' | 'flag'; doc: string; references?: ReferenceTarget }
  | { type: 'integer' | 'ratio'; doc: string; min: number; max: number }
  | { type: 'choice'; doc: string; values: readonly string[] };

export type ColumnType = Column['type'];

/** The description that travels with a column's zod schema; see `columnOf`. */
const declaredColumns = z.registry<Column>();

export const ID_MAX_LENGTH = 200;
export const TEXT_MAX_LENGTH = 2000;
/**
 * Control characters anywhere, or white space at an end. RE2 and JavaScript read it alike. The byte order mark counts
 * as white space at the start, because decoders drop it there: two ids would become one.
 */
export const UNTIDY_TEXT_PATTERN = '[\\x00-\\x1f\\x7f]|^[ \ufeff]| $';
/** At most 15 digits: always exact in a double, in JSON and in every store. */
export const INTEGER_PATTERN = '^-?[0-9]{1,15}$';
export const RATIO_PATTERN = '^[+-]?([0-9]{1,15}(\\.[0-9]{0,30})?|\\.[0-9]{1,30})([eE][+-]?[0-9]{1,3})?$';
export const CURRENCY_PATTERN = '^[A-Z]{3}$';
export { INSTANT_PATTERN };

/** The largest amount in minor units, and the widest whole number, that a fact may hold. */
const LARGEST_INTEGER = 999_999_999_999_999;

/** What a column takes, in the words every rejection uses, whether it came by file or by HTTP. */
export function expectation(column: Column): string {
  switch (column.type) {
    case 'id':
      return `text of 1 to ${ID_MAX_LENGTH} characters without control characters or white space at its ends`;
    case 'text':
      return `text of 1 to ${TEXT_MAX_LENGTH} characters without control characters or white space at its ends`;
    case 'instant':
      return 'an ISO 8601 date or date and time between 1900 and 2199, such as 2024-05-31T18:00:00Z';
    case 'integer':
      return `a whole number from ${column.min} to ${column.max}`;
    case 'ratio':
      return `a number from ${column.min} to ${column.max}`;
    case 'choice':
      return `one of ${column.values.join(', ')}`;
    case 'currency':
      return 'an ISO 4217 currency code of three capital letters';
    case 'flag':
      return 'true or false';
  }
}

const untidy = new RegExp(UNTIDY_TEXT_PATTERN);
const integer = new RegExp(INTEGER_PATTERN);
const ratio = new RegExp(RATIO_PATTERN);
const currency = new RegExp(CURRENCY_PATTERN);

function isTidy(text: string, maxLength: number): boolean {
  return text.length > 0 && text.isWellFormed() && codePoints(text) <= maxLength && !untidy.test(text);
}

/** As SQL's length() counts: an astral character is one. */
function codePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff]/g)?.length ?? 0);
}

function within(value: number, { min, max }: { min: number; max: number }): boolean {
  return value >= min && value <= max;
}

/** Reads one value from its text, as stored; undefined when it is not what `expectation` says. */
export function readValue(column: Column, text: string): string | number | boolean | undefined {
  switch (column.type) {
    case 'id':
      return isTidy(text, ID_MAX_LENGTH) ? text : undefined;
    case 'text':
      return isTidy(text, TEXT_MAX_LENGTH) ? text : undefined;
    case 'instant':
      return parseInstant(text);
    case 'integer':
      return integer.test(text) && within(Number(text), column) ? Number(text) + 0 : undefined;
    case 'ratio':
      return ratio.test(text) && within(Number(text), column) ? toPartsPerMillion(Number(text)) : undefined;
    case 'choice':
      return column.values.includes(text) ? text : undefined;
    case 'currency':
      return currency.test(text) ? text : undefined;
    case 'flag':
      return text === 'true' ? true : text === 'false' ? false : undefined;
  }
}

type Scalar = string | number | boolean;

/** The schema of one column: takes a JSON scalar or a file's text, gives the value as stored. */
function declare<T extends Scalar>(column: Column) {
  const schema = z.union([z.string(), z.number(), z.boolean()]).transform((raw, context): T => {
    const value = readValue(column, String(raw));
    if (value !== undefined) return value as T;
    context.addIssue({ code: 'custom', message: `expected ${expectation(column)}` });
    return z.NEVER;
  });
  return schema.register(declaredColumns, column);
}

/** The declaration behind a column's schema, optional or not. */
export function columnOf(schema: z.ZodType): Column {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  const column = declaredColumns.get(inner);
  if (column === undefined)
    throw new TypeError('a fact column must be made by the constructors in columns.ts');
  return column;
}

/** What a `choice` column takes, in declared order: stores and kernels name a choice by its place in it. */
export function choicesOf(schema: z.ZodType): readonly string[] {
  const column = columnOf(schema);
  if (column.type !== 'choice') throw new TypeError(`a ${column.type} column has no choices`);
  return column.values;
}

type ColumnSchema<T extends Scalar> = ReturnType<typeof declare<T>>;

/* The constructors of columns: what `facts.ts` is written in. */

export function id(doc: string): ColumnSchema<string> {
  return declare({ type: 'id', doc });
}

export function reference(references: ReferenceTarget, doc: string): ColumnSchema<string> {
  return declare({ type: 'id', references, doc });
}

export function text(doc: string): ColumnSchema<string> {
  return declare({ type: 'text', doc });
}

export function instant(doc: string): ColumnSchema<number> {
  return declare({ type: 'instant', doc });
}

export function count(min: number, max: number, doc: string): ColumnSchema<number> {
  return declare({ type: 'integer', min, max, doc });
}

/** An amount in minor units. */
export function minor(doc: string): ColumnSchema<number> {
  return declare({ type: 'integer', min: 0, max: LARGEST_INTEGER, doc });
}

export function proportion(min: number, max: number, doc: string): ColumnSchema<number> {
  return declare({ type: 'ratio', min, max, doc });
}

export function currencyCode(doc: string): ColumnSchema<string> {
  return declare({ type: 'currency', doc });
}

export function flag(doc: string): ColumnSchema<boolean> {
  return declare({ type: 'flag', doc });
}

export function choice<const V extends readonly string[]>(values: V, doc: string): ColumnSchema<V[number]> {
  return declare({ type: 'choice', values, doc });
}
