/**
 * The real Neo4j that the tests run on, lent to a test file each: the server that NEO4J_URI names (with NEO4J_USER,
 * NEO4J_PASSWORD and NEO4J_DATABASE), else containers where a Docker engine answers, else some that Maven fetches and
 * a JDK runs. With none of them the tests are skipped aloud, except in continuous integration, where they fail.
 */
import type { TestProject } from 'vitest/node';
import { hasDockerEngine, startDockerServer } from './neo4j/docker-server.ts';
import { fetchJars, lackForJavaServer, startJavaServer } from './neo4j/java-server.ts';
import { lendServers, type Lending } from './neo4j/lending.ts';
import { serversAtOnce } from './neo4j/servers-at-once.ts';
import type { TestServer } from './neo4j/test-server.ts';
import { clearDatabase } from './neo4j/wipe.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The port that lends servers; null: none is to be had. */
    neo4jLender: number | null;
  }
}

type StoppableServer = TestServer & { stop?(): Promise<void> };

interface Servers {
  readonly servers: readonly StoppableServer[];
  readonly lending: Lending | undefined;
}

/** Several projects of one run share the servers; each has its own copy of this module. */
const registry = globalThis as { credenceTestServers?: Promise<Servers> };

/** Vitest's global set-up of the projects that need the servers. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  registry.credenceTestServers ??= lendFound();
  const { servers, lending } = await registry.credenceTestServers;
  project.provide('neo4jLender', lending?.port ?? null);
  return async () => {
    if (registry.credenceTestServers === undefined) return;
    delete registry.credenceTestServers;
    lending?.close();
    for (const server of servers) {
      if (server.stop === undefined) await clearDatabase(server);
      else await server.stop();
    }
  };
}

async function lendFound(): Promise<Servers> {
  const servers = await findServers();
  const lent = servers.map(({ url, user, password, database }) => ({
    ...{ url, user, password },
    ...(database === undefined ? {} : { database }),
  }));
  return { servers, lending: lent.length === 0 ? undefined : await lendServers(lent) };
}

async function findServers(): Promise<readonly StoppableServer[]> {
  const given = serverOfEnvironment();
  if (given !== undefined) return [given];
  if (hasDockerEngine()) return startServers(startDockerServer);
  const lack = lackForJavaServer();
  if (lack === undefined) {
    fetchJars();
    return startServers(startJavaServer);
  }
  const message =
    `Neo4j is not tested: there is no NEO4J_URI, no Docker engine that answers, and no ${lack}; ` +
    'set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD to an empty server, start Docker, or install JDK 17 and Maven';
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(`\n${'!'.repeat(100)}\n${message}\n${'!'.repeat(100)}\n`);
  return [];
}

/** All of them, or none where one does not start. */
async function startServers(
  start: () => Promise<TestServer & { stop(): Promise<void> }>,
): Promise<readonly StoppableServer[]> {
  const starts = await Promise.allSettled(Array.from({ length: serversAtOnce() }, () => start()));
  const servers = starts.flatMap((started) => (started.status === 'fulfilled' ? [started.value] : []));
  const failure = starts.find((started) => started.status === 'rejected');
  if (failure === undefined) return servers;
  for (const server of servers) await server.stop();
  throw failure.reason;
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
