/** A store that finds whom two cuts see differently by holding all their tables against each other. */
import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';
import type { GraphStore, Touched } from '../../src/engine/ports.ts';
import { referenceOf } from '../../src/engine/resident/references.ts';

export function withTouched(store: GraphStore): GraphStore {
  const touched: NonNullable<GraphStore['touched']> = async (from, to) => {
    const request = { purpose: 'credit' };
    return between(await store.project(from, request), await store.project(to, request));
  };
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'touched') return touched;
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function between(one: FactTables, other: FactTables): Touched {
  const [before, after] = [rowsBySubject(one), rowsBySubject(other)];
  const everybody = new Set([...before.keys(), ...after.keys()]);
  const subjects = [...everybody].filter((id) => before.get(id)?.join('\n') !== after.get(id)?.join('\n'));
  const sharers = [one, other].flatMap(({ sightings, subjects: { id } }) =>
    Array.from(sightings.subject, (subject) => id[subject]!),
  );
  const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort();
  return { subjects: sorted(subjects), sharers: sorted(sharers), everybody: false };
}

function rowsBySubject(tables: FactTables): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const name of Object.keys(FACT_TABLES) as FactTableName[]) {
    if (name === 'sightings' || name === 'rates') continue;
    const table: Readonly<Record<string, ArrayLike<string | number>>> = tables[name];
    const columns = Object.keys(table);
    for (let row = 0; row < table[columns[0]!]!.length; row++) {
      const named = new Set<string>();
      const cells = columns.map((column) => {
        const value = table[column]![row]!;
        const reference = referenceOf(name, column);
        if (reference === undefined || Number.isNaN(value)) return `${column}=${value}`;
        if (reference === 'subjects') named.add(tables.subjects.id[Number(value)]!);
        else named.add(tables.subjects.id[tables.obligations.debtor[Number(value)]!]!);
        return `${column}=${tables[reference].id[Number(value)]!}`;
      });
      if (name === 'subjects') named.add(tables.subjects.id[row]!);
      for (const id of named) {
        const rows = found.get(id) ?? [];
        rows.push(`${name} ${cells.join(' ')}`);
        found.set(id, rows);
      }
    }
  }
  for (const rows of found.values()) rows.sort();
  return found;
}
