import { DOUBLE, INTEGER, UINTEGER, USMALLINT, UTINYINT, type DuckDBType } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import { FACTOR_SCORE_COLUMNS, SUBJECT_SCORE_COLUMNS, type NumberType } from '../../scoring/score-table.ts';
import { readTexts } from './json-texts.ts';
import { integerParameter, textParameter, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** One table of scores: the factors its rows hold, in order. */
export interface ScoreLayout {
  readonly number: number;
  readonly factorIds: readonly string[];
}

const TYPES: Readonly<Record<NumberType, { readonly sql: string; readonly type: DuckDBType }>> = {
  uint8: { sql: 'UTINYINT', type: UTINYINT },
  uint16: { sql: 'USMALLINT', type: USMALLINT },
  uint32: { sql: 'UINTEGER', type: UINTEGER },
  float64: { sql: 'DOUBLE', type: DOUBLE },
};

/** A column of a layout's table; `value` alone may be NULL, where it is NaN. */
interface StoredColumn {
  readonly name: string;
  readonly kind: NumberType;
}

/** The columns after run and position, in the order of `scoreColumns`. */
function storedColumns({ factorIds }: ScoreLayout): readonly StoredColumn[] {
  const subject = Object.entries(SUBJECT_SCORE_COLUMNS).map(([name, kind]) => ({
    name: subjectColumnName(name),
    kind,
  }));
  const factors = factorIds.flatMap((_, index) =>
    Object.entries(FACTOR_SCORE_COLUMNS).map(([name, kind]) => ({
      name: factorColumnName(name, index),
      kind,
    })),
  );
  return [...subject, ...factors];
}

export function subjectColumnName(name: string): string {
  return name === 'kinds' ? 'kind' : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function factorColumnName(name: string, index: number): string {
  return `${name}_${index}`;
}

/** The columns that tables of scores had before there was a network. */
const IN_FIRST_FORM = /^(kind|outcome|score|confidence|value_\d+|evidence_\d+|bin_\d+)$/;

/** run, position, and what follows. */
export function columnTypes(layout: ScoreLayout): readonly DuckDBType[] {
  return [INTEGER, UINTEGER, ...storedColumns(layout).map(({ kind }) => TYPES[kind].type)];
}

export function scoreTableName({ number }: ScoreLayout): string {
  return `scores_${number}`;
}

/** What the statements about a layout's table are filled with. `dense_columns` has NaN where others have NULL. */
export function layoutFragments(layout: ScoreLayout): Fragments {
  const columns = storedColumns(layout);
  const isNullable = ({ name }: StoredColumn) => name.startsWith('value_');
  const each = (text: (column: StoredColumn) => string) => columns.map(text).join(', ');
  return {
    table: () => scoreTableName(layout),
    definitions: () =>
      each((column) => `${column.name} ${TYPES[column.kind].sql}${isNullable(column) ? '' : ' NOT NULL'}`),
    columns: () => each(({ name }) => name),
    carried: () => each(({ name }) => (IN_FIRST_FORM.test(name) ? name : `0 AS ${name}`)),
    dense_columns: () =>
      each((column) => (isNullable(column) ? `coalesce(${column.name}, 'nan'::DOUBLE)` : column.name)),
  };
}

/** The layout of a number that a run names. */
export async function readLayout(session: Session, number: number): Promise<ScoreLayout> {
  const parameters = { layout: integerParameter(number) };
  const [row] = await session.rows('read a score layout', statement('runs/layout-by-number'), parameters);
  if (row === undefined)
    throw new InvariantError(`a run names the score layout ${number}, which is not there`);
  return { number, factorIds: readTexts(row.text('factors')) };
}

/** Every layout that any run has. */
export async function allLayouts(session: Session): Promise<readonly ScoreLayout[]> {
  const rows = await session.rows('read the score layouts', statement('runs/layouts'));
  return rows.map((row) => ({ number: row.number('layout'), factorIds: readTexts(row.text('factors')) }));
}

/** The layout for these factors, made where there is none yet. */
export async function layoutFor(session: Session, factorIds: readonly string[]): Promise<ScoreLayout> {
  const operation = 'make room for scores';
  const factors = textParameter(JSON.stringify(factorIds));
  const [known] = await session.rows(operation, statement('runs/layout'), { factors });
  if (known !== undefined) return { number: known.number('layout'), factorIds };
  const [made] = await session.rows(operation, statement('runs/next-layout'), { factors });
  const layout = { number: made?.number('layout') ?? 1, factorIds };
  await session.run(operation, fill(statement('schema/scores'), layoutFragments(layout)));
  return layout;
}
