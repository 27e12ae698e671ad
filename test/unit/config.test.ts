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
