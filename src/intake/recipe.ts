/**
 * A recipe brings a foreign data set in: a folder of `KIND.sql` files, each one SELECT whose columns are the fact's,
 * over `read_csv($from || '/...')` and the like. It runs in a DuckDB of its own that may read the FROM folder and
 * nothing else, with its configuration locked; its rows are copied out in memory and then validated like any other.
 */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  DuckDBInstance,
  StatementType,
  type DuckDBConnection,
  type DuckDBPreparedStatement,
} from '@duckdb/node-api';
import { InvalidConfigError } from '../domain/errors.ts';
import { FACT_KINDS, type FactKind } from '../domain/facts.ts';
import { linkInto, NO_EXTENSIONS, type Reader } from './reader.ts';
import type { TypedColumn } from './relations.ts';
import { literal, quoted } from './sql-text.ts';

interface RecipeStep {
  readonly kind: FactKind;
  /** Its file's name, which stands for the source in messages. */
  readonly origin: string;
  readonly sql: string;
}

/** Rows of one step, in a temporary table of the reader. */
export interface RecipeRows {
  readonly kind: FactKind;
  readonly origin: string;
  readonly table: string;
  readonly columns: readonly TypedColumn[];
}

/** The steps of a recipe folder, referenced kinds first. */
async function readRecipe(recipe: string): Promise<readonly RecipeStep[]> {
  const names = await readdir(recipe).catch((cause: unknown) => {
    throw new InvalidConfigError(
      `import with recipe ${recipe}: there is no such folder; expected one with KIND.sql files, such as seed/recipes/bitcoin-otc.`,
      { cause },
    );
  });
  const files = names.filter((name) => name.endsWith('.sql'));
  const stray = files.find((name) => !(FACT_KINDS as readonly string[]).includes(basename(name, '.sql')));
  if (stray !== undefined || files.length === 0)
    throw new InvalidConfigError(
      `import with recipe ${recipe}: ${stray ?? 'no .sql file'} came; expected KIND.sql files, where KIND is one of ${FACT_KINDS.join(', ')}.`,
    );
  const kinds = FACT_KINDS.filter((kind) => files.includes(`${kind}.sql`));
  return Promise.all(
    kinds.map(async (kind) => ({
      kind,
      origin: `${kind}.sql`,
      sql: await readFile(join(recipe, `${kind}.sql`), 'utf8'),
    })),
  );
}

/**
 * Runs a recipe over a folder and hands over each step's rows before the next step runs. Steps run on one thread, so
 * that rows come in the same order every time and `row_number() OVER ()` is stable.
 */
export async function runRecipe(
  reader: Reader,
  { from, recipe }: { from: string; recipe: string },
  take: (rows: RecipeRows) => Promise<void>,
): Promise<void> {
  const steps = await readRecipe(recipe);
  const link = await linkInto(reader.scratch, { name: 'data', target: from });
  const instance = await DuckDBInstance.create(':memory:', { ...NO_EXTENSIONS, threads: '1' });
  try {
    const sandbox = await instance.connect();
    await sandbox.run(`SET TimeZone = 'UTC'`);
    await sandbox.run(`SET temp_directory = ''`);
    await sandbox.run(`SET allowed_directories = [${literal(link)}]`);
    await sandbox.run('SET enable_external_access = false');
    await sandbox.run('SET lock_configuration = true');
    for (const step of steps) {
      const rows = await copyRows({ reader, sandbox, step, link });
      await take(rows);
      await reader.connection.run(`DROP TABLE ${rows.table}`);
    }
  } finally {
    instance.closeSync();
  }
}

async function copyRows(request: {
  reader: Reader;
  sandbox: DuckDBConnection;
  step: RecipeStep;
  link: string;
}): Promise<RecipeRows> {
  const { reader, sandbox, step, link } = request;
  const table = quoted(`recipe_${step.kind}`);
  try {
    const statement = await prepareSelect(sandbox, step);
    if (statement.parameterCount > 0) statement.bind({ from: link });
    const result = await statement.stream();
    const names = result.columnNames();
    const columns = result.columnTypes().map((type, index) => ({ name: names[index]!, type: String(type) }));
    const declared = columns.map(
      ({ name, type }) => `${quoted(name)} ${type === '"NULL"' ? 'INTEGER' : type}`,
    );
    await reader.connection.run(`CREATE TABLE ${table} (${declared.join(', ')})`);
    const appender = await reader.connection.createAppender(`recipe_${step.kind}`);
    for (
      let chunk = await result.fetchChunk();
      chunk !== null && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    )
      appender.appendDataChunk(chunk);
    appender.closeSync();
    return { kind: step.kind, origin: step.origin, table, columns };
  } catch (error) {
    throw recipeFailed(step, link, error);
  }
}

async function prepareSelect(
  sandbox: DuckDBConnection,
  { origin, sql }: RecipeStep,
): Promise<DuckDBPreparedStatement> {
  const isEmpty = sql.replace(/--.*$/gm, '').trim() === '';
  const statements = isEmpty ? undefined : await sandbox.extractStatements(sql);
  if (statements?.count !== 1)
    throw new InvalidConfigError(
      `recipe ${origin}: ${statements?.count ?? 0} statements came; expected exactly one SELECT.`,
    );
  const statement = await statements.prepare(0);
  if (statement.statementType !== StatementType.SELECT)
    throw new InvalidConfigError(
      `recipe ${origin}: a statement that is no SELECT came; a recipe reads and does nothing else.`,
    );
  return statement;
}

function recipeFailed({ origin }: RecipeStep, link: string, error: unknown): Error {
  if (error instanceof InvalidConfigError) return error;
  const message = (error instanceof Error ? error.message : String(error)).replaceAll(link, 'FROM');
  if (message.includes('file system operations are disabled'))
    return new InvalidConfigError(
      `recipe ${origin}: it reads or writes outside of the FROM folder; expected only files below $from.`,
    );
  return new InvalidConfigError(`recipe ${origin}: ${withoutValues(message.split('\n')[0] ?? message)}`);
}

/** What DuckDB says of a value quotes it, and it may be anybody's; of the SQL and of files below FROM it may speak. */
function withoutValues(message: string): string {
  if (/^(Conversion|Out of Range|Mismatch Type) Error/.test(message))
    return 'a value of its data does not convert; use TRY_CAST, so that its row comes through and is rejected';
  return message.startsWith('Invalid Input') ? message.replace(/["'](?!FROM).*$/, '…') : message;
}
