import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';

/** A table's rows as text, sorted unless their order is part of the table; equal tables give equal rows. */
function canonicalRows(tables: FactTables, name: FactTableName): readonly string[] {
  const columns = Object.keys(FACT_TABLES[name]);
  const table: Readonly<Record<string, ArrayLike<string | number>>> = tables[name];
  const { length } = table[columns[0]!]!;
  const cells = columns.map((column) =>
    column === 'identifier' ? identifierNames(tables) : Array.from(table[column]!, cellText),
  );
  const rows = Array.from({ length }, (_, row) => cells.map((column) => column[row]).join(' | '));
  return name === 'subjects' || name === 'obligations' ? rows : rows.sort();
}

/** Tells -0 from 0, which compare equal and have different bits. */
function cellText(value: string | number): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/** Identifiers are numbered as each store likes; what they have in common is who was seen with them, and when. */
function identifierNames({ sightings }: FactTables): readonly string[] {
  const users = new Map<number, string[]>();
  for (const [row, identifier] of sightings.identifier.entries()) {
    const user = [sightings.subject, sightings.kind, sightings.first_at, sightings.last_at].map(
      (c) => c[row],
    );
    const known = users.get(identifier);
    if (known === undefined) users.set(identifier, [user.join()]);
    else known.push(user.join());
  }
  const names = new Map([...users].map(([identifier, found]) => [identifier, found.sort().join(';')]));
  return Array.from(sightings.identifier, (identifier) => names.get(identifier)!);
}

/** Where two sets of tables differ: up to three rows of each that the other lacks, by table. Empty: they are equal. */
export function differences(one: FactTables, other: FactTables): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const name of Object.keys(FACT_TABLES) as FactTableName[]) {
    const [a, b] = [canonicalRows(one, name), canonicalRows(other, name)];
    if (a.length === b.length && a.every((row, place) => row === b[place])) continue;
    found[name] = { rows: [a.length, b.length], only: [lacking(a, b), lacking(b, a)] };
  }
  return found;
}

function lacking(rows: readonly string[], others: readonly string[]): readonly string[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row)).slice(0, 3);
}
