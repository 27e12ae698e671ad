import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { InvalidInputError, NotAuthenticatedError, NotFoundError } from '../../../src/domain/errors.ts';
import { createKey, listKeys, makeAuthenticator, revokeKey } from '../../../src/engine/access.ts';
import type { ApiKeyRecord } from '../../../src/engine/ports.ts';

const hasher = { sha256: (text: string) => createHash('sha256').update(text).digest('hex') };
const isEqual = (a: string, b: string) => a === b;

function memoryStore() {
  const keys = new Map<string, ApiKeyRecord>();
  return {
    keys,
    saveKey(key: ApiKeyRecord) {
      keys.set(key.id, key);
      return Promise.resolve();
    },
    listKeys: () => Promise.resolve([...keys.values()]),
  };
}

function machine(now = 1000) {
  let next = 0;
  const asked: number[] = [];
  return {
    asked,
    clock: { now: () => now },
    hasher,
    secrets: {
      isEqual,
      randomBytes(count: number) {
        asked.push(count);
        return Uint8Array.from({ length: count }, () => next++ % 256);
      },
    },
  };
}

describe('createKey', () => {
  it('shows a key of 256 random bits once and keeps only its SHA-256', async () => {
    const store = memoryStore();
    const tools = machine();
    const { key, record } = await createKey(store, { client: 'bank-a', scopes: ['score:read'] }, tools);
    expect(key).toBe(
      'cred_0001020304050607_08090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2021222324252627',
    );
    expect(tools.asked).toEqual([8, 32]);
    expect(record).toEqual({
      id: '0001020304050607',
      hash: hasher.sha256(key),
      client: 'bank-a',
      scopes: ['score:read'],
      createdAt: 1000,
    });
    expect(JSON.stringify([...store.keys.values()])).not.toContain('08090a0b');
  });

  it('refuses scopes outside the list, no scope at all, and an untidy client', async () => {
    const store = memoryStore();
    const refuse = (client: string, scopes: string[]) => createKey(store, { client, scopes }, machine());
    await expect(refuse('a', ['score:read', 'admin'])).rejects.toThrow(
      'expected one or more scopes of score:read, ledger:read, history:read, change:read, whatif:read, graph:read, run:read, run:write; came admin',
    );
    await expect(refuse('a', [])).rejects.toThrow(InvalidInputError);
    await expect(refuse(' a', ['score:read'])).rejects.toThrow('expected a client named by');
    expect(store.keys.size).toBe(0);
  });
});

describe('revokeKey and listKeys', () => {
  it('ends a key once and lists it without its hash', async () => {
    const store = memoryStore();
    const { record } = await createKey(store, { client: 'a', scopes: ['ledger:read'] }, machine());
    await revokeKey(store, record.id, { now: () => 2000 });
    await revokeKey(store, record.id, { now: () => 3000 });
    expect(await listKeys(store)).toEqual([
      { id: record.id, client: 'a', scopes: ['ledger:read'], createdAt: 1000, revokedAt: 2000 },
    ]);
  });

  it('says so when nobody issued the id', async () => {
    await expect(revokeKey(memoryStore(), 'nope', { now: () => 0 })).rejects.toThrow(NotFoundError);
  });
});

describe('makeAuthenticator', () => {
  async function issue(change: Partial<ApiKeyRecord> = {}) {
    const { key, record } = await createKey(
      memoryStore(),
      { client: 'bank-a', scopes: ['ledger:read', 'score:read'] },
      machine(),
    );
    return { key, records: [{ ...record, ...change }] };
  }

  it('knows a good key', async () => {
    const { key, records } = await issue();
    expect(makeAuthenticator(records, hasher, isEqual)(key)).toEqual({
      keyId: '0001020304050607',
      client: 'bank-a',
      scopes: ['score:read', 'ledger:read'],
    });
  });

  it('leaves out scopes that this version does not know', async () => {
    const { key, records } = await issue({ scopes: ['score:read', 'of:tomorrow'] });
    expect(makeAuthenticator(records, hasher, isEqual)(key).scopes).toEqual(['score:read']);
  });

  it('refuses a wrong secret, an unknown id, nonsense and a revoked key with one comparison and one message', async () => {
    const { key, records } = await issue();
    const revoked = await issue({ revokedAt: 5 });
    const equal = vi.fn(isEqual);
    const messages = [
      [records, `${key.slice(0, -1)}f`],
      [records, key.replace('cred_00', 'cred_ff')],
      [records, 'nonsense'],
      [records, ''],
      [revoked.records, revoked.key],
    ] as const;
    const said = new Set<string>();
    for (const [held, presented] of messages) {
      equal.mockClear();
      try {
        makeAuthenticator(held, hasher, equal)(presented);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(NotAuthenticatedError);
        said.add((error as Error).message);
      }
      expect(equal).toHaveBeenCalledTimes(1);
      expect(equal.mock.calls[0]!.map((hash) => hash.length)).toEqual([64, 64]);
    }
    expect(said.size).toBe(1);
  });
});
