import { afterAll, describe, inject } from 'vitest';
import type { TestServer } from './neo4j/test-server.ts';
import { closeWiper, wipe } from './neo4j/wipe.ts';

/**
 * Declares tests on the real Neo4j server of this worker; `tests` is handed its address. They are skipped where
 * there is none, which neo4j-server.ts has said aloud, or failed.
 */
export function describeWithNeo4j(name: string, tests: (server: TestServer) => void): void {
  const servers = inject('neo4j');
  const server = servers[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % servers.length];
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
