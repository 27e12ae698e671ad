import type { Result, Session as DriverSession } from 'neo4j-driver';
import { isOutOfMemory, storeFailure } from '../failure.ts';
import { Row, toDriver, type Parameters, type RawRow } from '../values.ts';

/** Statements inside one transaction: all of them or none. */
export interface Transaction {
  /** Runs one statement and reads its small result whole. */
  run(text: string, parameters?: Parameters): Promise<readonly Row[]>;
}

export function inTransaction(
  operation: string,
  transaction: { run(text: string, parameters: Record<string, unknown>): Result },
): Transaction {
  return {
    async run(text, parameters = {}) {
      try {
        const { records } = await transaction.run(text, toDriver(parameters));
        return records.map((record) => new Row(record));
      } catch (error) {
        // The driver would try again in vain what needs more memory than there is.
        throw isOutOfMemory(error) ? storeFailure(operation, error) : error;
      }
    },
  };
}

/** Runs a statement in a transaction that stays open as long as its session. */
export async function lockIn(
  session: DriverSession,
  { text, parameters, operation }: { text: string; parameters: Parameters; operation: string },
): Promise<true> {
  const transaction = await session.beginTransaction({ metadata: { operation } });
  await transaction.run(text, toDriver(parameters));
  return true;
}

/** Hands records out as they come, which takes two thirds of the time that the driver's iterator takes. */
export function visitAll(result: Result, visit: (row: RawRow) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let failed = false;
    result.subscribe({
      onNext(record) {
        if (failed) return;
        try {
          visit(record);
        } catch (error) {
          // The driver's own bookkeeping must not be torn.
          failed = true;
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      },
      onCompleted() {
        resolve();
      },
      onError: reject,
    });
  });
}

/** What went wrong before is the one worth telling. */
export async function closeQuietly(session: { close(): Promise<void> }): Promise<void> {
  try {
    await session.close();
  } catch {
    return;
  }
}
