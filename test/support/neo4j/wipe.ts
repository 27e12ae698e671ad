/** Emptying a database between tests, and only one that tests filled. */
import neo4j, { type Driver } from 'neo4j-driver';
import type { TestServer } from './test-server.ts';

/** The node that says that whatever lies in this database was put there by tests. */
const MARKER = 'CredenceTests';

type Run = (text: string) => Promise<readonly Record<string, unknown>[]>;

/** Deletes all nodes but the schema's version, or with `schema` that and every constraint and index as well. */
export async function wipe(server: TestServer, { schema }: { schema: boolean }): Promise<void> {
  await onServer(server, async (run) => {
    await requireOurs(run);
    const kept = schema ? MARKER : `${MARKER}|SchemaVersion`;
    await run(`MATCH (n:!(${kept})) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS`);
    if (schema) await dropSchema(run);
  });
}

/** Leaves a server that was lent to the tests as it came: empty and without the marker. */
export async function clearDatabase(server: TestServer): Promise<void> {
  try {
    await wipe(server, { schema: true });
    await onServer(server, (run) => run(`MATCH (n:${MARKER}) DELETE n`));
  } finally {
    // Nobody else in this process would.
    await closeWiper();
  }
}

/** Marks an empty database; throws for one that holds anything and no mark. */
async function requireOurs(run: Run): Promise<void> {
  const [found] = await run(
    `RETURN EXISTS { MATCH (:${MARKER}) } AS isMarked, EXISTS { MATCH (n) } AS isFilled`,
  );
  if (found?.['isMarked'] === true) return;
  if (found?.['isFilled'] === true)
    throw new Error(
      'the tests wipe the database they run on, and this one holds something that they did not put there; ' +
        'give them an empty one in NEO4J_URI and NEO4J_DATABASE',
    );
  await run(`CREATE (:${MARKER})`);
}

async function dropSchema(run: Run): Promise<void> {
  for (const { name } of await run('SHOW CONSTRAINTS YIELD name'))
    await run(`DROP CONSTRAINT \`${String(name)}\``);
  const indexes = await run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name");
  for (const { name } of indexes) await run(`DROP INDEX \`${String(name)}\``);
}

const drivers = new Map<string, Driver>();

async function onServer(server: TestServer, work: (run: Run) => Promise<unknown>): Promise<void> {
  const { url, user, password, database } = server;
  const known = drivers.get(url);
  const driver = known ?? neo4j.driver(url, neo4j.auth.basic(user, password));
  drivers.set(url, driver);
  const settings: object = database === undefined ? {} : { database };
  const session = driver.session(settings);
  try {
    await work(async (text) => (await session.run(text)).records.map((record) => record.toObject()));
  } finally {
    await session.close();
  }
}

/** Ends the connections of `wipe`. */
export async function closeWiper(): Promise<void> {
  for (const driver of drivers.values()) await driver.close();
  drivers.clear();
}
