import neo4j, { type BookmarkManager, type Driver, type ManagedTransaction } from 'neo4j-driver';
import { StoreUnavailableError } from '../../domain/errors.ts';
import { storeFailure } from './failure.ts';
import { writeManaged } from './session/attempts.ts';
import { orElseAfter } from './session/deadline.ts';
import { addressOf, DEFAULT_RETRY_TIME_MS, driverFor, type Neo4jOptions } from './session/server-access.ts';
import { closeQuietly, inTransaction, lockIn, visitAll, type Transaction } from './session/transaction.ts';
import { toDriver, type Parameters, type RawRow, type Row } from './values.ts';

/** Records asked for at a time: the next ones come while these are worked on, and no more. */
const FETCH_SIZE = 5000;

/** The server ends a statement of its own accord so much later than we have given it up, should it not hear of that. */
const SERVER_GRACE_MS = 1000;

type AccessMode = 'READ' | 'WRITE';

/** The reading part of a session. */
export type Reader = Pick<Session, 'read'>;

/**
 * One driver on one database. Every call takes a session of its own from the driver's pool, so calls may go on side
 * by side; a call sees what every earlier call of this object wrote (bookmarks). `operation` says in an error what
 * was being done: `read a run`. Whatever the driver throws comes out as one of our errors (failure.ts).
 *
 *   const rows = await session.read('list the keys', statement('runs/keys'), { client: 'bank' });
 *   rows[0].text('id'), rows[0].number('created_at')
 *   await session.write('save a key', statement('runs/save-key'), { id, scopes: [...] });
 *   await session.transaction('save both', async (transaction) => { await transaction.run(...); ... });
 *   await session.stream('read payments', { text: statement('projection/paid'), parameters }, (row) => {
 *     total += exactNumber(row.get(2), 2);
 *   });
 *
 * Numbers given are sent as integers, numbers read are exact: `Row.number` and `exactNumber` refuse what is beyond
 * 2^53, which the driver gives as infinite. A failure that may pass (deadlock, leader change, lost connection) is
 * tried again with growing pauses, so `write` and `transaction` must do the same when done twice; one for want of
 * memory is not, for the caller to split (`isOutOfMemory`).
 */
export class Session {
  readonly #driver: Driver;
  /** `localhost:7687`, for messages. */
  readonly #address: string;
  readonly #database: string | undefined;
  readonly #retryTimeMs: number;
  readonly #bookmarks: BookmarkManager = neo4j.bookmarkManager();

  constructor(options: Neo4jOptions) {
    this.#database = options.database;
    this.#address = addressOf(options.url);
    this.#driver = driverFor(options);
    this.#retryTimeMs = options.retryTimeMs ?? DEFAULT_RETRY_TIME_MS;
  }

  /** What the server calls itself, such as `Neo4j/5.26.0`; fails where it cannot be reached or logged in to. */
  async serverAgent(operation: string): Promise<string> {
    try {
      const { agent } = await this.#driver.getServerInfo(
        this.#database === undefined ? {} : { database: this.#database },
      );
      return agent ?? '';
    } catch (error) {
      throw storeFailure(operation, error, this.#address);
    }
  }

  /** Reads a small result whole. */
  async read(operation: string, text: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    return this.#managed(operation, 'READ', (transaction) => transaction.run(text, parameters));
  }

  /**
   * Reads for somebody who waits: what has not come `ms` after this call is StoreUnavailableError, tried again or not,
   * and the server gives it up.
   */
  within(ms: number): Reader {
    const deadline = performance.now() + ms;
    return {
      read: (operation, text, parameters) =>
        this.#readBy(deadline, operation, (transaction) => transaction.run(text, parameters)),
    };
  }

  /** One statement in a transaction of its own; gives what it returns. */
  async write(operation: string, text: string, parameters: Parameters = {}): Promise<readonly Row[]> {
    return this.#managed(operation, 'WRITE', (transaction) => transaction.run(text, parameters));
  }

  /** Several statements, all or none; where `work` throws, none. */
  async transaction<T>(operation: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.#managed(operation, 'WRITE', work);
  }

  /**
   * Runs a statement and keeps its transaction open, so that what it locked stays locked until `release` rolls it back
   * or this process dies. Undefined where the lock could not be had within `patienceMs`.
   */
  async hold(
    operation: string,
    text: string,
    { parameters, patienceMs }: { parameters: Parameters; patienceMs: number },
  ): Promise<(() => Promise<void>) | undefined> {
    const session = this.#open('WRITE');
    const release = (): Promise<void> => closeQuietly(session);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, patienceMs, false);
    });
    const locked = lockIn(session, { text, parameters, operation });
    try {
      if (await Promise.race([locked, patience])) return release;
    } catch (error) {
      await release();
      throw storeFailure(operation, error, this.#address);
    } finally {
      clearTimeout(timer);
    }
    // Closing resets the connection, which ends the waiting statement.
    locked.catch(() => undefined);
    await release();
    return undefined;
  }

  /**
   * Reads a result of any size, record by record in the order they come; none is kept, and while `visit` works no
   * more than the next few thousand are on their way. Not tried again, as records have been handed out.
   */
  async stream(
    operation: string,
    { text, parameters = {} }: { text: string; parameters?: Parameters },
    visit: (row: RawRow) => void,
  ): Promise<void> {
    const session = this.#open('READ');
    try {
      const transaction = await session.beginTransaction({ metadata: { operation } });
      try {
        await visitAll(transaction.run(text, toDriver(parameters)), visit);
      } finally {
        // Discards what has not come yet; closing the session alone would leave the connection half-read.
        await transaction.close();
      }
    } catch (error) {
      throw storeFailure(operation, error, this.#address);
    } finally {
      await closeQuietly(session);
    }
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #managed<T>(
    operation: string,
    mode: AccessMode,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const session = this.#open(mode);
    try {
      if (mode === 'WRITE')
        return await writeManaged(session, work, { operation, retryTimeMs: this.#retryTimeMs });
      return await session.executeRead((transaction) => work(inTransaction(operation, transaction)), {
        metadata: { operation },
      });
    } catch (error) {
      throw storeFailure(operation, error, this.#address);
    } finally {
      await closeQuietly(session);
    }
  }

  async #readBy<T>(
    deadline: number,
    operation: string,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const session = this.#open('READ');
    const left = Math.max(0, deadline - performance.now());
    const attempt = (transaction: ManagedTransaction): Promise<T> =>
      work(inTransaction(operation, transaction));
    const late = new StoreUnavailableError(
      `${operation}: the Neo4j server at ${this.#address} gave no answer in time; try again, or ask for less`,
    );
    const timeout = Math.ceil(left) + SERVER_GRACE_MS;
    try {
      return await orElseAfter(
        session.executeRead(attempt, { metadata: { operation }, timeout }),
        left,
        late,
      );
    } catch (error) {
      throw storeFailure(operation, error, this.#address);
    } finally {
      // Ends a statement under way. Not waited for, since a connection that fell silent may take minutes.
      void closeQuietly(session);
    }
  }

  #open(mode: AccessMode) {
    const settings: object = {
      ...(this.#database === undefined ? {} : { database: this.#database }),
      defaultAccessMode: mode,
      bookmarkManager: this.#bookmarks,
      fetchSize: FETCH_SIZE,
    };
    return this.#driver.session(settings);
  }
}
