import {
  DuckDBDataChunk,
  quotedIdentifier,
  VARCHAR,
  type DuckDBAppender,
  type DuckDBType,
} from '@duckdb/node-api';
import { InvalidInputError } from '../../domain/errors.ts';
import { lengthOf, type TypedColumn } from '../../domain/fact-columns.ts';
import { exportOf, fillVector, gatheredAs } from './parquet-column.ts';
import type { Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** The most rows a chunk holds: DuckDB's vector size. */
const CHUNK_ROWS = 2048;

interface GatheredColumn extends TypedColumn {
  readonly gatheredAs: DuckDBType;
  /** Whether any row has a value. */
  filled: boolean;
}

/** Columns on their way into a Parquet file: gathered batch by batch as numbers where they can be, written at the end. */
export class ParquetTable {
  readonly #session: Session;
  readonly #name: string;
  readonly #columns: GatheredColumn[];
  readonly #appender: DuckDBAppender;

  private constructor(
    session: Session,
    name: string,
    gathered: { columns: GatheredColumn[]; appender: DuckDBAppender },
  ) {
    this.#session = session;
    this.#name = name;
    this.#columns = gathered.columns;
    this.#appender = gathered.appender;
  }

  /** `first` is the first batch; it is not gathered yet, but says what columns there are and in what form. */
  static async open(session: Session, name: string, first: readonly TypedColumn[]): Promise<ParquetTable> {
    const columns = first.map((column) => ({ ...column, gatheredAs: gatheredAs(column), filled: false }));
    const definitions = columns.map(
      (column) => `${quotedIdentifier(column.name)} ${column.gatheredAs.toString()}`,
    );
    const fragments = { table: () => quotedIdentifier(name), definitions: () => definitions.join(', ') };
    await session.run(`gather ${name}`, fill(statement('parquet-file/table'), fragments));
    const appender = await session.connection.createAppender(name);
    return new ParquetTable(session, name, { columns, appender });
  }

  /** Throws InvalidInputError for columns other than those of the first batch, or of unequal length. */
  append(batch: readonly TypedColumn[], rows: number): void {
    this.#mustFit(batch, rows);
    const types = this.#columns.map((column) => column.gatheredAs);
    for (let start = 0; start < rows; start += CHUNK_ROWS) {
      const count = Math.min(CHUNK_ROWS, rows - start);
      const chunk = DuckDBDataChunk.create(types, count);
      for (const [index, column] of this.#columns.entries()) {
        const vector = chunk.getColumnVector(index);
        if (fillVector(vector, batch[index]!.values, { start, count })) column.filled = true;
        vector.flush();
      }
      this.#appender.appendDataChunk(chunk);
    }
  }

  /**
   * Writes the columns that any row fills, or all where none does or all are wanted; the table is gone afterwards.
   * Rows keep their order where no row fills the first of `orderedBy`; its others count as far as they are filled.
   */
  async export(path: string, which: 'all' | 'filled', orderedBy: readonly string[] = []): Promise<void> {
    this.#appender.closeSync();
    const filled = this.#columns.filter((column) => column.filled);
    const known = orderedBy.filter((name) => filled.some((column) => column.name === name));
    const sorted = known.map((name) => `${quotedIdentifier(this.#name)}.${quotedIdentifier(name)}`);
    const written = which === 'filled' && filled.length > 0 ? filled : this.#columns;
    const fragments = {
      table: () => quotedIdentifier(this.#name),
      order: () => (known[0] !== orderedBy[0] || sorted.length === 0 ? '' : `ORDER BY ${sorted.join(', ')}`),
      columns: () =>
        written.map((column) => `${exportOf(column)} AS ${quotedIdentifier(column.name)}`).join(', '),
    };
    await this.#session.run(`write ${path}`, fill(statement('parquet-file/export'), fragments), {
      path: { value: path, type: VARCHAR },
    });
    await this.#session.run(`write ${path}`, fill(statement('parquet-file/drop'), fragments));
  }

  #mustFit(batch: readonly TypedColumn[], rows: number): void {
    for (const { name, values } of batch) {
      const length = lengthOf(values);
      if (length !== rows)
        throw new InvalidInputError(
          `write ${this.#name}: expected ${rows} rows, but the column ${name} has ${length}; make them equal`,
        );
    }
    const same = this.#columns.every((column, index) => batch[index]?.name === column.name);
    if (!same || batch.length !== this.#columns.length)
      throw new InvalidInputError(
        `write ${this.#name}: expected the columns ${names(this.#columns)} in every batch, but one has ${names(batch)}`,
      );
  }
}

function names(columns: readonly TypedColumn[]): string {
  return columns.map(({ name }) => name).join(', ');
}
