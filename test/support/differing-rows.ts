/** Whom two sets of tables tell apart: the oracle of what a store says of two cuts. */
import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';
import { identifierColumns } from '../../src/engine/columns/identifiers.ts';
import { makeContext } from '../../src/engine/columns/context.ts';
import type { Exchange } from '../../src/engine/columns/money.ts';
import { kernelsHere } from '../../src/engine/kernels.ts';
import { tableRows, type TableRow } from '../contract/store-bench.ts';

const ENDS = ['subject', 'target', 'debtor'];

/** The ids of everybody whom a row names that only one of them has. */
export function whoDiffers(one: FactTables, other: FactTables): readonly string[] {
  return [...new Set([...whoDiffersIn(one, other).values()].flatMap((ids) => [...ids]))].sort();
}

/** The same by table, for those of which only one of them has some row. */
export function whoDiffersIn(
  one: FactTables,
  other: FactTables,
): ReadonlyMap<FactTableName, ReadonlySet<string>> {
  const found = new Map<FactTableName, Set<string>>();
  for (const name of Object.keys(FACT_TABLES) as FactTableName[]) {
    const [a, b] = [namedRows(one, name), namedRows(other, name)];
    const named = [...missing(a, b), ...missing(b, a)];
    if (named.length > 0) found.set(name, new Set(named.flat()));
  }
  return found;
}

/** Whom each row names that others have not. */
function missing(rows: NamedRows, others: NamedRows): (readonly string[])[] {
  return [...rows].filter(([row]) => !others.has(row)).map(([, ids]) => ids);
}

type NamedRows = ReadonlyMap<string, readonly string[]>;

/** Each row as text, the second of two alike told from the first, with whom it names. */
function namedRows(tables: FactTables, name: FactTableName): NamedRows {
  const { subjects, obligations } = tables;
  const debtorOf = new Map(obligations.id.map((id, row) => [id, subjects.id[obligations.debtor[row]!]!]));
  const ids = (row: TableRow) =>
    [...ENDS, ...(name === 'profiles' ? [] : ['source']), ...(name === 'subjects' ? ['id', 'owner'] : [])]
      .map((column) => row[column])
      .concat(debtorOf.get(String(row['obligation'])) ?? null)
      .filter((id) => typeof id === 'string');
  const seen = new Map<string, number>();
  return new Map(
    readableRows(tables, name).map((row) => {
      const text = JSON.stringify(row);
      const times = (seen.get(text) ?? 0) + 1;
      seen.set(text, times);
      return [`${text} ${times}`, ids(row)];
    }),
  );
}

function readableRows(tables: FactTables, name: FactTableName): readonly TableRow[] {
  const { subjects, sightings } = tables;
  if (name === 'subjects')
    return subjects.id.map((id, row) => ({
      ...{ id, kind: subjects.kind[row]!, registered_at: subjects.registered_at[row]! },
      owner: subjects.id[subjects.owner[row]!] ?? null,
    }));
  if (name !== 'sightings') return tableRows(tables, name);
  // Identifiers are numbered anew in every cut; whoever shares one is told by `identifierReadings`.
  return tableRows(
    { ...tables, sightings: { ...sightings, identifier: sightings.identifier.map(() => 0) } },
    name,
  );
}

/** What the identifiers of each subject come to, by id. */
export function identifierReadings(tables: FactTables): ReadonlyMap<string, string> {
  const { id } = tables.subjects;
  const exchange: Exchange = { reportingCurrency: 'EUR', currencies: [], rate: () => 1 };
  const context = makeContext({ asOf: 0, subjects: id.length, exchange, kernels: kernelsHere });
  const columns = Object.values(identifierColumns(tables, context));
  return new Map(id.map((subject, row) => [subject, columns.map((column) => column[row]).join(' ')]));
}
