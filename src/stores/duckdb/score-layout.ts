import { UINTEGER, DOUBLE, UTINYINT, USMALLINT, INTEGER, VARCHAR, type DuckDBType } from '@duckdb/node-api';
import { readTexts } from './json-texts.ts';
import { textParameter, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** One table of scores: the factors its rows hold, in order. */
export interface ScoreLayout {
  readonly number: number;
  readonly factorIds: readonly string[];
}

/** The columns before those of the factors, in the table's order. */
export const SUBJECT_COLUMN_TYPES: readonly DuckDBType[] = [
  INTEGER, UINTEGER, UINTEGER, VARCHAR, UTINYINT, UTINYINT, USMALLINT, USMALLINT,
]; // prettier-ignore

/** The columns of each factor: value, evidence, bin. */
export const FACTOR_COLUMN_TYPES: readonly DuckDBType[] = [DOUBLE, UINTEGER, UTINYINT];

export function scoreTableName({ number }: ScoreLayout): string {
  return `scores_${number}`;
}

/** What the statements about a layout's table are filled with. Values come without NULL: NaN stands for it. */
export function layoutFragments(layout: ScoreLayout): Fragments {
  const definitions = layout.factorIds.map(
    (_, index) =>
      `, value_${index} DOUBLE, evidence_${index} UINTEGER NOT NULL, bin_${index} UTINYINT NOT NULL`,
  );
  const columns = layout.factorIds.map(
    (_, index) =>
      `, coalesce(value_${index}, 'nan'::DOUBLE) AS value_${index}, evidence_${index}, bin_${index}`,
  );
  return {
    table: () => scoreTableName(layout),
    factors: () => definitions.join('\n  '),
    columns: () => `position, subject_id, kind, outcome, score, confidence${columns.join('')}`,
  };
}

export async function listLayouts(session: Session): Promise<readonly ScoreLayout[]> {
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
