import { randomUUID } from 'node:crypto';
import { realpathSync, statSync, accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { DuckDBInstance, quotedString } from '@duckdb/node-api';
import { InvalidConfigError, StoreUnavailableError } from '../../domain/errors.ts';
import { openingFailure } from './failure.ts';
import { Session } from './session.ts';

/** How much of the machine the store may take. */
export interface DuckdbOptions {
  /** In DuckDB's words, such as `1GB` (the default); beyond it, work spills to disk beside the file. */
  readonly memoryLimit?: string;
  /** Threads of the database; absent: one for each core. */
  readonly threads?: number;
  /** Whether rows are read in the order they were written; costs memory. Default false. */
  readonly keepsOrder?: boolean;
}

const IN_MEMORY = ':memory:';
const MEMORY_LIMIT = '1GB';

/** The file locks of a system do not tell two openings in one process apart, and the second would lose writes. */
const openHere = new Set<string>();

/** One open database file and its connections. */
export class Database {
  readonly #instance: DuckDBInstance;
  readonly #identity: string | undefined;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #memoryLimit: string;
  readonly name: string;
  #closed = false;

  constructor(
    instance: DuckDBInstance,
    path: string,
    {
      identity,
      memoryLimit = MEMORY_LIMIT,
    }: { identity: string | undefined; memoryLimit?: string | undefined },
  ) {
    this.#instance = instance;
    this.#identity = identity;
    this.#memoryLimit = memoryLimit;
    this.name = `duckdb:${path}`;
  }

  /**
   * Hands memory that the database has freed back to the system, which after large work may be all it was allowed.
   * Setting the limit does so, also to what it is.
   */
  async handBackMemory(session: Session): Promise<void> {
    const limit = quotedString(this.#memoryLimit);
    await session.run('hand memory back', `SET memory_limit = ${limit}`);
  }

  /**
   * Leaves the database a share of its memory, above 0 and at most 1, until it is handed back, for work that goes on to need
   * less and whose results need the room: it keeps what it has read for as long as it may. Where others hold too much, it
   * keeps what it had.
   */
  async leaveMemory(share: number): Promise<void> {
    const [, amount, unit] = /^([0-9.]+) *([A-Za-z]+)$/.exec(this.#memoryLimit) ?? [];
    if (amount === undefined || unit === undefined) return;
    const left = quotedString(`${Number(amount) * share}${unit}`);
    try {
      // On a connection of its own: a refusal would undo the transaction of the one that asks.
      await this.with((session) => session.run('leave memory', `SET memory_limit = ${left}`));
    } catch (error) {
      if (!(error instanceof StoreUnavailableError)) throw error;
    }
  }

  /** A connection of its own for one piece of work: a snapshot and temporary tables that nobody else sees. */
  async with<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (this.#closed)
      throw new StoreUnavailableError(`${this.name} is closed; open it again before using it`);
    const done = this.#onItsOwn(work);
    this.#underWay.add(done);
    try {
      return await done;
    } finally {
      this.#underWay.delete(done);
    }
  }

  /** Takes no more work, waits for what is under way and releases the file; harmless when done twice. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#underWay);
    this.#instance.closeSync();
    if (this.#identity !== undefined) openHere.delete(this.#identity);
  }

  async #onItsOwn<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = new Session(await this.#instance.connect());
    try {
      return await work(session);
    } finally {
      session.close();
    }
  }
}

/**
 * Opens the database at `path`, or makes it; `:memory:` keeps it in memory alone. Throws InvalidConfigError for
 * a path that cannot hold a store, StoreUnavailableError where somebody else has it open.
 */
export async function openDatabase(path: string, options: DuckdbOptions = {}): Promise<Database> {
  const identity = path === IN_MEMORY ? undefined : identify(path);
  if (identity !== undefined && openHere.has(identity))
    throw new StoreUnavailableError(
      `open the store ${path}: this process (${process.pid}) has it open already; close that one first`,
      { context: { holderPid: process.pid } },
    );
  if (identity !== undefined) openHere.add(identity);
  try {
    const instance = await DuckDBInstance.create(path, settings(path, options));
    return new Database(instance, path, { identity, memoryLimit: options.memoryLimit });
  } catch (error) {
    if (identity !== undefined) openHere.delete(identity);
    throw openingFailure(path, error);
  }
}

function settings(
  path: string,
  { memoryLimit = MEMORY_LIMIT, threads, keepsOrder = false }: DuckdbOptions,
): Record<string, string> {
  return {
    memory_limit: memoryLimit,
    preserve_insertion_order: String(keepsOrder),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    temp_directory: path === IN_MEMORY ? join(tmpdir(), `credence-${randomUUID()}`) : `${resolve(path)}.tmp`,
    ...(threads === undefined ? {} : { threads: String(threads) }),
  };
}

/** The file's place with links resolved; checks on the way what the driver would say less clearly. */
function identify(path: string): string {
  const folder = dirname(resolve(path));
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true)
    throw new InvalidConfigError(
      `open the store ${path}: the folder ${folder} does not exist; make it first or name another file`,
    );
  try {
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new InvalidConfigError(
      `open the store ${path}: the folder ${folder} cannot be written; change its permissions or name ` +
        'another file',
      { cause },
    );
  }
  const full = join(realpathSync(folder), basename(path));
  return statSync(full, { throwIfNoEntry: false }) === undefined ? full : realpathSync(full);
}
