/**
 * Who may ask what. A key reads `cred_<id>_<secret>`: 64 and 256 bits of randomness in hexadecimal. It is shown
 * once; what is kept is its SHA-256, which is enough because nobody can guess 256 bits.
 */
import { expectation, readValue, type Column } from '../domain/columns.ts';
import { InvalidInputError, NotAuthenticatedError, NotFoundError } from '../domain/errors.ts';
import type { Instant } from '../domain/time.ts';
import type { ApiKeyRecord, Clock, GraphStore, Hasher, Secrets } from './ports.ts';

/** What a key can be allowed. The list is closed: a scope that nothing checks would promise too much. */
export const SCOPES = [
  'score:read',
  'ledger:read',
  'history:read',
  'change:read',
  'whatif:read',
  'graph:read',
  'run:read',
  'run:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** A caller whose key was found good. */
export interface Principal {
  readonly keyId: string;
  readonly client: string;
  readonly scopes: readonly Scope[];
}

/** Throws NotAuthenticatedError, with the same words whatever is wrong with the key. */
export type Authenticate = (key: string) => Principal;

type KeyStore = Pick<GraphStore, 'saveKey' | 'listKeys'>;

const ID_BYTES = 8;
const SECRET_BYTES = 32;
const KEY_PATTERN = new RegExp(`^cred_([0-9a-f]{${ID_BYTES * 2}})_[0-9a-f]{${SECRET_BYTES * 2}}$`);
/** What an unknown key's hash is compared with, so that the comparison happens all the same. */
const HASH_OF_NOTHING = '0'.repeat(64);
const clientColumn: Column = { type: 'id', doc: 'Who uses the key.' };

function isScope(scope: string): scope is Scope {
  return SCOPES.some((known) => known === scope);
}

function checkedScopes(scopes: readonly string[]): readonly Scope[] {
  const known = scopes.filter(isScope);
  if (known.length === 0 || known.length < scopes.length) {
    const unknown = scopes.filter((scope) => !isScope(scope));
    throw new InvalidInputError(
      `make a key: expected one or more scopes of ${SCOPES.join(', ')}; ` +
        `came ${unknown.length > 0 ? unknown.join(', ') : 'none'}`,
    );
  }
  return SCOPES.filter((scope) => known.includes(scope));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Makes a key and keeps its hash; `key` is in the answer and nowhere else. */
export async function createKey(
  store: KeyStore,
  request: { readonly client: string; readonly scopes: readonly string[] },
  { clock, secrets, hasher }: { clock: Clock; secrets: Secrets; hasher: Hasher },
): Promise<{ key: string; record: ApiKeyRecord }> {
  const scopes = checkedScopes(request.scopes);
  if (readValue(clientColumn, request.client) === undefined) {
    throw new InvalidInputError(`make a key: expected a client named by ${expectation(clientColumn)}`);
  }
  const id = toHex(secrets.randomBytes(ID_BYTES));
  const key = `cred_${id}_${toHex(secrets.randomBytes(SECRET_BYTES))}`;
  const record = { id, hash: hasher.sha256(key), client: request.client, scopes, createdAt: clock.now() };
  await store.saveKey(record);
  return { key, record };
}

/** Ends a key; one that has ended keeps its first end. Throws NotFoundError for an id nobody issued. */
export async function revokeKey(store: KeyStore, id: string, clock: Clock): Promise<ApiKeyRecord> {
  const record = (await store.listKeys()).find((key) => key.id === id);
  if (record === undefined) {
    throw new NotFoundError('revoke a key: no key has this id; list them to see which there are');
  }
  if (record.revokedAt !== undefined) return record;
  const revoked = { ...record, revokedAt: clock.now() };
  await store.saveKey(revoked);
  return revoked;
}

/** Brings into a store what was revoked while another process held it; ids that nobody issued are passed over. */
export async function settleRevocations(
  store: KeyStore,
  revocations: ReadonlyMap<string, Instant>,
): Promise<void> {
  if (revocations.size === 0) return;
  for (const key of await store.listKeys()) {
    const revokedAt = revocations.get(key.id);
    if (revokedAt !== undefined && key.revokedAt === undefined) await store.saveKey({ ...key, revokedAt });
  }
}

/** Whether a text could be a key's id. */
export function isKeyId(text: string): boolean {
  return new RegExp(`^[0-9a-f]{${ID_BYTES * 2}}$`).test(text);
}

/** A key as people may see it: not even its hash. */
export type ListedKey = Omit<ApiKeyRecord, 'hash'>;

/** Oldest first, revoked ones as well. */
export async function listKeys(store: KeyStore): Promise<readonly ListedKey[]> {
  const keys = await store.listKeys();
  return keys
    .map(({ id, client, scopes, createdAt, revokedAt }) => ({
      ...{ id, client, scopes, createdAt },
      ...(revokedAt === undefined ? {} : { revokedAt }),
    }))
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/**
 * Unknown, malformed and revoked keys cost one hash and one comparison like good ones, and meet the same error,
 * so neither words nor time tell which key ids exist.
 */
export function makeAuthenticator(
  keys: readonly ApiKeyRecord[],
  hasher: Hasher,
  isEqual: Secrets['isEqual'],
): Authenticate {
  const recordOf = new Map(keys.map((key) => [key.id, key]));
  return (key) => {
    const record = recordOf.get(KEY_PATTERN.exec(key)?.[1] ?? '');
    const matches = isEqual(hasher.sha256(key), record?.hash ?? HASH_OF_NOTHING);
    if (!matches || record === undefined || record.revokedAt !== undefined) {
      throw notInForce();
    }
    return { keyId: record.id, client: record.client, scopes: record.scopes.filter(isScope) };
  };
}

/** Refuses, with the same words, good keys that were revoked after the list of keys was read. */
export function refuseRevoked(
  authenticate: Authenticate,
  isRevoked: (keyId: string) => boolean,
): Authenticate {
  return (key) => {
    const principal = authenticate(key);
    if (isRevoked(principal.keyId)) throw notInForce();
    return principal;
  };
}

function notInForce(): NotAuthenticatedError {
  return new NotAuthenticatedError(
    'the key is not one in force; send `Authorization: Bearer KEY` with a key that was issued and not revoked',
  );
}
