import { UINTEGER, DOUBLE, UTINYINT, USMALLINT, INTEGER, type DuckDBType } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import { readTexts } from './json-texts.ts';
import { integerParameter, textParameter, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** One table of scores: the factors its rows hold, in order. */
export interface ScoreLayout {
  readonly number: number;
  readonly factorIds: readonly string[];
}

/** run, position, kind, outcome, score, confidence: the columns before those of the factors. */
export const SUBJECT_COLUMN_TYPES: readonly DuckDBType[] = [
  INTEGER,
  UINTEGER,
  UTINYINT,
  UTINYINT,
  USMALLINT,
  USMALLINT,
];

/** The columns of each factor: value, evidence, bin. */
export const FACTOR_COLUMN_TYPES: readonly DuckDBType[] = [DOUBLE, UINTEGER, UTINYINT];

export function scoreTableName({ number }: ScoreLayout): string {
  return `scores_${number}`;
}

/** What the statements about a layout's table are filled with. `dense_columns` has NaN where others have NULL. */
export function layoutFragments(layout: ScoreLayout): Fragments {
  const each = (text: (index: number) => string) =>
    layout.factorIds.map((_, index) => `, ${text(index)}`).join('');
  return {
    table: () => scoreTableName(layout),
    factors: () =>
      each((n) => `value_${n} DOUBLE, evidence_${n} UINTEGER NOT NULL, bin_${n} UTINYINT NOT NULL`),
    columns: () => `kind, outcome, score, confidence${each((n) => `value_${n}, evidence_${n}, bin_${n}`)}`,
    dense_columns: () =>
      'position, kind, outcome, score, confidence' +
      each((n) => `coalesce(value_${n}, 'nan'::DOUBLE), evidence_${n}, bin_${n}`),
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
