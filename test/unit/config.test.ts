import { expect, it } from 'vitest';
import { readSettings } from '../../src/config.ts';
import { InvalidConfigError } from '../../src/domain/errors.ts';

it('has a setting for everything', () => {
  expect(readSettings({ PORT: '' })).toMatchObject({
    store: 'duckdb:credence.db',
    port: 3000,
    trustedProxies: 0,
    requestsPerMinute: 600,
    colour: true,
  });
  expect(readSettings({ CREDENCE_TRUSTED_PROXIES: '1', CREDENCE_REQUESTS_PER_MINUTE: '60' })).toMatchObject({
    trustedProxies: 1,
    requestsPerMinute: 60,
  });
});

it.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('has no colour with %j', (environment) => {
  expect(readSettings(environment).colour).toBe(false);
});

it.each(['CREDENCE_TRUSTED_PROXIES', 'CREDENCE_REQUESTS_PER_MINUTE'])(
  'names %s where it is no number',
  (name) => {
    expect(() => readSettings({ [name]: 'many' })).toThrow(InvalidConfigError);
    expect(() => readSettings({ [name]: 'many' })).toThrow(name);
  },
);

it('takes the server that NEO4J_URI names where no store is named', () => {
  expect(readSettings({ NEO4J_URI: 'neo4j://db:7687' })).toMatchObject({
    store: 'neo4j://db:7687',
    server: 'neo4j://db:7687',
  });
  expect(readSettings({ NEO4J_URI: 'neo4j://db:7687', CREDENCE_STORE: 'duckdb:x.db' })).toMatchObject({
    store: 'duckdb:x.db',
    server: undefined,
  });
});

it('reads how to log in to a server', () => {
  expect(readSettings({}).neo4j).toEqual({
    isOpen: false,
    user: 'neo4j',
    password: undefined,
    passwordFile: undefined,
    database: undefined,
  });
  const environment = { NEO4J_USER: 'ada', NEO4J_PASSWORD_FILE: '/run/secrets/p', NEO4J_DATABASE: 'trust' };
  expect(readSettings(environment).neo4j).toEqual({
    isOpen: false,
    user: 'ada',
    password: undefined,
    passwordFile: '/run/secrets/p',
    database: 'trust',
  });
});

it('takes a server without authentication where that is said', () => {
  expect(readSettings({ NEO4J_AUTH: 'none' }).neo4j).toMatchObject({ isOpen: true, password: undefined });
  // What the container of the server is given.
  expect(readSettings({ NEO4J_AUTH: 'neo4j/secret' }).neo4j).toMatchObject({ isOpen: false });
  expect(() => readSettings({ NEO4J_AUTH: 'none', NEO4J_PASSWORD: 'a' })).toThrow(/NEO4J_AUTH is none/);
});

it('refuses two passwords', () => {
  expect(() => readSettings({ NEO4J_PASSWORD: 'a', NEO4J_PASSWORD_FILE: 'b' })).toThrow(
    /NEO4J_PASSWORD and NEO4J_PASSWORD_FILE/,
  );
});
