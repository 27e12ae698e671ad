import { compareCodePoints } from '../../domain/order.ts';
import type { FactTable, FactTables } from '../fact-tables.ts';
import { gatherRows, noRows } from './gather.ts';
import { OBLIGED_TABLES, OWN_TABLES, PAIR_TABLES, type HeldTableName } from './references.ts';
import type { ResidentTables } from './resident-tables.ts';

export interface WholeTables {
  /** As a projection gives them, but without sightings. */
  readonly tables: FactTables;
  /** The index in what is resident of each subject of the tables. */
  readonly order: Uint32Array;
}

/** Everything that is held as the tables of a projection: subjects and obligations in code point order, no gaps. */
export function wholeTables(held: ResidentTables): WholeTables {
  const { subjects, obligations } = held.held;
  const order = orderOf(rowsThere(held, 'subjects'), subjects.columns.id);
  const obligationOrder = orderOf(rowsThere(held, 'obligations'), obligations.columns.id);
  const places = placesIn(order, subjects.length);
  const obligationPlaces = placesIn(obligationOrder, obligations.length);
  const numbers = {
    subjects: (row: number) => places[row]!,
    obligations: (row: number) => obligationPlaces[row]!,
  };
  const table = <N extends HeldTableName>(name: N): FactTable<N> => {
    const rows =
      name === 'subjects' ? order : name === 'obligations' ? obligationOrder : rowsThere(held, name);
    return gatherRows(name, { from: held.held[name].columns, rows }, numbers);
  };
  const names = ['subjects', 'obligations', ...OWN_TABLES, ...OBLIGED_TABLES, ...PAIR_TABLES] as const;
  const tables = Object.fromEntries(names.map((name) => [name, table(name)]));
  return {
    tables: { ...tables, sightings: noRows('sightings'), rates: held.rates } as FactTables,
    order,
  };
}

function rowsThere(held: ResidentTables, name: HeldTableName): Uint32Array {
  const table = held.held[name];
  const rows = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) if (table.isThere(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Rows were in order at first; where none came later they are still. */
function orderOf(rows: Uint32Array, ids: readonly string[]): Uint32Array {
  const isOrdered = rows.every(
    (row, place) => place === 0 || compareCodePoints(ids[rows[place - 1]!]!, ids[row]!) < 0,
  );
  return isOrdered ? rows : rows.toSorted((one, other) => compareCodePoints(ids[one]!, ids[other]!));
}

function placesIn(order: Uint32Array, count: number): Uint32Array {
  const places = new Uint32Array(count);
  order.forEach((row, place) => (places[row] = place));
  return places;
}
