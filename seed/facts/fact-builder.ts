import { columnOf } from '../../src/domain/columns.ts';
import type { FactColumns } from '../../src/domain/fact-columns.ts';
import { columnsOf } from '../../src/domain/fact-declaration.ts';
import { factDeclaration, PROVENANCE, type Fact, type FactKind } from '../../src/domain/facts.ts';
import type { Instant } from '../../src/domain/time.ts';
import { BATCH_ROWS, columnBuilder, type Cell, type ColumnBuilder } from './column-builder.ts';
import { seriesOf, type Names } from './names.ts';

/** One row as it is generated: ids are numbers, and ratios plain decimals, not parts per million. */
export type Row<K extends FactKind> = {
  [Name in keyof Fact<K>]: Name extends `${string}_id`
    ? number | Extract<Fact<K>[Name], undefined>
    : Name extends 'id'
      ? K extends 'sources'
        ? string
        : number
      : Fact<K>[Name];
} & {
  readonly recorded_at: Instant;
  readonly source?: string | undefined;
  readonly retracted?: true | undefined;
};

/** Facts of one kind, appended row by row and handed on by column, a batch at a time. */
export class FactBuilder<K extends FactKind> {
  readonly #kind: K;
  readonly #columns: readonly ColumnBuilder[];
  readonly #onFull: (batch: FactColumns) => void;
  #rows = 0;

  constructor(kind: K, names: Names, onFull: (batch: FactColumns) => void) {
    this.#kind = kind;
    this.#onFull = onFull;
    const declared = new Map(columnsOf(factDeclaration(kind)).map(({ name, column }) => [name, column]));
    declared.set('recorded_at', columnOf(PROVENANCE.recorded_at));
    declared.set('retracted', columnOf(PROVENANCE.retracted));
    if (!declared.has('source')) declared.set('source', columnOf(PROVENANCE.source));
    this.#columns = [...declared].map(([name, column]) =>
      columnBuilder(name, column, seriesOf(names, kind, { name, column })),
    );
  }

  append(row: Row<K>): void {
    const cells = row as Readonly<Record<string, Cell>>;
    for (const column of this.#columns) column.set(this.#rows, cells[column.name]);
    this.#rows++;
    if (this.#rows === BATCH_ROWS) this.handOn();
  }

  /** Hands on what there is, however little. */
  handOn(): void {
    const rows = this.#rows;
    this.#rows = 0;
    const columns = Object.fromEntries(this.#columns.map((column) => [column.name, column.take(rows)]));
    this.#onFull({ kind: this.#kind, rows, columns });
  }
}
