import {
  BIGINT,
  DuckDBBlobValue,
  DuckDBListValue,
  DuckDBTimestampValue,
  INTEGER,
  LIST,
  listValue,
  TIMESTAMP,
  VARCHAR,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBPreparedStatement,
  type DuckDBType,
  type DuckDBValue,
} from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import type { Instant } from '../../domain/time.ts';
import { storeFailure } from './failure.ts';

/** A value bound to a `$name`, with its type, so that a NULL has one as well. */
export interface Parameter {
  readonly value: DuckDBValue;
  readonly type: DuckDBType;
}
export type Parameters = Readonly<Record<string, Parameter>>;

/** The constructors of parameters. */
export const textParameter = (value: string | null): Parameter => ({ value, type: VARCHAR });
export const textsParameter = (values: readonly (string | null)[]): Parameter => ({
  value: listValue([...values]),
  type: LIST(VARCHAR),
});
export const integerParameter = (value: number): Parameter => ({ value: BigInt(value), type: BIGINT });
/** A batch has the type of its column, or the column would be cast and no stretch of it skipped. */
export const batchParameter = (value: number): Parameter => ({ value, type: INTEGER });
export const integersParameter = (values: readonly number[] | null): Parameter => ({
  value: values === null ? null : listValue(values.map(BigInt)),
  type: LIST(BIGINT),
});
export const instantParameter = (value: Instant | null): Parameter => ({
  value: value === null ? null : timestamp(value),
  type: TIMESTAMP,
});

/** An instant as DuckDB keeps it, in microseconds. */
function timestamp(instant: Instant): DuckDBTimestampValue {
  return new DuckDBTimestampValue(BigInt(instant) * 1000n);
}

/** One row of a small result; columns are read by name and must have the type asked for. */
export class Row {
  readonly #values: Readonly<Record<string, DuckDBValue>>;

  constructor(values: Readonly<Record<string, DuckDBValue>>) {
    this.#values = values;
  }

  text(name: string): string {
    const value = this.#values[name];
    if (typeof value !== 'string') throw new InvariantError(`column ${name} of a result is not text`);
    return value;
  }

  /** Counts and the like: whole numbers that a double holds exactly. */
  number(name: string): number {
    const value = this.#values[name];
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'number') throw new InvariantError(`column ${name} of a result is not a number`);
    return value;
  }

  /** A list of whole numbers. */
  numbers(name: string): number[] {
    const value = this.#values[name];
    if (!(value instanceof DuckDBListValue))
      throw new InvariantError(`column ${name} of a result is not a list`);
    return value.items.map(Number);
  }

  bytes(name: string): Uint8Array {
    const value = this.#values[name];
    if (!(value instanceof DuckDBBlobValue))
      throw new InvariantError(`column ${name} of a result is not bytes`);
    return value.bytes;
  }

  instant(name: string): Instant {
    const value = this.#values[name];
    if (!(value instanceof DuckDBTimestampValue))
      throw new InvariantError(`column ${name} of a result is not an instant`);
    return Number(value.micros / 1000n);
  }

  has(name: string): boolean {
    return this.#values[name] !== null && this.#values[name] !== undefined;
  }
}

/** One connection. Statements name their `$parameters`; those a statement does not name are passed over. */
export class Session {
  readonly connection: DuckDBConnection;

  constructor(connection: DuckDBConnection) {
    this.connection = connection;
  }

  /** Runs one statement for its effect; gives the rows it changed. */
  async run(operation: string, sql: string, parameters: Parameters = {}): Promise<number> {
    return this.#prepared(operation, { sql, parameters }, async (prepared) => {
      const result = await prepared.run();
      return result.rowsChanged;
    });
  }

  /** Reads a small result whole. */
  async rows(operation: string, sql: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    return this.#prepared(operation, { sql, parameters }, async (prepared) => {
      const result = await prepared.run();
      return (await result.getRowObjects()).map((values) => new Row(values));
    });
  }

  /** Streams a large result, one chunk of at most 2,048 rows after the other. */
  async stream(
    operation: string,
    { sql, parameters }: { sql: string; parameters: Parameters },
    visit: (chunk: DuckDBDataChunk) => void,
  ): Promise<void> {
    await this.#prepared(operation, { sql, parameters }, async (prepared) => {
      const result = await prepared.stream();
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        visit(chunk);
      }
    });
  }

  /** All of `work` or, where it throws or asks for it by giving `commit: false`, none of it. */
  async transaction<T extends { commit: boolean }>(operation: string, work: () => Promise<T>): Promise<T> {
    await this.run(operation, 'BEGIN TRANSACTION');
    let done: T;
    try {
      done = await work();
    } catch (error) {
      await this.#rollBackQuietly();
      throw storeFailure(operation, error);
    }
    await this.run(operation, done.commit ? 'COMMIT' : 'ROLLBACK');
    return done;
  }

  /** Whatever `work` reads is of one instant; what it writes, in temporary tables, is gone after it. */
  async snapshot<T>(operation: string, work: () => Promise<T>): Promise<T> {
    const { result } = await this.transaction(operation, async () => ({
      commit: false,
      result: await work(),
    }));
    return result;
  }

  close(): void {
    this.connection.closeSync();
  }

  /** The error that made it necessary is the one worth telling; a dead connection has rolled back by itself. */
  async #rollBackQuietly(): Promise<void> {
    try {
      await this.connection.run('ROLLBACK');
    } catch {
      return;
    }
  }

  async #prepared<T>(
    operation: string,
    { sql, parameters }: { sql: string; parameters: Parameters },
    work: (prepared: DuckDBPreparedStatement) => Promise<T>,
  ): Promise<T> {
    let prepared: DuckDBPreparedStatement | undefined;
    try {
      prepared = await this.connection.prepare(sql);
      for (let index = 1; index <= prepared.parameterCount; index++) {
        const name = prepared.parameterName(index);
        const parameter = parameters[name];
        if (parameter === undefined) throw new InvariantError(`${operation}: no value for $${name}`);
        prepared.bindValue(index, parameter.value, parameter.type);
      }
      return await work(prepared);
    } catch (error) {
      throw storeFailure(operation, error);
    } finally {
      prepared?.destroySync();
    }
  }
}
