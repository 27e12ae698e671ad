import type { ColumnTable, ColumnValues, TypedColumn } from '../src/domain/fact-columns.ts';
import type { ColumnType } from '../src/domain/columns.ts';
import { PERSON_ROLES } from './people/people.ts';
import type { Truth } from './truth.ts';

/** The truth as tables by name: who is what, and the patterns with those who take part. */
export function truthTables(truth: Truth): Readonly<Record<string, ColumnTable>> {
  return {
    people: people(truth),
    merchants: merchants(truth),
    patterns: patterns(truth),
    parts: parts(truth),
  };
}

function people({ names, people: { count, role, community, reliability } }: Truth): ColumnTable {
  const places = Int32Array.from(role, (what) => PERSON_ROLES.indexOf(what));
  return table(count, [
    ['id', 'id', { numbers: Int32Array.from({ length: count }, (_, i) => i), series: names }],
    ['role', 'text', { places, labels: PERSON_ROLES }],
    ['community', 'integer', Float64Array.from(community)],
    ['reliability', 'ratio', reliability],
  ]);
}

function merchants({ names, merchants: { count, firstSubject, reliability } }: Truth): ColumnTable {
  const numbers = Int32Array.from({ length: count }, (_, m) => firstSubject + m);
  return table(count, [
    ['id', 'id', { numbers, series: names }],
    ['reliability', 'ratio', reliability],
  ]);
}

function patterns({ patterns: all }: Truth): ColumnTable {
  return table(all.length, [
    ['pattern', 'integer', Float64Array.from(all, (_, index) => index + 1)],
    ['kind', 'text', all.map(({ kind }) => kind)],
    ['is_ring', 'flag', all.map(({ isRing }) => isRing)],
    ['subtlety', 'ratio', Float64Array.from(all, ({ subtlety }) => subtlety)],
    ['starts_at', 'instant', Float64Array.from(all, ({ startsAt }) => startsAt)],
    ['ends_at', 'instant', Float64Array.from(all, ({ endsAt }) => endsAt)],
  ]);
}

function parts({ names, patterns: all }: Truth): ColumnTable {
  const rows = all.flatMap(({ parts: own }, index) => own.map((part) => ({ ...part, pattern: index + 1 })));
  return table(rows.length, [
    ['pattern', 'integer', Float64Array.from(rows, ({ pattern }) => pattern)],
    ['subject_id', 'id', { numbers: Int32Array.from(rows, ({ subject }) => subject), series: names }],
    ['part', 'text', rows.map(({ part }) => part)],
  ]);
}

function table(
  rows: number,
  columns: readonly (readonly [name: string, type: ColumnType, values: ColumnValues])[],
): ColumnTable {
  return {
    rows,
    columns: columns.map(([name, type, values]): TypedColumn => ({ name, type, values })),
  };
}
