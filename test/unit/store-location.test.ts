import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { InvalidConfigError } from '../../src/domain/errors.ts';
import { duckdbPath, existingDuckdbPath } from '../../src/store-location.ts';
import { temporaryFolder } from '../support/program.ts';

it('is a file', () => {
  expect(duckdbPath('duckdb:data/x.db')).toBe('data/x.db');
  expect(duckdbPath('duckdb:/tmp/a b.db')).toBe('/tmp/a b.db');
  expect(duckdbPath('duckdb:C:\\x.db')).toBe('C:\\x.db');
});

it.each([
  'duckdb:',
  'duckdb: ',
  'duckdb::memory:',
  'duckdb::memory:x',
  'duckdb:md:x',
  'duckdb:s3://x/y',
  'neo4j://x:1',
  'x.db',
])('is not %j', (location) => {
  expect(() => duckdbPath(location)).toThrow(InvalidConfigError);
  expect(() => duckdbPath(location)).toThrow(/such as duckdb:credence\.db/);
});

it('is not made by those that only read', () => {
  const path = join(temporaryFolder(), 'x.db');
  expect(() => existingDuckdbPath(`duckdb:${path}`)).toThrow(/no store at .*import first/);
  writeFileSync(path, '');
  expect(existingDuckdbPath(`duckdb:${path}`)).toBe(path);
});
