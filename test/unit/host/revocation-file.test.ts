import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../src/domain/errors.ts';
import { noteRevocation, readRevocations, watchRevocations } from '../../../src/host/revocation-file.ts';
import { temporaryFolder } from '../../support/program.ts';

const FIRST = '00000000000000aa';
const SECOND = '00000000000000bb';

it('keeps each key with the instant it was first revoked at, for its user alone', async () => {
  const path = join(temporaryFolder(), 'x.db.revoked-keys');
  expect(readRevocations(path).size).toBe(0);
  await noteRevocation(path, FIRST, 5);
  await noteRevocation(path, SECOND, 6);
  await noteRevocation(path, FIRST, 7);
  expect([...readRevocations(path)]).toEqual([
    [FIRST, 5],
    [SECOND, 6],
  ]);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('loses no key to a line that was torn before it', async () => {
  const path = join(temporaryFolder(), 'x.db.revoked-keys');
  writeFileSync(path, '0000000000');
  await noteRevocation(path, FIRST, 5);
  expect([...readRevocations(path).keys()]).toEqual([FIRST]);
});

it('is looked at again after a second', async () => {
  const path = join(temporaryFolder(), 'x.db.revoked-keys');
  let now = 0;
  const isRevoked = watchRevocations(path, { now: () => now });
  expect(isRevoked(FIRST)).toBe(false);
  await noteRevocation(path, FIRST, 5);
  now = 1000;
  expect(isRevoked(FIRST)).toBe(true);
  expect(isRevoked(SECOND)).toBe(false);
});

it('lets nobody in where it cannot be read', () => {
  const path = join(temporaryFolder(), 'x.db.revoked-keys');
  mkdirSync(path);
  expect(() => watchRevocations(path, { now: () => 0 })(FIRST)).toThrow(StoreUnavailableError);
});
