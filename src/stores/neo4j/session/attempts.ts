import { setTimeout } from 'node:timers/promises';
import { isRetryableError, type Session as DriverSession } from 'neo4j-driver';
import { isOutOfMemory } from '../failure.ts';
import { closeQuietly, inTransaction, type Transaction } from './transaction.ts';

/** As the driver has them: twice as long each time, and up to a fifth more or less, so that two do not meet again. */
const FIRST_PAUSE_MS = 1000;
const GROWTH = 2;
const JITTER = 0.2;

/**
 * Does the work in a transaction of its own, and again for so long as what fails may pass. The driver's managed write does
 * the same, but goes on asking, until the time is up, for a commit that the server has not the memory for.
 */
export async function writeManaged<T>(
  session: DriverSession,
  work: (transaction: Transaction) => Promise<T>,
  { operation, retryTimeMs }: { operation: string; retryTimeMs: number },
): Promise<T> {
  const until = performance.now() + retryTimeMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs *= GROWTH) {
    try {
      return await attempt(session, work, operation);
    } catch (error) {
      if (isOutOfMemory(error) || !mayPass(error) || performance.now() >= until) throw error;
    }
    await setTimeout(pauseMs * (1 + JITTER * (2 * Math.random() - 1)));
  }
}

async function attempt<T>(
  session: DriverSession,
  work: (transaction: Transaction) => Promise<T>,
  operation: string,
): Promise<T> {
  const transaction = await session.beginTransaction({ metadata: { operation } });
  try {
    const result = await work(inTransaction(operation, transaction));
    await transaction.commit();
    return result;
  } finally {
    // Rolls back what is not committed.
    await closeQuietly(transaction);
  }
}

function mayPass(error: unknown): boolean {
  return error instanceof Error && isRetryableError(error);
}
