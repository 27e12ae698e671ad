import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InvalidConfigError, InvalidInputError } from '../../../src/domain/errors.ts';
import { importFiles } from '../../../src/intake/import-files.ts';
import { folderOf, importFolder, importText, NOW } from '../../support/intake-folders.ts';
import { numberedRows } from '../../../src/intake/staged-rows.ts';
import { query, recordingStore } from '../../support/intake-store.ts';
import { asOrdinaryUser } from '../../support/unprivileged.ts';

const HEADER = 'file,record,line,column,reason,expected,came,key\n';
const OPTIONS = { recorded: 'now', now: NOW, createMissing: false, strict: false } as const;

describe('rejected rows', () => {
  it('are told with record, column, reason, what was expected and what came, masked', async () => {
    const { summary, rejects, store } = await importText({
      'ties.csv':
        'from_id,to_id,kind,since,strength,accepted_at,recorded_at\n' +
        'alice,bob,friend,2024-01-01,0.5,,\n' +
        'alice,bob,Friend,2024-01-01,0.5,,\n' +
        'alice,alice,friend,2024-01-01,0.5,,\n' +
        'alice,,friend,2024-01-01,0.5,,\n' +
        'alice,bob,friend,2024-02-30,0.5,,\n' +
        'alice,bob,friend,2024-01-01,1.5,,\n' +
        'alice,bob,friend,2024-01-01,1,2023-12-31,\n' +
        'alice,bob,friend,2024-01-01,1,,2026-01-01T00:00:00.001Z\n' +
        '"","",friend,2024-01-01,1,,\n',
    });
    const instant = 'an ISO 8601 date or date and time between 1900 and 2199, such as 2024-05-31T18:00:00Z';
    const id = 'text of 1 to 200 characters without control characters or white space at its ends';
    const kinds = 'one of family, friend, colleague, business, trust, other';
    const key = 'al… b… friend 2024-01-01';
    const row = (record: string, column: string, more: [string, string, string, string]): object => ({
      file: 'ties.csv', record, line: '', column, reason: more[0], expected: more[1], came: more[2], key: more[3],
    }); // prettier-ignore
    expect(rejects).toEqual([
      row('2', 'kind', ['invalid_value', kinds, 'Friend', 'al… b… Friend 2024-01-01']),
      row('3', 'to_id', ['broken_rule', 'to_id other than from_id', 'al…', 'al… al… friend 2024-01-01']),
      row('4', 'to_id', ['missing_value', id, '', 'al…  friend 2024-01-01']),
      row('5', 'since', ['invalid_value', instant, '2024-02-30', 'al… b… friend 2024-02-30']),
      row('6', 'strength', ['invalid_value', 'a number from 0 to 1', '1.5', key]),
      row('7', 'accepted_at', ['broken_rule', 'accepted_at not before since', '2023-12-31', key]),
      row('8', 'recorded_at', [
        'invalid_value',
        "an instant not after the import's own, 2026-01-01",
        '2026-01-01T00:00:00.001Z',
        key,
      ]),
      row('9', 'from_id', ['invalid_value', id, '…', '… … friend 2024-01-01']),
    ]);
    expect(summary.files[0]).toMatchObject({ read: 9, created: 1, rejected: 8 });
    expect(store.rows['ties']).toHaveLength(1);
  });

  it('are no reason to look at what a retracted row does not need', async () => {
    const { store, rejects } = await importText({
      'users.csv':
        'id,registered_at,retracted,recorded_at\nann,never,true,2025-01-01\n"",,true,\nbob,,false,\ncid,,yes,\n',
    });
    expect(store.rows['users']?.map(({ id, retracted }) => [id, retracted])).toEqual([['ann', true]]);
    expect(rejects.map((row) => [row['record'], row['column'], row['reason']])).toEqual([
      ['2', 'id', 'invalid_value'],
      ['3', 'registered_at', 'missing_value'],
      ['4', 'registered_at', 'missing_value'],
    ]);
  });

  it('cannot drive a terminal and are clipped', async () => {
    const { rejectsText } = await importText({
      'users.csv': `id,registered_at\na,\u001b[31m${'9'.repeat(500)}\n`,
    });
    expect(rejectsText).not.toContain('\u001b');
    expect(rejectsText).toContain(`?[31m${'9'.repeat(55)}…`);
    expect(rejectsText).not.toContain('9'.repeat(56));
  });

  it('go to a file that only its owner reads, in place of an earlier one', async () => {
    const earlier = HEADER + 'old'.repeat(1000);
    const rejectsPath = join(await folderOf({ 'r.csv': earlier }), 'r.csv');
    await importText({ 'users.csv': 'id,registered_at\na,x\n' }, { rejectsPath });
    expect((await stat(rejectsPath)).mode & 0o777).toBe(0o600);
    expect(await readFile(rejectsPath, 'utf8')).toMatch(
      /^file,record,line,column,reason,expected,came,key\nusers\.csv,1,/,
    );
  });

  it('leave an earlier file alone when there are none', async () => {
    const rejectsPath = join(await folderOf({ 'r.csv': HEADER }), 'r.csv');
    const { summary } = await importText(
      { 'users.csv': 'id,registered_at\na,2020-01-01\n' },
      { rejectsPath },
    );
    expect(summary.rejectsPath).toBeUndefined();
    expect(await readFile(rejectsPath, 'utf8')).toBe(HEADER);
  });

  it('go over no file that an import did not write', async () => {
    const folder = await folderOf({ 'store.db': 'a database', 'empty.csv': '' });
    const sound = { 'users.csv': 'id,registered_at\na,2020-01-01\nb,x\n' };
    for (const rejectsPath of [join(folder, 'store.db'), folder, '/dev/null']) {
      const refused = importText(sound, { rejectsPath });
      await expect(refused).rejects.toBeInstanceOf(InvalidConfigError);
      await expect(refused).rejects.toThrow(/Name another path with --rejects/);
    }
    expect(await readFile(join(folder, 'store.db'), 'utf8')).toBe('a database');
    const { rejects } = await importText(sound, { rejectsPath: join(folder, 'empty.csv') });
    expect(rejects).toHaveLength(1);
  });

  it('go over no source, though a link leads to it', async () => {
    const elsewhere = await folderOf({ 'u.csv': '' });
    const from = await folderOf();
    await symlink(join(elsewhere, 'u.csv'), join(from, 'users.csv'));
    const refused = importFolder(from, { rejectsPath: join(elsewhere, 'u.csv') });
    await expect(refused).rejects.toThrow(/would lie in what is imported/);
  });

  it('must be writable before the store is asked for anything', async () => {
    const folder = await folderOf();
    const from = await folderOf({ 'users.csv': 'id,registered_at\na,2020-01-01\nb,x\n' });
    await chmod(from, 0o755);
    await chmod(folder, 0o555);
    const store = recordingStore();
    const rejectsPath = join(folder, 'r.csv');
    const refused = asOrdinaryUser(() => importFiles(store, { ...OPTIONS, from, rejectsPath }));
    await expect(refused).rejects.toThrow(/no rejects file can be written in/);
    expect(store.calls).toEqual([]);
  });
});

