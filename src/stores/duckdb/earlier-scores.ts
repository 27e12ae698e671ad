/**
 * Scores as earlier releases kept them, a row for each: runs that measured the same factors shared the table
 * scores_<layout>, with a column for each of SUBJECT_SCORE_COLUMNS, in snake case and `kind` for kinds, and for the n-th
 * factor each of FACTOR_SCORE_COLUMNS with _n behind it; the subjects were in scored_subjects.
 */
import type { DuckDBDataChunk } from '@duckdb/node-api';
import { InvariantError } from '../../domain/errors.ts';
import {
  emptyScoreTable,
  FACTOR_SCORE_COLUMNS,
  scoreColumns,
  SUBJECT_SCORE_COLUMNS,
  type ScoreTable,
} from '../../scoring/score-table.ts';
import { readTexts } from './json-texts.ts';
import { makeShelf } from './score-shelves.ts';
import { writeScores } from './score-writer.ts';
import { integerParameter, textParameter, type Row, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

/** Puts all of them into blocks, and drops their tables. */
export async function packEarlierScores(session: Session, operation: string): Promise<void> {
  await makeShelf(session, operation, 1);
  const runs = await session.rows(operation, statement('schema/earlier-runs'));
  await session.run(operation, fill(statement('schema/set-aside'), { table: () => 'runs' }));
  await session.run(operation, statement('schema/runs'));
  for (const run of runs) {
    const scores = await readEarlier(session, operation, run);
    const shelf = await writeScores(session, run.number('number'), scores);
    await session.run(operation, statement('schema/carry-run'), {
      number: integerParameter(run.number('number')),
      factors: textParameter(run.text('factors')),
      own_rows: integerParameter(scores.ids.length),
      shelf: integerParameter(shelf),
    });
  }
  await session.run(operation, statement('schema/drop-earlier'));
  const tables = await session.rows(operation, statement('schema/tables'));
  for (const name of tables.map((row) => row.text('name')))
    if (/^(layouts|scored_subjects|scores_\d+)$/.test(name))
      await session.run(operation, fill(statement('schema/drop'), { table: () => name }));
}

async function readEarlier(session: Session, operation: string, run: Row): Promise<ScoreTable> {
  const factorIds = readTexts(run.text('factors'));
  const scores = emptyScoreTable(run.number('own_rows'), factorIds);
  const name = `scores_${run.number('layout')}`;
  const known = await session.rows(operation, statement('schema/columns'), { table: textParameter(name) });
  const names = new Set(known.map((row) => row.text('name')));
  const columns = columnNames(factorIds.length).map((column) => (names.has(column) ? dense(column) : '0'));
  const fragments = { table: () => name, columns: () => columns.join(', ') };
  const parameters = { run: integerParameter(run.number('number')) };
  const read = (sql: string, targets: readonly Target[]) =>
    session.stream(operation, { sql, parameters }, (chunk) => {
      scatter(chunk, targets);
    });
  await read(statement('schema/earlier-subjects'), [scores.ids]);
  await read(fill(statement('schema/earlier-scores'), fragments), scoreColumns(scores));
  return scores;
}

/** In the order of `scoreColumns`. */
function columnNames(factors: number): readonly string[] {
  const subject = Object.keys(SUBJECT_SCORE_COLUMNS).map((name) =>
    name === 'kinds' ? 'kind' : name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  );
  const ofFactors = Array.from({ length: factors }, (_, index) =>
    Object.keys(FACTOR_SCORE_COLUMNS).map((name) => `${name}_${index}`),
  );
  return [...subject, ...ofFactors.flat()];
}

/** A value alone may be NULL, where it is NaN. */
function dense(column: string): string {
  return column.startsWith('value_') ? `coalesce(${column}, 'nan'::DOUBLE)` : column;
}

type Target = string[] | ReturnType<typeof scoreColumns>[number];

/** Puts the columns that follow the position where it says. */
function scatter(chunk: DuckDBDataChunk, targets: readonly Target[]): void {
  const positions = chunk.getColumnVector(0);
  const places = Array.from({ length: chunk.rowCount }, (_, row) => Number(positions.getItem(row)));
  for (const [index, target] of targets.entries()) {
    const vector = chunk.getColumnVector(index + 1);
    for (const [row, place] of places.entries()) {
      const value = vector.getItem(row);
      if (typeof value === 'number' && !Array.isArray(target)) target[place] = value;
      else if (typeof value === 'string' && Array.isArray(target)) target[place] = value;
      else throw new InvariantError('a column of scores holds another type than it was made with');
    }
  }
}
