import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readSettings } from '../../src/config.ts';
import { serverLocation } from '../../src/store-location.ts';

const text = readFileSync('docker-compose.yml', 'utf8');
const compose = parse(text) as {
  services: Record<'neo4j' | 'credence', { environment: Record<string, string>; image?: string }>;
};
const schema = JSON.parse(readFileSync('test/support/compose/compose-spec.json', 'utf8')) as object;

/** What Compose makes of `${NAME:-default}` and `${NAME:?message}` where the environment has these. */
function interpolate(value: string, environment: Readonly<Record<string, string>>): string {
  return value.replaceAll(/\$\{(\w+)((?::[-?][^}]*)?)\}/g, (_, name: string, otherwise: string) => {
    const given = environment[name] ?? '';
    if (given === '' && otherwise.startsWith(':?')) throw new Error(otherwise.slice(2));
    return given === '' ? otherwise.slice(2) : given;
  });
}

it('is a compose file by the specification', () => {
  const ajv = new Ajv2020({ strict: false });
  ajvFormats.default(ajv);
  const validate = ajv.compile(schema);
  expect(validate(compose), JSON.stringify(validate.errors)).toBe(true);
  expect(validate({ services: { neo4j: { imago: 'x' } } })).toBe(false);
});

it('does not start without a password, and has none of its own', () => {
  for (const { environment } of Object.values(compose.services))
    expect(() => Object.values(environment).map((value) => interpolate(value, {}))).toThrow(
      'set NEO4J_PASSWORD',
    );
});

it('gives the service an environment that it reads, and the password that the server has', () => {
  const own = { NEO4J_PASSWORD: 'chosen-by-me' };
  const environment = Object.fromEntries(
    Object.entries(compose.services.credence.environment).map(([name, value]) => [
      name,
      interpolate(value, own),
    ]),
  );
  const settings = readSettings(environment);
  expect(settings).toMatchObject({
    store: 'neo4j://neo4j:7687',
    server: 'neo4j://neo4j:7687',
    stateFolder: '/data/state',
    host: '0.0.0.0',
    port: 3000,
  });
  expect(new URL(serverLocation(settings.store).url).hostname in compose.services).toBe(true);
  const auth = interpolate(compose.services.neo4j.environment['NEO4J_AUTH'] ?? '', own);
  expect(auth).toBe(`${settings.neo4j.user}/${settings.neo4j.password ?? ''}`);
});

it('runs the line of servers that the store supports', () => {
  expect(compose.services.neo4j.image).toMatch(/^neo4j:5\.26/);
});
