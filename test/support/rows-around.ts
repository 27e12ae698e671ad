/** What a projection around some subjects owes, taken out of tables, the full ones or its own: equal for both. */
import { FACT_TABLES, type FactTableName, type FactTables } from '../../src/engine/fact-tables.ts';
import type { Around } from '../../src/engine/ports.ts';
import { tableRows, type TableRow } from '../contract/store-bench.ts';

type Rows = readonly TableRow[];

const ENDS = ['subject', 'source', 'target', 'debtor'];
/** They are about obligations, or about how identifiers are shared, or about nobody. */
const APART: readonly FactTableName[] = [
  'subjects',
  'obligations',
  'dues',
  'payments',
  'balances',
  'sightings',
  'rates',
];

export function rowsAround(tables: FactTables, around: Around): Readonly<Record<string, Rows>> {
  const near = new Set(around.subjects);
  const wanted = new Set(around.tables ?? (Object.keys(FACT_TABLES) as FactTableName[]));
  const namesOne = (row: TableRow) => endsOf(row).some((id) => near.has(id));
  const found: Record<string, Rows> = {};
  for (const name of wanted)
    if (!APART.includes(name)) found[name] = tableRows(tables, name).filter(namesOne);
  if (wanted.has('obligations')) Object.assign(found, obligedRows(tables, near, found['guarantees'] ?? []));
  const sharers = wanted.has('sightings') ? around.sharers : [];
  if (wanted.has('sightings')) found['sightings'] = sightingRows(tables, sharers);
  const named = new Set([...around.subjects, ...sharers, ...Object.values(found).flat().flatMap(endsOf)]);
  found['rates'] = tableRows(tables, 'rates');
  found['subjects'] = subjectRows(tables, { named, near });
  return found;
}

function endsOf(row: TableRow): readonly string[] {
  return ENDS.flatMap((column) => (typeof row[column] === 'string' ? [row[column]] : []));
}

function obligedRows(tables: FactTables, near: ReadonlySet<string>, guarantees: Rows): Record<string, Rows> {
  const all = tableRows(tables, 'obligations');
  const owed = new Set(all.filter(({ debtor }) => near.has(String(debtor))).map(({ id }) => id));
  const guaranteed = new Set(guarantees.map(({ obligation }) => obligation));
  const ofOwed = (name: FactTableName) =>
    tableRows(tables, name).filter(({ obligation }) => owed.has(obligation ?? null));
  return {
    obligations: all.filter(({ id }) => owed.has(id ?? null) || guaranteed.has(id ?? null)),
    ...{ dues: ofOwed('dues'), payments: ofOwed('payments'), balances: ofOwed('balances') },
  };
}

/** All of everybody who shares with a sharer; a sharer's with all who were seen with the identifier, by id. */
function sightingRows(tables: FactTables, sharers: readonly string[]): Rows {
  const { identifier, subject } = tables.sightings;
  const ids = Array.from(subject, (index) => tables.subjects.id[index]!);
  const users = new Map<number, string[]>();
  identifier.forEach((number, row) => users.set(number, [...(users.get(number) ?? []), ids[row]!].sort()));
  const isSharer = new Set(sharers);
  const reached = new Set([...users.values()].filter((all) => all.some((id) => isSharer.has(id))).flat());
  const plain = {
    ...tables,
    sightings: { ...tables.sightings, identifier: identifier.map((_, row) => row) },
  };
  return tableRows(plain, 'sightings')
    .map(({ identifier: row, ...rest }) => {
      const fellows = users.get(identifier[Number(row)]!) ?? [];
      return { ...rest, fellows: isSharer.has(String(rest['subject'])) ? fellows.join() : '' };
    })
    .filter((row: TableRow) => reached.has(String(row['subject'])))
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** Those named, what those near own, and owners of all of these, each as it is in the full table. */
function subjectRows(
  { subjects }: FactTables,
  { named, near }: { named: ReadonlySet<string>; near: ReadonlySet<string> },
): Rows {
  const all = subjects.id.map((id, row) => ({
    ...{ id, kind: subjects.kind[row]!, registered_at: subjects.registered_at[row]! },
    owner: subjects.id[subjects.owner[row]!] ?? null,
  }));
  const wanted = new Set([...named, ...all.filter(({ owner }) => near.has(owner ?? '')).map(({ id }) => id)]);
  for (let size = 0; size !== wanted.size;) {
    size = wanted.size;
    for (const { id, owner } of all) if (wanted.has(id) && owner !== null) wanted.add(owner);
  }
  return all.filter(({ id }) => wanted.has(id));
}