describe('strict', () => {
  it('validates every file, offers a store only what it will undo, and says how many and where', async () => {
    const store = recordingStore();
    const from = await folderOf({
      'users.csv': 'id,registered_at\na,x\nb,2020-01-01\nc,y\n',
      'sources.csv': 'id,occurred_at,reliability\ns,2020-01-01,2\n',
    });
    const rejectsPath = join(await folderOf(), 'r.csv');
    const refused = importFiles(store, { ...OPTIONS, from, rejectsPath, strict: true });
    await expect(refused).rejects.toThrow(InvalidInputError);
    await expect(refused).rejects.toThrow(`3 rejected rows (2 in users.csv, 1 in sources.csv)`);
    await expect(refused).rejects.toThrow(rejectsPath);
    expect(store.calls.map(({ options }) => [options.strict, options.rehearse])).toEqual([[true, true]]);
    expect(store.calls[0]?.files.map(({ kind }) => kind)).toEqual(['users', 'sources']);
    expect((await readFile(rejectsPath, 'utf8')).trim().split('\n')).toHaveLength(4);
  });

  it('passes on to the store, which may undo the import', async () => {
    const from = await folderOf({ 'users.csv': 'id,registered_at\nb,2020-01-01\n' });
    const rejectsPath = join(await folderOf(), 'r.csv');
    const refused = importFiles(rejectingStore(false), { ...OPTIONS, from, rejectsPath, strict: true });
    await expect(refused).rejects.toThrow(/1 rejected row \(1 in users\.csv\)/);
    expect(await readFile(rejectsPath, 'utf8')).toContain('users.csv,1,,id,id_taken,an id of its own,…,…');
  });
});

describe("the store's rejections", () => {
  it('join the same file, masked, with the key of their row', async () => {
    const from = await folderOf({ 'users.csv': 'id,registered_at\nbert,2020-01-01\nc,x\n' });
    const rejectsPath = join(await folderOf(), 'r.csv');
    const summary = await importFiles(rejectingStore(true), { ...OPTIONS, from, rejectsPath });
    expect(summary.files[0]).toMatchObject({ read: 2, created: 0, rejected: 2 });
    const lines = (await readFile(rejectsPath, 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^users\.csv,2,,registered_at,invalid_value,/);
    expect(lines[2]).toBe('users.csv,1,,id,id_taken,an id of its own,be…,be…');
  });
});

/** A store that turns the first row of the first file away. */
function rejectingStore(committed: boolean): Parameters<typeof importFiles>[0] {
  return {
    ingest: async ([file], { scratch }) => {
      const rejectionsPath = join(scratch, 'r.parquet');
      await query(`COPY (SELECT record, 'id_taken' AS reason, 'id' AS column_name, 'an id of its own' AS expected, id AS came
        FROM (${numberedRows(file!.path)}) LIMIT 1) TO '${rejectionsPath}'`);
      const none = { created: 0, updated: 0, unchanged: 0, retracted: 0 };
      const receipt = { ...none, kind: file!.kind, origin: file!.origin, rejected: 1, rejectionsPath };
      return { batch: 0, createdMissing: 0, committed, files: [receipt] };
    },
  };
}
