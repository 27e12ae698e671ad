/** Where a store is, as people write it, and the files that lie beside it. */
import { existsSync, realpathSync } from 'node:fs';
import { InvalidConfigError } from './domain/errors.ts';

const DUCKDB_SCHEME = 'duckdb:';
/** `:memory:` and `md:` are no files; a single letter before a colon is a drive. */
const NO_FILE = /^(:|[a-z][a-z0-9+.-]+:)/i;

/** The path in `duckdb:PATH`. Throws InvalidConfigError for anything but a file in which something would be kept. */
export function duckdbPath(location: string): string {
  if (!location.startsWith(DUCKDB_SCHEME)) {
    throw new InvalidConfigError(
      `The store ${location} is of no kind that is known; name one such as duckdb:credence.db`,
    );
  }
  const path = location.slice(DUCKDB_SCHEME.length);
  if (path.trim() === '' || NO_FILE.test(path)) {
    throw new InvalidConfigError(
      `The store ${location} names no file, so nothing would be kept; name one such as duckdb:credence.db`,
    );
  }
  return path;
}

/** The path of a store that is there already; throws InvalidConfigError where there is none. */
export function existingDuckdbPath(location: string): string {
  const path = duckdbPath(location);
  if (existsSync(path)) return path;
  throw new InvalidConfigError(
    `There is no store at ${location}; import first (credence import FROM --store ${location}), or name another with --store`,
  );
}

/** The path of a file that goes with a store and is kept outside it. */
export function besideStore(location: string, ending: string): string {
  return `${duckdbPath(location)}.${ending}`;
}

/** The same for a file that several processes must find, whatever links they came by. */
export function besideStoreFile(location: string, ending: string): string {
  return `${realpathSync(existingDuckdbPath(location))}.${ending}`;
}
