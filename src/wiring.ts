/** Hands the transports and the command line what they need of stores, files and this machine. */
import { access, constants, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { CliDependencies, ImportRequest, ImportSummary, StoreUse } from './cli/dependencies.ts';
import { profileFor, readCatalogue, readCatalogues, readProfile, readScorecard } from './built-in.ts';
import type { Settings } from './config.ts';
import { InvalidConfigError } from './domain/errors.ts';
import { settleRevocations } from './engine/access.ts';
import { kernelsHere } from './engine/kernels.ts';
import type { GraphStore } from './engine/ports.ts';
import { readOrMakeIdentifierKey } from './host/identifier-key.ts';
import { writeMatrixCsv } from './host/matrix-csv.ts';
import { checkMatrixPath, matrixKind, writeMatrixFile } from './host/matrix-file.ts';
import { noteRevocation, readRevocations } from './host/revocation-file.ts';
import { systemSecrets } from './host/secrets.ts';
import { sha256Hasher } from './host/sha256.ts';
import { checkTextPath, writeTextFile } from './host/whole-file.ts';
import { systemClock } from './host/system-clock.ts';
import { checkPort } from './http/server.ts';
import { importFiles } from './intake/import-files.ts';
import { openGround } from './laboratory-ground.ts';
import { openLaboratory } from './laboratory/laboratory.ts';
import { writeMatrixParquet } from './stores/duckdb/parquet-file.ts';
import { REVOKED_KEYS, startService } from './serving.ts';
import {
  commonStateFile,
  duckdbPath,
  existingDuckdbPath,
  isOnServer,
  serverLocation,
  stateFile,
} from './store-location.ts';
import { openDuckdbStore } from './stores/duckdb/store.ts';
import { openNeo4jStore } from './stores/neo4j/store.ts';
import { KernelThreads } from './workers/kernel-threads.ts';
import { writeWorld } from './write-world.ts';

/** What others may do with the files made here: nothing. */
const PRIVATE = 0o077;

export function wire(settings: Settings, version: string): CliDependencies {
  // For as long as the process lives, as the database makes its journal whenever it likes.
  const usualMask = process.umask(PRIVATE);
  const kernels = new KernelThreads();
  return {
    version,
    settings,
    clock: systemClock,
    hasher: sha256Hasher,
    secrets: systemSecrets,
    kernels,
    stdout: process.stdout,
    stderr: process.stderr,
    openStore: (location, use) => openStore(location, use, settings),
    isOnServer,
    importFiles: (store, request) => importWithKey(store, request, settings),
    readScorecard,
    readProfile,
    profileFor,
    readCatalogue,
    checkMatrixPath,
    writeMatrix: (request) =>
      writeMatrixFile(request, {
        write: matrixKind(request.path) === '.parquet' ? writeMatrixParquet : writeMatrixCsv,
        mode: 0o666 & ~usualMask,
      }),
    checkTextPath,
    writeText: (request) => writeTextFile(request, 0o666 & ~usualMask),
    noteRevocation: (location, keyId) =>
      noteRevocation(commonStateFile(location, REVOKED_KEYS, settings.stateFolder), keyId, systemClock.now()),
    checkPort,
    startServer: async (address) =>
      startService(address, { settings, kernels, catalogues: await readCatalogues() }),
    // Called off is as good as over.
    pause: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => undefined),
    prepareFolder,
    prepareEmptyFolder,
    isFolder,
    makeWorld: writeWorld,
    laboratory: openLaboratory({
      clock: systemClock,
      hasher: sha256Hasher,
      kernels: kernelsHere,
      openGround,
    }),
  };
}

async function openStore(location: string, use: StoreUse, settings: Settings): Promise<GraphStore> {
  const store = isOnServer(location)
    ? await openOnServer(location, settings)
    : await openDuckdbStore(use === 'make if missing' ? duckdbPath(location) : existingDuckdbPath(location));
  try {
    await store.migrate();
    const revoked = readRevocations(commonStateFile(location, REVOKED_KEYS, settings.stateFolder));
    await settleRevocations(store, revoked);
    return store;
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openOnServer(location: string, { neo4j, stateFolder }: Settings): Promise<GraphStore> {
  const { name, url, database } = serverLocation(location);
  const login = neo4j.isOpen
    ? { user: '', password: '' }
    : { user: neo4j.user, password: await passwordOf(neo4j, name) };
  await mkdir(stateFolder, { recursive: true, mode: 0o700 });
  return openNeo4jStore({ url, ...login, database: database ?? neo4j.database }, name);
}

async function passwordOf(
  { password, passwordFile: path }: Settings['neo4j'],
  store: string,
): Promise<string> {
  if (password !== undefined) return password;
  if (path === undefined)
    throw new InvalidConfigError(
      `open the store ${store}: no password is given; set NEO4J_PASSWORD, or NEO4J_PASSWORD_FILE to a file that holds ` +
        'it, or NEO4J_AUTH=none for a server without authentication',
    );
  try {
    return (await readFile(path, 'utf8')).replace(/\r?\n$/, '');
  } catch (cause) {
    throw new InvalidConfigError(
      `The file that NEO4J_PASSWORD_FILE names cannot be read: ${(cause as Error).message}`,
      { cause },
    );
  }
}

async function importWithKey(
  store: GraphStore,
  request: ImportRequest,
  settings: Settings,
): Promise<ImportSummary> {
  const identifierKey =
    settings.identifierKey ??
    (await readOrMakeIdentifierKey(stateFile(store.name, 'identifier-key', settings.stateFolder)));
  return importFiles(store, { ...request, identifierKey });
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}

async function prepareFolder(path: string): Promise<void> {
  try {
    await makeFolder(resolve(path));
    await access(path, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new InvalidConfigError(
      `The folder ${path} cannot be written to (${(cause as Error).message}); choose another`,
      { cause },
    );
  }
}

/** With those above it. Node's own recursive mkdir never ends in a folder that takes none, such as /proc. */
async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  await mkdir(path);
}

async function prepareEmptyFolder(path: string): Promise<void> {
  await prepareFolder(path);
  const [first] = await readdir(path);
  if (first === undefined) return;
  throw new InvalidConfigError(
    `The folder ${path} is not empty (${first} is in it); remove what is there, or choose another`,
  );
}
