/**
 * The real Neo4j that the tests run on, one per test run: the server that NEO4J_URI names (with NEO4J_USER,
 * NEO4J_PASSWORD and NEO4J_DATABASE), else a container where a Docker engine answers, else one that Maven fetches and
 * a JDK runs. With none of them the tests are skipped aloud, except in continuous integration, where they fail.
 */
import type { TestProject } from 'vitest/node';
import { hasDockerEngine, startDockerServer } from './neo4j/docker-server.ts';
import { lackForJavaServer, startJavaServer } from './neo4j/java-server.ts';
import type { TestServer } from './neo4j/test-server.ts';
import { clearDatabase } from './neo4j/wipe.ts';

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: TestServer | undefined;
  }
}

type StoppableServer = TestServer & { stop?(): Promise<void> };

/** Several projects of one run share the server; each has its own copy of this module. */
const registry = globalThis as { credenceTestServer?: Promise<StoppableServer | undefined> };

/** Vitest's global set-up of the projects that need the server. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  registry.credenceTestServer ??= findServer();
  const server = await registry.credenceTestServer;
  const address =
    server === undefined
      ? undefined
      : {
          ...{ url: server.url, user: server.user, password: server.password },
          ...(server.database === undefined ? {} : { database: server.database }),
        };
  project.provide('neo4j', address);
  return async () => {
    if (registry.credenceTestServer === undefined) return;
    delete registry.credenceTestServer;
    if (server === undefined) return;
    if (server.stop === undefined) await clearDatabase(server);
    else await server.stop();
  };
}

async function findServer(): Promise<StoppableServer | undefined> {
  const given = serverOfEnvironment();
  if (given !== undefined) return given;
  if (hasDockerEngine()) return startDockerServer();
  const lack = lackForJavaServer();
  if (lack === undefined) return startJavaServer();
  const message =
    `Neo4j is not tested: there is no NEO4J_URI, no Docker engine that answers, and no ${lack}; ` +
    'set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD to an empty server, start Docker, or install JDK 17 and Maven';
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(`\n${'!'.repeat(100)}\n${message}\n${'!'.repeat(100)}\n`);
  return undefined;
}

function serverOfEnvironment(): TestServer | undefined {
  const { NEO4J_URI: url = '', NEO4J_USER, NEO4J_PASSWORD, NEO4J_DATABASE: database = '' } = process.env;
  if (url === '') return undefined;
  return {
    url,
    user: NEO4J_USER ?? 'neo4j',
    password: NEO4J_PASSWORD ?? '',
    ...(database === '' ? {} : { database }),
  };
}
