/** Where a store is, as people write it, and where the files lie that go with it. */
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { InvalidConfigError } from './domain/errors.ts';

const DUCKDB_SCHEME = 'duckdb:';
const SERVER_SCHEME = /^(neo4j|bolt)(\+s|\+ssc)?:/i;
/** Neo4j's own rule for names of databases. */
const DATABASE_PATH = /^\/?$|^\/([a-z][a-z0-9.-]{2,62})$/i;
/** `:memory:` and `md:` are no files; a single letter before a colon is a drive. */
const NO_FILE = /^(:|[a-z][a-z0-9+.-]+:)/i;

/** Whether a store is on a server, which many processes use at a time and which may come up by itself. */
export function isOnServer(location: string): boolean {
  return SERVER_SCHEME.test(location);
}

/** The path in `duckdb:PATH`. Throws InvalidConfigError for anything but a file in which something would be kept. */
export function duckdbPath(location: string): string {
  if (!location.startsWith(DUCKDB_SCHEME)) {
    throw new InvalidConfigError(
      `The store ${withoutPassword(location)} is of no kind that is known; name one such as duckdb:credence.db or ` +
        'neo4j://localhost:7687',
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

/** A Neo4j server, and one of its databases where one is named. */
export interface ServerLocation {
  /** For messages: `neo4j://localhost:7687/credence`. */
  readonly name: string;
  /** Scheme, host and port alone. */
  readonly url: string;
  readonly database: string | undefined;
}

/**
 * Reads `neo4j://HOST[:PORT][/DATABASE]`, also `bolt`, `+s` and `+ssc`. Throws InvalidConfigError for anything more,
 * a password above all: command lines and environments are seen by others.
 */
export function serverLocation(location: string): ServerLocation {
  if (!isOnServer(location) || !URL.canParse(location)) throw noServer(location);
  const parsed = new URL(location);
  if (parsed.username !== '' || parsed.password !== '')
    throw new InvalidConfigError(
      `The store ${withoutPassword(location)} must not hold a user or password; set NEO4J_USER, and NEO4J_PASSWORD or ` +
        'NEO4J_PASSWORD_FILE',
    );
  const database = DATABASE_PATH.exec(parsed.pathname);
  if (parsed.hostname === '' || parsed.search !== '' || parsed.hash !== '' || database === null)
    throw noServer(location);
  const url = `${parsed.protocol}//${parsed.host}`;
  const [, name] = database;
  return { name: name === undefined ? url : `${url}/${name}`, url, database: name };
}

function noServer(location: string): InvalidConfigError {
  return new InvalidConfigError(
    `The store ${withoutPassword(location)} names no Neo4j server; expected neo4j://HOST:PORT or ` +
      'neo4j://HOST:PORT/DATABASE, also bolt://, and +s or +ssc after either for TLS',
  );
}

function withoutPassword(location: string): string {
  return location.replace(/\/\/.*@/, '//***@');
}

/**
 * The path of a file that goes with a store and is kept outside it: beside the file of a store that is one, else in
 * the folder given.
 */
export function stateFile(location: string, ending: string, folder: string): string {
  return isOnServer(location) ? join(folder, ending) : `${duckdbPath(location)}.${ending}`;
}

/** The same for a file that several processes must find, whatever links they came by; the store must be there. */
export function commonStateFile(location: string, ending: string, folder: string): string {
  return isOnServer(location)
    ? stateFile(location, ending, folder)
    : `${realpathSync(existingDuckdbPath(location))}.${ending}`;
}
