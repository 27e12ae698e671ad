/** Hands the transports and the command line what they need of stores, files and this machine. */
import { access, constants, mkdir, readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CliDependencies, ImportRequest, ImportSummary, StoreUse } from './cli/dependencies.ts';
import type { Settings } from './config.ts';
import { InvalidConfigError } from './domain/errors.ts';
import { makeAuthenticator, refuseRevoked, settleRevocations } from './engine/access.ts';
import type { GraphStore } from './engine/ports.ts';
import { loadScoreboard } from './engine/scoreboard.ts';
import { openAuditFile } from './host/audit-file.ts';
import { readOrMakeIdentifierKey } from './host/identifier-key.ts';
import { writeMatrixCsv } from './host/matrix-csv.ts';
import { checkMatrixPath, matrixKind, writeMatrixFile } from './host/matrix-file.ts';
import { noteRevocation, readRevocations, watchRevocations } from './host/revocation-file.ts';
import { systemSecrets } from './host/secrets.ts';
import { sha256Hasher } from './host/sha256.ts';
import { systemClock } from './host/system-clock.ts';
import { checkPort, startServer } from './http/server.ts';
import { importFiles } from './intake/import-files.ts';
import { parseScorecard, type Scorecard } from './scoring/scorecard.ts';
import { writeMatrixParquet } from './stores/duckdb/parquet-file.ts';
import { besideStore, besideStoreFile, duckdbPath, existingDuckdbPath } from './store-location.ts';
import { openDuckdbStore } from './stores/duckdb/store.ts';
import { writeWorld } from './write-world.ts';

const REVOKED_KEYS = 'revoked-keys';
/** What others may do with the files made here: nothing. */
const PRIVATE = 0o077;

export function wire(settings: Settings, version: string): CliDependencies {
  // For as long as the process lives, as the database makes its journal whenever it likes.
  const usualMask = process.umask(PRIVATE);
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
    checkMatrixPath,
    writeMatrix: (request) =>
      writeMatrixFile(request, {
        write: matrixKind(request.path) === '.parquet' ? writeMatrixParquet : writeMatrixCsv,
        mode: 0o666 & ~usualMask,
      }),
    noteRevocation: (location, keyId) =>
      noteRevocation(besideStoreFile(location, REVOKED_KEYS), keyId, systemClock.now()),
    checkPort,
    startServer: async ({ store, purpose, runId, host, port }) => {
      const board = await loadScoreboard(store, { purpose, ...(runId === undefined ? {} : { runId }) });
      const authenticate = refuseRevoked(
        makeAuthenticator(await store.listKeys(), sha256Hasher, systemSecrets.isEqual),
        watchRevocations(besideStoreFile(store.name, REVOKED_KEYS), systemClock),
      );
      const audit = await openAuditFile(settings.auditPath ?? besideStore(store.name, 'audit.ndjson'));
      const catalogue = await readCatalogue('en');
      return startServer(
        {
          scoreboard: () => board,
          authenticate,
          audit,
          clock: systemClock,
          catalogue,
          logStream: process.stderr,
          limits: { perKey: settings.requestsPerMinute },
          trustedProxies: settings.trustedProxies,
        },
        { host, port },
      );
    },
    prepareFolder,
    isFolder: async (path) => (await stat(path).catch(() => undefined))?.isDirectory() ?? false,
    makeWorld: writeWorld,
  };
}

async function openStore(location: string, use: StoreUse): Promise<GraphStore> {
  const path = use === 'make if missing' ? duckdbPath(location) : existingDuckdbPath(location);
  const store = await openDuckdbStore(path);
  try {
    await store.migrate();
    await settleRevocations(store, readRevocations(besideStoreFile(location, REVOKED_KEYS)));
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function importWithKey(
  store: GraphStore,
  request: ImportRequest,
  settings: Settings,
): Promise<ImportSummary> {
  const identifierKey =
    settings.identifierKey ?? (await readOrMakeIdentifierKey(besideStore(store.name, 'identifier-key')));
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
