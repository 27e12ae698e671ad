import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { InvalidConfigError } from '../domain/errors.ts';
import type { IdentifierKey } from '../domain/identifiers.ts';

const KEY_BYTES = 32;

/**
 * Reads the key file, or makes one (mode 0600) where there is none: losing it means that later sightings of an
 * identifier no longer match earlier ones. Throws InvalidConfigError for a file that holds no key.
 */
export async function readOrMakeIdentifierKey(path: string): Promise<IdentifierKey> {
  try {
    await writeFile(path, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new InvalidConfigError(
        `The key for identifiers cannot be written to ${path}: ${(error as Error).message}`,
        {
          cause: error,
        },
      );
    }
  }
  const text = (await readFile(path, 'utf8')).trim();
  if (!/^([0-9a-f]{2}){32,}$/i.test(text)) {
    throw new InvalidConfigError(
      `${path} holds no key for identifiers: expected ${KEY_BYTES} bytes or more in hexadecimal; restore it from your backup`,
    );
  }
  return { version: 1, key: Buffer.from(text, 'hex') };
}
