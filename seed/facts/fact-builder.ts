import { columnOf } from '../../src/domain/columns.ts';
import type { FactColumns } from '../../src/domain/fact-columns.ts';
import { columnsOf } from '../../src/domain/fact-declaration.ts';
import { factDeclaration, PROVENANCE, type Fact, type FactKind } from '../../src/domain/facts.ts';
import type { Instant } from '../../src/domain/time.ts';
import { columnBuilder, type Cell, type ColumnBuilder } from './column-builder.ts';

/** One row as it is generated: ratios are plain decimals here, not parts per million. */
export type Row<K extends FactKind> = Fact<K> & {
  readonly recorded_at: Instant;
  readonly source?: string | undefined;
};

/** Facts of one kind, appended row by row and held by column; a column that nobody filled is left out. */
export class FactBuilder<K extends FactKind> {
  readonly #kind: K;
  readonly #columns: readonly ColumnBuilder[];
  #rows = 0;

  constructor(kind: K) {
    this.#kind = kind;
    const declared = new Map(columnsOf(factDeclaration(kind)).map(({ name, column }) => [name, column]));
    declared.set('recorded_at', columnOf(PROVENANCE.recorded_at));
    if (!declared.has('source')) declared.set('source', columnOf(PROVENANCE.source));
    this.#columns = [...declared].map(([name, column]) => columnBuilder(name, column));
  }

  append(row: Row<K>): void {
    const cells = row as Readonly<Record<string, Cell>>;
    for (const column of this.#columns) column.append(cells[column.name]);
    this.#rows++;
  }

  finish(): FactColumns {
    const filled = this.#columns.filter((column) => column.filled);
    return {
      kind: this.#kind,
      rows: this.#rows,
      columns: Object.fromEntries(filled.map((column) => [column.name, column.finish()])),
    };
  }
}
