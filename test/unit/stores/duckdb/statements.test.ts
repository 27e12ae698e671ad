import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FACT_TABLES } from '../../../../src/engine/fact-tables.ts';
import { fill, statement } from '../../../../src/stores/duckdb/statements.ts';

const FOLDER = 'src/stores/duckdb/sql';
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.sql'),
);

describe('statements', () => {
  test.each(files)('%s begins with what it reads and gives', (file) => {
    expect(readFileSync(join(FOLDER, file), 'utf8')).toMatch(/^-- Reads /);
  });

  test('every fact table has a statement', () => {
    const names = files.filter((file) => file.startsWith('projection')).map((file) => file.slice(11, -4));
    expect(names).toEqual(expect.arrayContaining(Object.keys(FACT_TABLES)));
  });

  test('slots are filled with what the fragments say for their aliases', () => {
    const fragments = { key: (alias = '') => `${alias}.id`, same: (a = '', b = '') => `${a}.x = ${b}.x` };
    expect(fill('SELECT {{key:t}} WHERE {{same:a:b}}', fragments)).toBe('SELECT t.id WHERE a.x = b.x');
  });

  test('a slot that nobody fills is a defect', () => {
    expect(() => fill('SELECT {{nothing}}', {})).toThrow('no fragment for {{nothing}}');
  });

  test('a statement is read by its path', () => {
    expect(statement('ingest/latest-batch')).toContain('FROM batches');
  });
});
