import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InvalidConfigError } from '../../../src/domain/errors.ts';
import { writeMatrixCsv } from '../../../src/host/matrix-csv.ts';
import { checkMatrixPath, matrixKind, writeMatrixFile } from '../../../src/host/matrix-file.ts';
import { temporaryFolder } from '../../support/program.ts';

const matrix = { header: ['subject_id', 'reach'], ids: ['u-1'], columns: [Float64Array.of(0.5)] };
const how = { write: writeMatrixCsv, mode: 0o640 };

describe('a matrix file', () => {
  it('is of the kind that its name ends in, and of no other', () => {
    expect(matrixKind('x.CSV')).toBe('.csv');
    expect(matrixKind('x.parquet')).toBe('.parquet');
    for (const path of ['x.db', 'x', '.csv', 'x.csv.gz'])
      expect(() => matrixKind(path)).toThrow(InvalidConfigError);
  });

  it('takes the place of one of its kind, through a link as well, with the permissions asked for', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'f.csv');
    writeFileSync(path, 'old');
    symlinkSync(path, join(folder, 'link.csv'));
    await writeMatrixFile({ ...matrix, path: join(folder, 'link.csv') }, how);
    expect(readFileSync(path, 'utf8')).toBe('subject_id,reach\r\nu-1,0.5\r\n');
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).sort()).toEqual(['f.csv', 'link.csv']);
  });

  it('takes the place of nothing else', async () => {
    const folder = temporaryFolder();
    const held = [
      ['database.csv', Buffer.from('....\0\0DUCK')],
      ['text.parquet', Buffer.from('subject_id,reach\n')],
    ] as const;
    for (const [name, bytes] of held) {
      writeFileSync(join(folder, name), bytes);
      await expect(writeMatrixFile({ ...matrix, path: join(folder, name) }, how)).rejects.toThrow(
        InvalidConfigError,
      );
      expect(readFileSync(join(folder, name))).toEqual(bytes);
    }
    mkdirSync(join(folder, 'folder.csv'));
    await expect(checkMatrixPath(join(folder, 'folder.csv'))).rejects.toThrow(/left alone/);
    await expect(checkMatrixPath(join(folder, 'nowhere/f.csv'))).rejects.toThrow(/does not exist/);
  });

  it('leaves what was there where the writing fails', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'f.csv');
    writeFileSync(path, 'old');
    const write = async (request: { path: string }) => {
      writeFileSync(request.path, 'half');
      await Promise.reject(new Error('ENOSPC: no space left'));
    };
    await expect(writeMatrixFile({ ...matrix, path }, { write, mode: 0o600 })).rejects.toThrow(/no space/);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['f.csv']);
  });
});
