import type { ApiKeyRecord } from '../../engine/ports.ts';
import type { Reader, Session } from './session.ts';
import { statement } from './statements.ts';

/** Replaces the key of the same id. */
export async function saveKey(session: Session, key: ApiKeyRecord): Promise<void> {
  const { id, hash, client, scopes, createdAt, revokedAt } = key;
  await session.write('save an API key', statement('runs/save-key'), {
    key: { id, hash, client, scopes, created_at: createdAt, revoked_at: revokedAt ?? null },
  });
}

/** The oldest first. */
export async function listKeys(session: Reader): Promise<readonly ApiKeyRecord[]> {
  const rows = await session.read('list the API keys', statement('runs/keys'));
  return rows.map((row) => ({
    id: row.text('id'),
    hash: row.text('hash'),
    client: row.text('client'),
    scopes: row.texts('scopes'),
    createdAt: row.number('created_at'),
    ...(row.has('revoked_at') ? { revokedAt: row.number('revoked_at') } : {}),
  }));
}
