import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InvalidConfigError, InvalidInputError } from '../../../src/domain/errors.ts';
import { folderOf, importFolder, type Imported } from '../../support/intake-folders.ts';

const PEOPLE = 'who|joined\nann|2020-01-01\nbob|never\n';

async function runUsers(sql: string, more: Readonly<Record<string, string>> = {}): Promise<Imported> {
  const from = await folderOf({ 'people.csv': PEOPLE, ...more });
  return importFolder(from, { recipe: await folderOf({ 'users.sql': sql }) });
}

const SELECT = `SELECT who AS id, joined AS registered_at
  FROM read_csv($from || '/people.csv', delim = '|', all_varchar = true)`;

describe('a recipe', () => {
  it('reads below FROM, and its rows are validated like any other', async () => {
    const { store, summary, rejects } = await runUsers(SELECT);
    expect(store.rows['users']?.map(({ id, record }) => [id, record])).toEqual([['ann', 1]]);
    expect(summary.files).toEqual([
      {
        kind: 'users',
        origin: 'users.sql',
        read: 2,
        created: 1,
        updated: 0,
        unchanged: 0,
        retracted: 0,
        rejected: 1,
      },
    ]);
    expect(rejects[0]).toMatchObject({ file: 'users.sql', record: '2', column: 'registered_at', key: 'b…' });
  });

  it.each([
    ['comments and a semicolon', `-- people\n${SELECT}; -- done`],
    ['WITH', `WITH people AS (${SELECT}) FROM people`],
    ['types', `SELECT 'a' AS id, TIMESTAMP '2020-01-01' AS registered_at, NULL AS display_name`],
  ])('may be written with %s', async (_, sql) => {
    expect((await runUsers(sql)).summary.files[0]?.created).toBe(1);
  });

  it('gives several kinds in one ingest, referenced kinds first', async () => {
    const recipe = await folderOf({
      'README.md': '# words',
      'users.sql': SELECT,
      'ties.sql': `SELECT 'ann' AS from_id, 'bob' AS to_id, 'friend' AS kind, DATE '2020-01-01' AS since, 1 AS strength`,
    });
    const { store } = await importFolder(await folderOf({ 'people.csv': PEOPLE }), { recipe });
    expect(store.calls).toHaveLength(1);
    expect(store.calls[0]?.files.map(({ kind }) => kind)).toEqual(['users', 'ties']);
  });

  it.each([
    ['reads elsewhere', `SELECT * FROM read_csv('/etc/passwd')`, /outside of the FROM folder/],
    ['reads above', `SELECT * FROM read_csv($from || '/../../people.csv')`, /outside of the FROM folder/],
    ['lists elsewhere', `SELECT file AS id FROM glob('/etc/*')`, /outside of the FROM folder/],
    ['writes', `COPY (SELECT 1) TO '/tmp/credence-out.csv'`, /outside of the FROM folder/],
    ['attaches', `ATTACH ':memory:' AS other`, /no SELECT/],
    ['makes a table', `CREATE TABLE t AS SELECT 1`, /no SELECT/],
    ['unlocks', `SET enable_external_access = true`, /no SELECT/],
    ['loads', `LOAD httpfs`, /no SELECT/],
    ['explains', `EXPLAIN ANALYZE SELECT 1`, /no SELECT/],
    ['has two statements', `${SELECT}; SELECT 2`, /2 statements came; expected exactly one SELECT/],
    ['is empty', `-- nothing`, /0 statements came; expected exactly one SELECT/],
    ['is no SQL', `SELEKT 1`, /recipe users\.sql: .*Parser Error/],
    [
      'reads what is not there',
      `SELECT * FROM read_csv($from || '/none.csv')`,
      /No files found.*FROM\/none\.csv/,
    ],
    ['names an unknown column', `SELECT nobody AS id FROM (${SELECT})`, /"nobody" not found/],
  ])('that %s is refused', async (_, sql, message) => {
    const refused = runUsers(sql);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(InvalidConfigError);
  });

  it('cannot write below FROM either', async () => {
    const from = await folderOf({ 'people.csv': PEOPLE });
    const recipe = await folderOf({ 'users.sql': `COPY (SELECT 1) TO 'x.csv'` });
    await expect(importFolder(from, { recipe })).rejects.toThrow(InvalidConfigError);
    expect(await readdir(from)).toEqual(['people.csv']);
  });

  it('with columns that are not the kind’s is refused', async () => {
    await expect(runUsers(`SELECT 1 AS id`)).rejects.toThrow(/users\.sql: missing column "registered_at"/);
    await expect(runUsers(`SELECT 1 AS id`)).rejects.toBeInstanceOf(InvalidInputError);
  });

  it('stops at a malformed line of its data instead of dropping it', async () => {
    const strict = `SELECT a AS id, b AS registered_at FROM read_csv($from || '/people.csv', auto_detect = false,
      header = true, delim = '|', columns = {'a': 'VARCHAR', 'b': 'VARCHAR'})`;
    const broken = runUsers(strict, { 'people.csv': 'a|b\nann|2020-01-01\nmaria|2020-01-01|x|y\n' });
    await expect(broken).rejects.toThrow(/recipe users\.sql: Invalid Input Error: CSV Error on Line: 3$/);
  });

  it.each([
    [
      'a cast',
      `SELECT joined::DATE AS registered_at, who AS id FROM (${SELECT.replace('who AS id, joined AS registered_at', '*')})`,
    ],
    ['a format', `SELECT strptime(registered_at, '%Y') AS registered_at, id FROM (${SELECT})`],
    ['a range', `SELECT id, (9e18 * length(id))::BIGINT AS registered_at FROM (${SELECT})`],
  ])('quotes no value where %s fails', async (_, sql) => {
    const error: unknown = await runUsers(sql).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidConfigError);
    expect((error as Error).message).toMatch(/^recipe users\.sql: /);
    expect((error as Error).message).not.toMatch(/never|2020-01-01|e19|27/);
  });

  it('is a folder of KIND.sql files, over a folder', async () => {
    const from = await folderOf({ 'people.csv': PEOPLE });
    const named = async (files: Record<string, string>): Promise<Imported> =>
      importFolder(from, { recipe: await folderOf(files) });
    await expect(named({})).rejects.toThrow(/no \.sql file came/);
    await expect(named({ 'user.sql': SELECT })).rejects.toThrow(/user\.sql came; expected KIND\.sql/);
    await expect(importFolder(from, { recipe: join(from, 'none') })).rejects.toThrow(
      /there is no such folder/,
    );
    const file = importFolder(join(from, 'people.csv'), { recipe: await folderOf({ 'users.sql': SELECT }) });
    await expect(file).rejects.toThrow(/a recipe reads a folder/);
  });

  it('reads a FROM whose name would be a pattern', async () => {
    const from = join(await folderOf(), `it's [odd]*`);
    await mkdir(from);
    await writeFile(join(from, 'people.csv'), PEOPLE);
    const { summary } = await importFolder(from, { recipe: await folderOf({ 'users.sql': SELECT }) });
    expect(summary.files[0]?.read).toBe(2);
  });
});
