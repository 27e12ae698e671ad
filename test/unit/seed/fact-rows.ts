import { cellOf, nameOf, type FactColumns } from '../../../src/domain/fact-columns.ts';
import type { FactKind } from '../../../src/domain/facts.ts';
import type { World } from '../../../seed/make-world.ts';

/** A cell as it was generated, absent ones left out. */
export type GeneratedRow = Readonly<Record<string, string | number | boolean>>;

export function rowsOf({ facts }: World, kind: FactKind): GeneratedRow[] {
  const columns = facts.find((table) => table.kind === kind);
  if (columns === undefined) throw new Error(`the world has no ${kind}`);
  return Array.from({ length: columns.rows }, (_, row) => rowAt(columns, row));
}

function rowAt({ columns }: FactColumns, row: number): GeneratedRow {
  const cells: Record<string, string | number | boolean> = {};
  for (const [name, column] of Object.entries(columns)) {
    const cell = cellOf(column, row);
    if (cell !== undefined) cells[name] = cell;
  }
  return cells;
}

/** The id of a subject by its number. */
export function idIn({ truth }: World, subject: number): string {
  return nameOf(truth.names, subject);
}

/** The last version of each fact, by the columns of its key. */
export function latestVersions(rows: readonly GeneratedRow[], key: readonly string[]): GeneratedRow[] {
  return [...new Map(rows.map((row) => [key.map((name) => row[name]).join('|'), row])).values()];
}
