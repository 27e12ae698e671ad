import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InvalidConfigError } from '../../src/domain/errors.ts';
import {
  duckdbPath,
  existingDuckdbPath,
  isOnServer,
  serverLocation,
  stateFile,
} from '../../src/store-location.ts';
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
  'http://x:1',
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

describe('on a server', () => {
  it.each([
    ['neo4j://localhost:7687', 'neo4j://localhost:7687', undefined],
    ['bolt://127.0.0.1:7687/', 'bolt://127.0.0.1:7687', undefined],
    ['neo4j+s://db.example.com', 'neo4j+s://db.example.com', undefined],
    ['bolt+ssc://db:7687/credence', 'bolt+ssc://db:7687', 'credence'],
    ['neo4j://[::1]:7687/a.b-c', 'neo4j://[::1]:7687', 'a.b-c'],
  ])('reads %s', (location, url, database) => {
    const name = database === undefined ? url : `${url}/${database}`;
    expect(isOnServer(location)).toBe(true);
    expect(serverLocation(location)).toEqual({ name, url, database });
  });

  it.each([
    'neo4j:',
    'neo4j://',
    'neo4j://h/a/b',
    'neo4j://h:x',
    'neo4j://h?policy=eu',
    'neo4j://h/1',
    'bolt+x://h',
  ])('refuses %j and says what is expected', (location) => {
    expect(() => serverLocation(location)).toThrow(InvalidConfigError);
    expect(() => serverLocation(location)).toThrow(/expected neo4j:\/\/HOST:PORT/);
  });

  it('refuses a user or password in the location, and does not repeat it', () => {
    const refusal = () => serverLocation('neo4j://neo4j:s3cr3t@db:7687');
    expect(refusal).toThrow(/NEO4J_PASSWORD_FILE/);
    expect(refusal).not.toThrow(/s3cr3t/);
    expect(() => serverLocation('neo4j://a:s3cr3t@db:x')).not.toThrow(/s3cr3t/);
    expect(() => duckdbPath('http://a:s3cr3t@db')).not.toThrow(/s3cr3t/);
  });

  it('keeps what goes with it in the folder for that, not beside it', () => {
    expect(stateFile('neo4j://db:7687', 'audit.ndjson', 'state')).toBe(join('state', 'audit.ndjson'));
    expect(stateFile('duckdb:a/x.db', 'audit.ndjson', 'state')).toBe('a/x.db.audit.ndjson');
  });
});
