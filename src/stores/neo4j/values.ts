import neo4j from 'neo4j-driver';
import { InvalidInputError, InvariantError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';

/** A value bound to a `$name`. Numbers are whole and exact: they go as integers. Int8Array goes as bytes. */
export type Parameter =
  | string
  | number
  | boolean
  | null
  | Int8Array
  | readonly Parameter[]
  | { readonly [name: string]: Parameter };
export type Parameters = Readonly<Record<string, Parameter>>;

/** One record of a result as the driver has it; `get` takes the column's place (fast) or its name. */
export interface RawRow {
  get(column: number | string): unknown;
}

/** Parameters as the driver must have them: it would send every JavaScript number as a float. */
export function toDriver(parameters: Parameters): Record<string, unknown> {
  return convertMap(parameters);
}

function convert(value: Parameter): unknown {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value))
      throw new InvariantError('bind a parameter: expected a whole number that a double holds exactly');
    return neo4j.int(value);
  }
  if (typeof value !== 'object' || value === null || value instanceof Int8Array) return value;
  return isList(value) ? value.map(convert) : convertMap(value);
}

function convertMap(map: Parameters): Record<string, unknown> {
  const converted: Record<string, unknown> = {};
  for (const name of Object.keys(map)) converted[name] = convert(map[name]!);
  return converted;
}

const isList = (value: object): value is readonly Parameter[] => Array.isArray(value);

/**
 * A number of a result. Throws InvalidInputError for an integer beyond 2^53, which the driver hands over as infinite
 * and a double would round.
 */
export function exactNumber(value: unknown, column: number | string): number {
  if (typeof value !== 'number') throw new InvariantError(`column ${column} of a result is not a number`);
  if (value === Infinity || value === -Infinity)
    throw new InvalidInputError(
      `read from the store: column ${column} holds a whole number beyond 2^53, which cannot be kept exact; split ` +
        'the amounts it is the sum of, or correct the property that was changed by hand',
    );
  return value;
}

/** One row of a small result; columns are read by name and must have the type asked for. */
export class Row {
  readonly #record: RawRow;

  constructor(record: RawRow) {
    this.#record = record;
  }

  text(name: string): string {
    const value = this.#record.get(name);
    if (typeof value !== 'string') throw new InvariantError(`column ${name} of a result is not text`);
    return value;
  }

  /** Exact up to 2^53; throws InvalidInputError beyond. */
  number(name: string): number {
    return exactNumber(this.#record.get(name), name);
  }

  /** Instants are kept as whole milliseconds. */
  instant(name: string): Instant {
    return this.number(name);
  }

  flag(name: string): boolean {
    const value = this.#record.get(name);
    if (typeof value !== 'boolean') throw new InvariantError(`column ${name} of a result is not a flag`);
    return value;
  }

  bytes(name: string): Int8Array {
    const value = this.#record.get(name);
    if (!(value instanceof Int8Array)) throw new InvariantError(`column ${name} of a result is not bytes`);
    return value;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) => {
      if (typeof value !== 'string') throw new InvariantError(`column ${name} of a result is not texts`);
      return value;
    });
  }

  numbers(name: string): readonly number[] {
    return this.list(name).map((value) => exactNumber(value, name));
  }

  /** A list of anything; what is in it is the caller's to check. */
  list(name: string): readonly unknown[] {
    const value = this.#record.get(name);
    if (!Array.isArray(value)) throw new InvariantError(`column ${name} of a result is not a list`);
    return value;
  }

  /** A map, such as the properties of a node. */
  map(name: string): Row {
    return rowOf(this.#record.get(name), name);
  }

  maps(name: string): readonly Row[] {
    return this.list(name).map((value) => rowOf(value, name));
  }

  /** The properties of a node or relationship; absent ones are not there. */
  properties(name: string): Readonly<Record<string, unknown>> {
    const value = this.#record.get(name);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new InvariantError(`column ${name} of a result is not properties`);
    for (const [property, held] of Object.entries(value))
      if (typeof held === 'number') exactNumber(held, property);
    return value as Readonly<Record<string, unknown>>;
  }

  has(name: string): boolean {
    const value = this.#record.get(name);
    return value !== null && value !== undefined;
  }
}

function rowOf(value: unknown, name: string): Row {
  if (typeof value !== 'object' || value === null)
    throw new InvariantError(`column ${name} of a result is not a map`);
  const entries = new Map<number | string, unknown>(Object.entries(value));
  return new Row(entries);
}
