import { env } from 'node:process';
import type { Neo4jOptions } from '../src/stores/neo4j/session/server-access.ts';

/** The server that the measurements run on, empty: NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE. */
export function benchServer(): Neo4jOptions {
  const { NEO4J_URI: url, NEO4J_USER: user = 'neo4j', NEO4J_PASSWORD: password = '', NEO4J_DATABASE } = env;
  if (url === undefined)
    throw new Error('bench neo4j: expected NEO4J_URI to name an empty Neo4j server; start one and set it.');
  return { url, user, password, ...(NEO4J_DATABASE !== undefined && { database: NEO4J_DATABASE }) };
}
