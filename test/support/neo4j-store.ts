import { afterAll, describe, inject } from 'vitest';
import { borrowServer } from './neo4j/lending.ts';
import type { TestServer } from './neo4j/test-server.ts';
import { closeWiper, wipe } from './neo4j/wipe.ts';

const port = inject('neo4jLender');
/** This test file's own until its end. */
const borrowed = port === null ? undefined : await borrowServer(port);
afterAll(async () => {
  await closeWiper();
  borrowed?.giveBack();
});

/**
 * Declares tests on a real Neo4j server that no other test file has meanwhile; `tests` is handed its address. They are
 * skipped where there is none, which neo4j-server.ts has said aloud, or failed.
 */
export function describeWithNeo4j(name: string, tests: (server: TestServer) => void): void {
  describe.skipIf(borrowed === undefined)(name, () => {
    if (borrowed !== undefined) tests(borrowed.server);
  });
}

/** Empties the database; what `migrate` made stays, so that the next `migrate` has nothing to do. */
export async function emptyDatabase(server: TestServer): Promise<void> {
  await wipe(server, { schema: false });
}

/** Empties the database down to constraints and indexes. */
export async function clearSchema(server: TestServer): Promise<void> {
  await wipe(server, { schema: true });
}
