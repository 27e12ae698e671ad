import type { ColumnValues, FactColumns } from '../../domain/fact-columns.ts';
import type { FactKind } from '../../domain/facts.ts';
import type { Row } from '../../../seed/facts/fact-builder.ts';

type Cell = string | number | boolean | undefined;

/** The rows of one kind as a generated world wrote them: ids as numbers, absent cells left out. */
export function rowsOfKind<K extends FactKind>(facts: readonly FactColumns[], kind: K): readonly Row<K>[] {
  return facts.filter((batch) => batch.kind === kind).flatMap((batch) => rowsOf<K>(batch));
}

function rowsOf<K extends FactKind>(facts: FactColumns): readonly Row<K>[] {
  const columns = Object.entries(facts.columns);
  return Array.from({ length: facts.rows }, (_, row) => {
    const cells = columns.map(([name, values]) => [name, cellAt(values, row)] as const);
    return Object.fromEntries(cells.filter(([, cell]) => cell !== undefined)) as Row<K>;
  });
}

function cellAt(values: ColumnValues, row: number): Cell {
  if ('numbers' in values) return values.numbers[row]! < 0 ? undefined : values.numbers[row];
  if ('places' in values) return values.labels[values.places[row]!];
  const cell = values[row];
  return typeof cell === 'number' && Number.isNaN(cell) ? undefined : cell;
}
