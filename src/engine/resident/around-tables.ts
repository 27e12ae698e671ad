import { compareCodePoints } from '../../domain/order.ts';
import type { FactTable, FactTables } from '../fact-tables.ts';
import { gatherRows, noRows } from './gather.ts';
import {
  OBLIGED_TABLES,
  OWN_TABLES,
  PAIR_TABLES,
  type HeldTableName,
  type ObligedTable,
  type PairTable,
} from './references.ts';
import type { ResidentTables } from './resident-tables.ts';

/** Tables of the same form as a projection's, around some subjects. */
export interface Around {
  readonly tables: FactTables;
  /** The subject, by index in what is resident, of each subject of the tables; those asked for come first. */
  readonly members: Uint32Array;
}

/**
 * All that names one of some subjects at either end, as `GraphStore.project` gives it around them, but for sightings.
 * Rates are whole.
 * @param subjects - indices, each once
 */
export function aroundSubjects(held: ResidentTables, subjects: readonly number[]): Around {
  return gather(held, subjects, { own: OWN_TABLES, pairs: PAIR_TABLES });
}

/** The same, for obligations, what belongs to them, and guarantees alone. */
export function aroundDebtors(held: ResidentTables, subjects: readonly number[]): Around {
  return gather(held, subjects, { own: [], pairs: ['guarantees'] });
}

interface Wanted {
  readonly own: typeof OWN_TABLES | readonly [];
  readonly pairs: readonly PairTable[];
}

function gather(held: ResidentTables, subjects: readonly number[], wanted: Wanted): Around {
  const rows = new Map<HeldTableName, readonly number[]>();
  for (const name of wanted.own)
    rows.set(
      name,
      subjects.flatMap((subject) => held.held[name].rowsOf('subject', subject)),
    );
  for (const name of wanted.pairs) rows.set(name, pairRows(held, name, subjects));
  const guarantees = rows.get('guarantees') ?? [];
  rows.set('obligations', obligationRows(held, { subjects, guarantees }));
  for (const name of OBLIGED_TABLES) rows.set(name, obligedRows(held, name, rows.get('obligations')!));
  const members = membersOf(held, subjects, rows);
  rows.set('subjects', members);
  // By subject, its place and one more: memory that is never written costs nothing.
  const places = new Uint32Array(held.subjects);
  members.forEach((subject, place) => (places[subject] = place + 1));
  const obligations = new Map(rows.get('obligations')!.map((row, place) => [row, place]));
  const numbers = {
    // Nobody that it does not name is owned by a subject out of sight.
    subjects: (subject: number) => (places[subject] === 0 ? Number.NaN : places[subject]! - 1),
    obligations: (row: number) => obligations.get(row)!,
  };
  const table = <N extends HeldTableName>(name: N): FactTable<N> =>
    gatherRows(name, { from: held.held[name].columns, rows: rows.get(name) ?? [] }, numbers);
  const names = ['subjects', 'obligations', ...OWN_TABLES, ...OBLIGED_TABLES, ...PAIR_TABLES] as const;
  const tables = Object.fromEntries(names.map((name) => [name, table(name)]));
  return {
    tables: { ...tables, sightings: noRows('sightings'), rates: held.rates } as FactTables,
    members: Uint32Array.from(members),
  };
}

/** Each row once. */
function pairRows(held: ResidentTables, name: PairTable, subjects: readonly number[]): number[] {
  const table = held.held[name];
  const isAsked = new Set(subjects);
  const rows: number[] = [];
  for (const subject of subjects) {
    table.visit('source', subject, (row) => rows.push(row));
    table.visit('target', subject, (row) => {
      if (!isAsked.has(table.columns.source[row]!)) rows.push(row);
    });
  }
  return rows;
}

/** Those of the subjects, and those that guarantees name, in the code point order of their ids. */
function obligationRows(
  held: ResidentTables,
  { subjects, guarantees }: { subjects: readonly number[]; guarantees: readonly number[] },
): number[] {
  const rows = new Set(subjects.flatMap((subject) => held.obligationsOf(subject)));
  for (const guarantee of guarantees) {
    const named = held.held.guarantees.columns.obligation[guarantee]!;
    if (!Number.isNaN(named) && held.held.obligations.isThere(named)) rows.add(named);
  }
  const { id } = held.held.obligations.columns;
  return [...rows].sort((one, other) => compareCodePoints(id[one]!, id[other]!));
}

function obligedRows(held: ResidentTables, name: ObligedTable, obligations: readonly number[]): number[] {
  return obligations.flatMap((obligation) => held.held[name].rowsOf('obligation', obligation));
}

/** Those asked for, then whoever else a row names, ascending. */
function membersOf(
  held: ResidentTables,
  subjects: readonly number[],
  rows: ReadonlyMap<HeldTableName, readonly number[]>,
): number[] {
  const asked = new Set(subjects);
  const others = new Set<number>();
  const note = (subject: number): void => {
    if (!Number.isNaN(subject) && !asked.has(subject)) others.add(subject);
  };
  for (const name of PAIR_TABLES) {
    const { source, target } = held.held[name].columns;
    for (const row of rows.get(name) ?? []) {
      note(source[row]!);
      note(target[row]!);
    }
  }
  for (const row of rows.get('obligations')!) note(held.held.obligations.columns.debtor[row]!);
  for (const subject of subjects) note(held.held.subjects.columns.owner[subject]!);
  return [...subjects, ...[...others].sort((one, other) => one - other)];
}
