import { afterAll, describe, inject } from 'vitest';
import type { TestServer } from './neo4j/test-server.ts';
import { closeWiper, wipe } from './neo4j/wipe.ts';

/**
 * Declares tests on the real Neo4j server of this test run; `tests` is handed its address. They are skipped where
 * there is none, which neo4j-server.ts has said aloud, or failed.
 */
export function describeWithNeo4j(name: string, tests: (server: TestServer) => void): void {
  const server = inject('neo4j');
  describe.skipIf(server === undefined)(name, () => {
    if (server === undefined) return;
    afterAll(closeWiper);
    tests(server);
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
