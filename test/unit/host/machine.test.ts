import { describe, expect, it } from 'vitest';
import { systemSecrets } from '../../../src/host/secrets.ts';
import { sha256Hasher } from '../../../src/host/sha256.ts';
import { systemClock } from '../../../src/host/system-clock.ts';

describe('sha256Hasher', () => {
  it('gives the digests of FIPS 180-4 for "abc" and of UTF-8 bytes', () => {
    expect(sha256Hasher.sha256('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    // printf 'é' | sha256sum
    expect(sha256Hasher.sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
  });
});

describe('systemSecrets', () => {
  it('gives as many bytes as asked, never the same', () => {
    const [a, b] = [systemSecrets.randomBytes(32), systemSecrets.randomBytes(32)];
    expect(a).toHaveLength(32);
    expect(a).not.toEqual(b);
  });

  it('compares', () => {
    expect(systemSecrets.isEqual('same', 'same')).toBe(true);
    expect(systemSecrets.isEqual('same', 'sam!')).toBe(false);
    expect(systemSecrets.isEqual('same', 'longer')).toBe(false);
  });
});

describe('systemClock', () => {
  it('tells the time in whole milliseconds', () => {
    const before = Date.now();
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
    expect(Number.isInteger(systemClock.now())).toBe(true);
  });
});
