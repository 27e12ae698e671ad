import { chmod, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { InvalidConfigError, InvalidInputError } from '../../../src/domain/errors.ts';
import { readFact } from '../../../src/domain/read-fact.ts';
import { importFiles } from '../../../src/intake/import-files.ts';
import { folderOf, importFolder, importText, NOW } from '../../support/intake-folders.ts';
import { query, recordingStore } from '../../support/intake-store.ts';
import { asOrdinaryUser } from '../../support/unprivileged.ts';

const USERS = 'id,registered_at,display_name\nann,2020-01-01,Ann\nbob,2021-02-03T04:05:06.789+01:00,\n';
const ANN = {
  id: 'ann',
  registered_at: Date.UTC(2020, 0, 1),
  display_name: 'Ann',
  retracted: false,
  record: 1,
};
const BOB = { id: 'bob', registered_at: Date.UTC(2021, 1, 3, 3, 5, 6, 789), retracted: false, record: 2 };
const present = (rows: readonly object[] | undefined): unknown => JSON.parse(JSON.stringify(rows));

describe('formats', () => {
  it.each([
    ['users.csv', USERS],
    ['users.csv', `\ufeff${USERS.replaceAll('\n', '\r\n')}`],
    ['users.csv.gz', gzipSync(USERS)],
    ['users.csv', '"display_name","id",registered_at\n"Ann",ann,2020-01-01\n,"bob",2021-02-03 03:05:06.789Z'],
    [
      'users.ndjson',
      '{"id":"ann","registered_at":"2020-01-01","display_name":"Ann"}\n\n' +
        '{"registered_at":"2021-02-03T03:05:06.789","id":"bob","display_name":null}',
    ],
    [
      'users.ndjson.gz',
      gzipSync(
        '{"id":"ann","registered_at":"2020-01-01","display_name":"Ann"}\n{"id":"bob","registered_at":"2021-02-03T03:05:06.789"}',
      ),
    ],
  ])('%s gives the same facts (%#)', async (name, content) => {
    const { store, summary } = await importText({ [name]: content });
    expect(present(store.rows['users'])).toEqual([ANN, BOB]);
    expect(summary).toEqual({
      batch: 1,
      createdMissing: 0,
      files: [
        {
          kind: 'users',
          origin: name,
          read: 2,
          created: 2,
          updated: 0,
          unchanged: 0,
          retracted: 0,
          rejected: 0,
        },
      ],
    });
  });

  it('Parquet gives typed columns as their text would', async () => {
    const folder = await folderOf();
    await query(`COPY (SELECT 't1' AS id, 'a' AS payer_id, 'b' AS payee_id, 5.0::DOUBLE AS amount_minor,
      'EUR' AS currency, TIMESTAMPTZ '2024-01-01 02:00:00+02' AS occurred_at, 'purchase' AS kind,
      'completed'::ENUM('completed') AS status, TIMESTAMP_NS '2024-01-02 00:00:00.123456789' AS status_at,
      true AS retracted UNION ALL
      SELECT 't2', 'a', 'b', 7, 'EUR', TIMESTAMPTZ '2024-01-01 00:00:00+00', 'purchase', 'completed', NULL, false)
      TO '${join(folder, 'transactions.parquet')}'`);
    await query(`COPY (SELECT 'EUR' AS currency, DATE '2024-01-01' AS occurred_at, 0.1234565::DOUBLE AS per_reporting_unit)
      TO '${join(folder, 'rates.parquet')}'`);
    const { store } = await importFolder(folder);
    expect(present(store.rows['transactions'])).toEqual([
      { id: 't1', retracted: true, record: 1 },
      {
        id: 't2', payer_id: 'a', payee_id: 'b', amount_minor: 7, currency: 'EUR', occurred_at: Date.UTC(2024, 0, 1),
        kind: 'purchase', status: 'completed', retracted: false, record: 2,
      },
    ]); // prettier-ignore
    expect(present(store.rows['rates'])).toEqual([
      {
        currency: 'EUR',
        occurred_at: Date.UTC(2024, 0, 1),
        per_reporting_unit: 123457,
        retracted: false,
        record: 1,
      },
    ]);
  });

  it('reads a number of Parquet without a fraction as whole, whatever type holds it', async () => {
    const folder = await folderOf();
    await query(`COPY (SELECT 'd' || n AS id, 'o' AS obligation_id, DATE '2024-01-01' AS occurred_at,
      [5.00, 5.50, 500.00][n]::DECIMAL(9, 2) AS amount_minor FROM range(1, 4) t(n))
      TO '${join(folder, 'payments.parquet')}'`);
    const { store, rejects } = await importFolder(folder);
    expect(store.rows['payments']?.map((row) => row['amount_minor'])).toEqual([5, 500]);
    expect(rejects.map(({ column, came }) => [column, came])).toEqual([['amount_minor', '5.50']]);
  });

  it('takes referenced kinds first, in one ingest, and hands on how unrecorded rows are dated', async () => {
    const files = {
      'ratings.csv': 'from_id,to_id,occurred_at,value\nann,bob,2024-01-01,0.5\n',
      'users.csv': USERS,
    };
    const now = await importText(files, { createMissing: true });
    expect(now.store.calls).toHaveLength(1);
    expect(now.store.calls[0]?.files.map(({ kind, rows, origin }) => [kind, rows, origin])).toEqual([
      ['users', 2, 'users.csv'],
      ['ratings', 1, 'ratings.csv'],
    ]);
    expect(now.store.calls[0]?.options).toMatchObject({ recorded: NOW, createMissing: true, strict: false });
    const event = await importText(files, { recorded: 'event' });
    expect(event.store.calls[0]?.options.recorded).toBe('event');
  });

  it('reads NUMBERS in JSON as JavaScript writes them and refuses nested values', async () => {
    const line = (value: string): string =>
      `{"from_id":1,"to_id":"b","occurred_at":"2024-01-01","value":${value}}`;
    const { store, rejects } = await importText({
      'ratings.ndjson': ['1.0', '-5e-1', '[1]', '{"a":1}', 'true'].map(line).join('\n'),
    });
    expect(store.rows['ratings']?.map((row) => [row['from_id'], row['value'], row['record']])).toEqual([
      ['1', 1_000_000, 1],
      ['1', -500_000, 2],
    ]);
    expect(rejects.map((row) => [row['record'], row['column'], row['reason']])).toEqual([
      ['3', 'value', 'invalid_value'],
      ['4', 'value', 'invalid_value'],
      ['5', 'value', 'invalid_value'],
    ]);
  });
});

describe('a line of JSON with a column that its kind does not know', () => {
  it('is rejected by itself, and the column is named as the twin in TypeScript names it', async () => {
    const lines = [
      { id: 'ann', registered_at: '2020-01-01' },
      { id: 'bob', registered_at: '2020-01-01', nmae: 'x', more: 1 },
      { id: 'cid', registered_at: '2020-01-01', ['\u001b[31m'.repeat(40)]: 1 },
      { id: 'dan', registered_at: '2020-01-01' },
    ];
    const { store, rejects, rejectsText } = await importText({
      'users.ndjson': lines.map((line) => JSON.stringify(line)).join('\n'),
    });
    expect(store.rows['users']?.map(({ id, record }) => [id, record])).toEqual([
      ['ann', 1],
      ['dan', 4],
    ]);
    const reading = readFact('users', lines[1]!, { now: NOW, hashIdentifier: String });
    expect(reading).toMatchObject({ reason: 'unknown_column', column: 'nmae' });
    const { reason, column, expected } = reading as typeof reading & { ok: false };
    expect(rejects[0]).toMatchObject({ record: '2', reason, column, expected, came: 'nmae', key: 'b…' });
    expect(rejects[1]).toMatchObject({ record: '3', reason });
    expect(rejectsText).not.toContain('\u001b');
  });
});

describe('what is refused as a whole', () => {
  it.each([
    [
      'an unknown column',
      { 'users.csv': 'id,registered_at,name\na,2020-01-01,x\n' },
      /unknown column "name".*display_name/,
    ],
    ['a missing column', { 'users.csv': 'id\na\n' }, /missing column "registered_at"/],
    ['a column twice', { 'users.csv': 'id,id,registered_at\na,b,2020-01-01\n' }, /column "id" given twice/],
    ['an unknown kind', { 'user.csv': USERS }, /user\.csv names no kind.*users/],
    ['another format', { 'users.jsonl': '{}' }, /users\.jsonl names no kind.*KIND\.ndjson/],
    ['a kind twice', { 'users.csv': USERS, 'users.ndjson': '{}' }, /both users\.csv and users\.ndjson/],
    ['an empty folder', {}, /holds no fact file; expected files such as users\.csv/],
    ['an empty file', { 'users.csv': '' }, /the file is empty.*expected the names of the columns/],
    ['a blank first line', { 'users.csv': `\n${USERS}` }, /the first line is no header/],
    [
      'semicolons',
      { 'users.csv': USERS.replaceAll(',', ';') },
      /unknown column "id;registered_at;display_name"/,
    ],
    ['no Parquet', { 'users.parquet': 'PAR0 this is none' }, /users\.parquet: the file cannot be read/],
    ['no gzip', { 'users.csv.gz': USERS }, /users\.csv\.gz: the file is no sound gzip file/],
    [
      'a cut gzip',
      { 'users.csv.gz': gzipSync(USERS.repeat(50_000)).subarray(0, 5000) },
      /users\.csv\.gz: the file/,
    ],
  ])('%s', async (_, files, message) => {
    const refused = importText(files);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toBeInstanceOf(InvalidInputError);
  });

  it('a nested Parquet column, with its type', async () => {
    const folder = await folderOf();
    await query(`COPY (SELECT 'a' AS id, [1] AS registered_at) TO '${join(folder, 'users.parquet')}'`);
    await expect(importFolder(folder)).rejects.toThrow(/column registered_at is of type INTEGER\[\]/);
  });

  it('a folder that is not there, a folder where a file belongs, and a link to nothing', async () => {
    const folder = await folderOf();
    await expect(importFolder(join(folder, 'nowhere'))).rejects.toThrow(/no such file or folder/);
    await mkdir(join(folder, 'users.csv'));
    await expect(importFolder(folder)).rejects.toThrow(/users\.csv: expected a file, and it is a folder/);
    const linked = await folderOf();
    await symlink(join(folder, 'gone.csv'), join(linked, 'users.csv'));
    await expect(importFolder(linked)).rejects.toThrow(InvalidInputError);
  });

  it('a file that may not be read', async () => {
    const folder = await folderOf({ 'users.csv': USERS });
    await chmod(folder, 0o755);
    await chmod(join(folder, 'users.csv'), 0);
    const refused = asOrdinaryUser(() => importFolder(folder));
    await expect(refused).rejects.toThrow(/may not be read; change its permissions/);
  });
});

describe('paths', () => {
  it('reads a single file, and paths that would be patterns or quotes elsewhere', async () => {
    const folder = join(await folderOf(), `o'dd [x]*? "name"`);
    await mkdir(folder);
    await writeFile(join(folder, 'users.csv'), USERS);
    await writeFile(join(folder, 'user.csv'), 'not read');
    const { summary } = await importFolder(join(folder, 'users.csv'));
    expect(summary.files[0]?.created).toBe(2);
  });

  it('keeps its scratch files to itself and removes them, also after a failure', async () => {
    const scratch: string[] = [];
    const failing: Parameters<typeof importFiles>[0] = {
      ingest: async (_, options) => {
        scratch.push(dirname(options.scratch));
        expect((await stat(dirname(options.scratch))).mode & 0o777).toBe(0o700);
        throw new Error('the store is gone');
      },
    };
    const from = await folderOf({ 'users.csv': USERS });
    const options = { from, recorded: 'now', now: NOW, createMissing: false, strict: false } as const;
    await expect(importFiles(failing, options)).rejects.toThrow('the store is gone');
    const { store } = await importFolder(from);
    scratch.push(dirname(store.calls[0]!.options.scratch));
    for (const folder of scratch) await expect(stat(folder)).rejects.toThrow(/ENOENT/);
  });

  it('refuses a rejects path within what is imported and keeps its default out of it', async () => {
    const folder = await folderOf({ 'users.csv': 'id,registered_at\na,never\n' });
    await expect(importFolder(folder, { rejectsPath: join(folder, 'r.csv') })).rejects.toThrow(
      InvalidConfigError,
    );
    const parent = await folderOf();
    const from = join(parent, 'data');
    await mkdir(from);
    await writeFile(join(from, 'users.csv'), 'id,registered_at\na,never\n');
    const options = { from, recorded: 'now', now: NOW, createMissing: false, strict: false } as const;
    const before = process.cwd();
    try {
      process.chdir(from);
      const summary = await importFiles(recordingStore(), options);
      expect(summary.rejectsPath?.endsWith('/credence-rejects.csv')).toBe(true);
      expect(await readdir(from)).toEqual(['users.csv']);
      expect(await readdir(parent)).toEqual(['credence-rejects.csv', 'data']);
    } finally {
      process.chdir(before);
    }
  });
});
