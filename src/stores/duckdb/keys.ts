import type { ApiKeyRecord } from '../../engine/ports.ts';
import { readTexts } from './json-texts.ts';
import { instantParameter, textParameter, type Session } from './session.ts';
import { statement } from './statements.ts';

/** Replaces the key of the same id. */
export async function saveKey(session: Session, key: ApiKeyRecord): Promise<void> {
  await session.transaction('save an API key', async () => {
    const parameters = {
      id: textParameter(key.id),
      hash: textParameter(key.hash),
      client: textParameter(key.client),
      scopes: textParameter(JSON.stringify(key.scopes)),
      created_at: instantParameter(key.createdAt),
      revoked_at: instantParameter(key.revokedAt ?? null),
    };
    await session.run('save an API key', statement('keys/delete'), parameters);
    await session.run('save an API key', statement('keys/insert'), parameters);
    return { commit: true };
  });
}

/** The oldest first. */
export async function listKeys(session: Session): Promise<readonly ApiKeyRecord[]> {
  const rows = await session.rows('list the API keys', statement('keys/list'));
  return rows.map((row) => ({
    id: row.text('id'),
    hash: row.text('hash'),
    client: row.text('client'),
    scopes: readTexts(row.text('scopes')),
    createdAt: row.instant('created_at'),
    ...(row.has('revoked_at') ? { revokedAt: row.instant('revoked_at') } : {}),
  }));
}
