import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { blobValue, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidConfigError } from '../../../src/domain/errors.ts';
import { hmacSql, keyPads } from '../../../src/intake/identifier-sql.ts';
import { importFiles } from '../../../src/intake/import-files.ts';
import { folderOf, importText, NOW, TEST_KEY } from '../../support/intake-folders.ts';

describe('HMAC-SHA256 in SQL', () => {
  let instance: DuckDBInstance;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(':memory:');
  });
  afterAll(() => {
    instance.closeSync();
  });

  async function hmac(key: Uint8Array, text: string): Promise<unknown> {
    const connection = await instance.connect();
    const { inner, outer } = keyPads(key);
    const parameters = { inner: blobValue(inner), outer: blobValue(outer), text };
    const result = await connection.runAndReadAll(`SELECT ${hmacSql('$text::VARCHAR')}`, parameters);
    return result.getRows()[0]?.[0];
  }

  // RFC 4231, the test cases whose data are text: 1, 2, 6 and 7.
  it.each([
    [
      new Uint8Array(20).fill(0x0b),
      'Hi There',
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      Buffer.from('Jefe'),
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [
      new Uint8Array(131).fill(0xaa),
      'Test Using Larger Than Block-Size Key - Hash Key First',
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      new Uint8Array(131).fill(0xaa),
      'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be hashed before being used by the HMAC algorithm.',
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ])('RFC 4231 (%#)', async (key, text, expected) => {
    expect(await hmac(key, text)).toBe(expected);
  });

  it.each([32, 63, 64, 65, 200])('agrees with node:crypto for a key of %i bytes', async (length) => {
    const key = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
    const text = 'email:zoë+\u{1f926}\\x41@example.org';
    expect(await hmac(key, text)).toBe(createHmac('sha256', key).update(text, 'utf8').digest('hex'));
  });
});

describe('sightings', () => {
  const header = 'subject_id,kind,value,occurred_at\n';
  const kept = (message: string): string =>
    `k3:${createHmac('sha256', TEST_KEY.key).update(message).digest('hex')}`;

  it('keep one hash for one identifier however it is written', async () => {
    const spellings = [
      ['phone', '+49 (170) 123-45.67', 'phone:+491701234567'],
      ['phone', '00491701234567', 'phone:+491701234567'],
      ['phone', 'tok_8f', 'phone:tok_8f'],
      ['email', 'Ann@Example.ORG', 'email:ann@example.org'],
      ['address', '"1 High St.,  Town"', 'address:1 high st. town'],
      ['card', '4111 1111-1111 1111', 'card:4111111111111111'],
      ['device', 'AB-12', 'device:ab-12'],
      ['ip', '::FFFF:192.0.2.1', 'ip:192.0.2.1'],
      ['ip', '2001:DB8::0010', 'ip:2001:db8:0:0:0:0:0:10'],
    ];
    const rows = spellings.map(([kind, value]) => `ann,${kind},${value},2024-01-01\n`);
    const { store } = await importText(
      { 'sightings.csv': header + rows.join('') },
      { identifierKey: TEST_KEY },
    );
    expect(store.rows['sightings']?.map(({ value }) => value)).toEqual(
      spellings.map(([, , message]) => kept(message!)),
    );
  });

  it('are told apart by kind and by key', async () => {
    const files = { 'sightings.csv': `${header}ann,phone,x1,2024-01-01\nann,device,x1,2024-01-01\n` };
    const first = await importText(files, { identifierKey: TEST_KEY });
    const other = await importText(files, { identifierKey: { version: 4, key: new Uint8Array(32).fill(8) } });
    const values = [...first.store.rows['sightings']!, ...other.store.rows['sightings']!].map(
      ({ value }) => value,
    );
    expect(new Set(values).size).toBe(4);
    expect(values[2]).toMatch(/^k4:[0-9a-f]{64}$/);
  });

  it('never show a clear value: not in what is staged, nor among the rejects', async () => {
    const secrets = ['+491701234567', 'ann@example.org', '0170/9876543', '+441632960961'];
    const rows =
      `ann,phone,${secrets[0]},2024-01-01\nann,email,${secrets[1]},never\n` +
      `ann,phone,${secrets[2]},2024-01-01\nann,${secrets[3]},phone,2024-01-01\n`;
    const from = await folderOf({
      'sightings.csv': header + rows,
      'users.csv': 'id,registered_at\nann,2020-01-01\n',
    });
    const written: string[] = [];
    const store: Parameters<typeof importFiles>[0] = {
      ingest: async (files) => {
        for (const { path } of files) written.push((await readFile(path)).toString('latin1'));
        return { batch: 1, createdMissing: 0, committed: true, files: [] };
      },
    };
    const rejectsPath = `${await folderOf()}/r.csv`;
    const summary = await importFiles(store, {
      from, recorded: 'now', now: NOW, createMissing: false, strict: false, rejectsPath, identifierKey: TEST_KEY,
    }); // prettier-ignore
    const rejects = await readFile(rejectsPath, 'utf8');
    expect(summary.files.find(({ kind }) => kind === 'sightings')?.rejected).toBe(3);
    for (const secret of secrets) expect(`${rejects}${written.join('')}`).not.toContain(secret.slice(3));
    expect(rejects).toContain('a phone number of + or 00 and 7 to 15 digits');
  });

  it.each([
    ['no key', undefined],
    ['a short key', { version: 1, key: new Uint8Array(31) }],
    ['no version', { version: 0, key: new Uint8Array(32) }],
  ])('are refused with %s', async (_, identifierKey) => {
    const files = { 'sightings.csv': `${header}ann,phone,+491701234567,2024-01-01\n` };
    const refused = importText(files, identifierKey === undefined ? {} : { identifierKey });
    await expect(refused).rejects.toThrow(InvalidConfigError);
    await expect(refused).rejects.toThrow(/CREDENCE_IDENTIFIER_KEY/);
  });
});
