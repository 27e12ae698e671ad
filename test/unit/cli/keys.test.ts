import { describe, expect, it } from 'vitest';
import { StoreUnavailableError } from '../../../src/domain/errors.ts';
import { makeMachine } from './fake-dependencies.ts';

const json = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('keys', () => {
  it('shows a key once and never again', async () => {
    const machine = makeMachine();
    const { code, out } = await machine.run(
      'keys',
      'create',
      '--client',
      'acme',
      '--scopes',
      'score:read, ledger:read',
    );
    expect(code).toBe(0);
    const key = /^cred_[0-9a-f]{16}_[0-9a-f]{64}$/m.exec(out)![0];
    expect(out.split(key)).toHaveLength(2);
    const id = key.slice(5, 21);
    for (const argv of [['list'], ['list', '--json'], ['revoke', id], ['revoke', id, '--json']]) {
      const later = await machine.run('keys', ...argv);
      expect(later.code).toBe(0);
      expect(later.out).toContain(id);
      expect(later.out).not.toContain(key.slice(22));
      expect(later.out).not.toContain([...machine.store.keys.values()][0]!.hash);
    }
  });

  it('prints JSON', async () => {
    const machine = makeMachine();
    const made = json(
      (await machine.run('keys', 'create', '--client', 'acme', '--scopes', 'score:read', '--json')).out,
    );
    expect(made).toMatchObject({
      client: 'acme',
      scopes: ['score:read'],
      created_at: '2026-01-15T12:00:00.000Z',
      revoked_at: null,
    });
    expect(made['key']).toMatch(/^cred_/);
    const id = made['id'] as string;
    expect(json((await machine.run('keys', 'revoke', id, '--json')).out)).toMatchObject({
      id,
      revoked_at: '2026-01-15T12:00:00.000Z',
    });
    expect(json((await machine.run('keys', 'list', '--json')).out)).toMatchObject({
      keys: [{ id, client: 'acme' }],
    });
  });

  it('refuses scopes nobody checks, and ids nobody issued', async () => {
    const unknown = await makeMachine().run('keys', 'create', '--client', 'acme', '--scopes', 'everything');
    expect(unknown.code).toBe(2);
    expect(unknown.err).toContain('score:read');
    expect((await makeMachine().run('keys', 'revoke', 'nobody')).code).toBe(1);
  });

  it('says how to make the first', async () => {
    expect((await makeMachine().run('keys', 'list')).out).toContain('credence keys create');
  });

  it('revokes beside the store while a server holds it', async () => {
    const machine = makeMachine();
    machine.fakes.openStore.mockRejectedValue(new StoreUnavailableError('x.db is held by process 7'));
    const { code, out } = await machine.run('keys', 'revoke', '0123456789abcdef', '--store', 'duckdb:x.db');
    expect(code).toBe(0);
    expect(out).toContain('0123456789abcdef');
    expect(machine.fakes.noteRevocation).toHaveBeenCalledWith('duckdb:x.db', '0123456789abcdef');
    const misspelt = await machine.run('keys', 'revoke', 'not-an-id');
    expect(misspelt).toEqual({ code: 1, out: '', err: 'credence: x.db is held by process 7\n' });
    expect(machine.fakes.noteRevocation).toHaveBeenCalledTimes(1);
  });
});
