/**
 * Keys that were revoked while another process held the store: one line each of the key's id and an instant. The
 * file is only ever added to.
 */
import { readFileSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { StoreUnavailableError } from '../domain/errors.ts';
import type { Clock } from '../engine/ports.ts';
import type { Instant } from '../domain/time.ts';

const LOOK_EVERY_MS = 1000;
const LINE = /^([0-9a-f]{16}) ([0-9]{1,16})$/gm;

/** Adds a key; the file is made with mode 0600 where there is none. */
export async function noteRevocation(path: string, keyId: string, at: Instant): Promise<void> {
  try {
    // A line of its own even after one that was torn.
    await appendFile(path, `\n${keyId} ${at}\n`, { mode: 0o600, flush: true });
  } catch (cause) {
    throw new StoreUnavailableError(
      `revoke a key: ${path} cannot be written (${(cause as Error).message}); stop the server and revoke it then`,
      { cause },
    );
  }
}

/** When each key in the file was revoked first; empty where there is no file. */
export function readRevocations(path: string): ReadonlyMap<string, Instant> {
  const revoked = new Map<string, Instant>();
  for (const [, id = '', at] of textOf(path).matchAll(LINE)) {
    if (!revoked.has(id)) revoked.set(id, Number(at));
  }
  return revoked;
}

/** Says whether a key is in the file, as it was at most a second ago; throws StoreUnavailableError if nobody can know. */
export function watchRevocations(path: string, clock: Clock): (keyId: string) => boolean {
  let lookedAt = Number.NEGATIVE_INFINITY;
  let size = -1;
  let revoked: ReadonlyMap<string, Instant> = new Map();
  return (keyId) => {
    const now = clock.now();
    if (Math.abs(now - lookedAt) >= LOOK_EVERY_MS) {
      const found = sizeOf(path);
      // It only grows, so its size tells whether there is anything new.
      if (found !== size) revoked = readRevocations(path);
      size = found;
      lookedAt = now;
    }
    return revoked.has(keyId);
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw unreadable(path, cause);
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function unreadable(path: string, cause: unknown): StoreUnavailableError {
  return new StoreUnavailableError(
    `the revoked keys in ${path} cannot be read, so no key can be trusted; mend its permissions`,
    { cause },
  );
}
