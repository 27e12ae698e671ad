/** Hands the transports and the command line what they need of stores, files and this machine. */
import { access, constants, mkdir, readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeWorld } from '../seed/make-world.ts';
import type { CliDependencies, ImportRequest, ImportSummary } from './cli/dependencies.ts';
import type { Settings } from './config.ts';
import { InvalidConfigError } from './domain/errors.ts';
import { makeAuthenticator } from './engine/access.ts';
import type { GraphStore } from './engine/ports.ts';
import { loadScoreboard } from './engine/scoreboard.ts';
import { openAuditFile } from './host/audit-file.ts';
import { readOrMakeIdentifierKey } from './host/identifier-key.ts';
import { writeMatrixCsv } from './host/matrix-csv.ts';
import { systemSecrets } from './host/secrets.ts';
import { sha256Hasher } from './host/sha256.ts';
import { systemClock } from './host/system-clock.ts';
import { startServer } from './http/server.ts';
import { importFiles } from './intake/import-files.ts';
import { parseScorecard, type Scorecard } from './scoring/scorecard.ts';
import { parquetFile, writeMatrixParquet } from './stores/duckdb/parquet-file.ts';
import { openDuckdbStore } from './stores/duckdb/store.ts';

const DUCKDB_SCHEME = 'duckdb:';

export function wire(settings: Settings, version: string): CliDependencies {
  return {
    version,
    settings,
    clock: systemClock,
    hasher: sha256Hasher,
    secrets: systemSecrets,
    stdout: process.stdout,
    stderr: process.stderr,
    openStore,
    importFiles: (store, request) => importWithKey(store, request, settings),
    readScorecard,
    readCatalogue,
    writeMatrix: (request) =>
      request.path.endsWith('.parquet') ? writeMatrixParquet(request) : writeMatrixCsv(request),
    startServer: async ({ store, host, port }) => {
      const board = await loadScoreboard(store);
      const authenticate = makeAuthenticator(await store.listKeys(), sha256Hasher, systemSecrets.isEqual);
      const audit = await openAuditFile(settings.auditPath ?? beside(store, 'audit.ndjson'));
      const catalogue = await readCatalogue('en');
      return startServer(
        {
          scoreboard: () => board,
          authenticate,
          audit,
          clock: systemClock,
          catalogue,
          logStream: process.stderr,
        },
        { host, port },
      );
    },
    prepareFolder,
    isFolder: async (path) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false,
    makeWorld: async (folder, options) => {
      const world = makeWorld(options);
      for (const facts of world.facts) await parquetFile.write(folder, facts);
      return { endsAt: world.endsAt, reportingCurrency: world.reportingCurrency };
    },
  };
}

async function openStore(location: string): Promise<GraphStore> {
  const store = await openDuckdbStore(duckdbPath(location));
  await store.migrate();
  return store;
}

function duckdbPath(location: string): string {
  if (location.startsWith(DUCKDB_SCHEME)) return location.slice(DUCKDB_SCHEME.length);
  throw new InvalidConfigError(
    `The store ${location} is of no kind that is known; name one such as duckdb:credence.db`,
  );
}

/** The path of a file that goes with an embedded store and is kept outside it. */
function beside(store: GraphStore, ending: string): string {
  return `${duckdbPath(store.name)}.${ending}`;
}

async function importWithKey(
  store: GraphStore,
  request: ImportRequest,
  settings: Settings,
): Promise<ImportSummary> {
  const identifierKey =
    settings.identifierKey ?? (await readOrMakeIdentifierKey(beside(store, 'identifier-key')));
  return importFiles(store, { ...request, identifierKey });
}

/** A scorecard's file, or one of those that come with the program by its id. */
async function readScorecard(pathOrName: string): Promise<Scorecard> {
  const builtIn = asset(`scoring/scorecards/${pathOrName}.json`);
  const path = /^[a-z0-9-]+@[0-9]+$/.test(pathOrName) && existsSync(builtIn) ? builtIn : pathOrName;
  const json = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InvalidConfigError(`No scorecard can be read from ${pathOrName}: ${(cause as Error).message}`, {
      cause,
    });
  });
  return parseScorecard(json);
}

async function readCatalogue(language: string): Promise<Readonly<Record<string, string>>> {
  const path = asset(`domain/catalogue/${language}.json`);
  const json = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new InvalidConfigError(`There is no catalogue of texts for the language ${language}`, { cause });
  });
  return JSON.parse(json) as Readonly<Record<string, string>>;
}

function asset(path: string): string {
  return join(fileURLToPath(new URL('.', import.meta.url)), path);
}

async function prepareFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
    await access(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new InvalidConfigError(
      `The folder ${path} cannot be written to (${(cause as Error).message}); choose another with --folder`,
      { cause },
    );
  }
}
