/**
 * How long the projection of a generated world's transactions takes, beside the bare driver running the same statements
 * and reading every record.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import type { Cut } from '../src/engine/ports.ts';
import { importFiles } from '../src/intake/import-files.ts';
import { project } from '../src/stores/neo4j/project.ts';
import { Session } from '../src/stores/neo4j/session.ts';
import { openNeo4jStore } from '../src/stores/neo4j/store.ts';
import { toDriver } from '../src/stores/neo4j/values.ts';
import { writeWorld } from '../src/write-world.ts';
import { benchServer } from './neo4j-server.ts';

const KINDS = ['users', 'merchants', 'transactions'];
const ROUNDS = 5;
const FETCH_SIZE = 5000;

type Query = Parameters<Session['stream']>[1];

/** Keeps what it was asked, so that the bare driver can be asked the same. */
class RecordingSession extends Session {
  readonly queries: Query[] = [];

  override async stream(...[operation, query, visit]: Parameters<Session['stream']>): Promise<void> {
    this.queries.push(query);
    await super.stream(operation, query, visit);
  }
}

/**
 * Imports a world of that many transactions and prints the best of five rounds of each; a run
 * sees all of them.
 */
export async function benchProjection(transactions: number): Promise<void> {
  const cut = await fill(transactions);
  const session = new RecordingSession(benchServer());
  const driver = bareDriver();
  try {
    await project(session, cut, { purpose: 'credit' });
    const queries = session.queries.slice();
    const seconds = { credence: Infinity, bare: Infinity };
    let records = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      await project(session, cut, { purpose: 'credit' });
      const middle = performance.now();
      records = await readBare(driver, queries);
      const end = performance.now();
      seconds.credence = Math.min(seconds.credence, (middle - start) / 1000);
      seconds.bare = Math.min(seconds.bare, (end - middle) / 1000);
    }
    console.log(`projection of ${transactions.toLocaleString('en')} transactions, ${records} records`);
    console.log(`  credence     ${seconds.credence.toFixed(2)} s`);
    console.log(`  bare driver  ${seconds.bare.toFixed(2)} s`);
    console.log(`  ratio        ${(seconds.credence / seconds.bare).toFixed(2)} (target: at most 1.30)`);
  } finally {
    await session.close();
    await driver.close();
  }
}

/** Gives the cut by which all of the world is seen. */
async function fill(transactions: number): Promise<Cut> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-neo4j-projection-'));
  const store = openNeo4jStore(benchServer(), benchServer().url);
  try {
    const subjects = Math.max(200, Math.round(transactions / 10));
    const { factsFolder, endsAt } = await writeWorld(folder, { subjects, transactions, seed: 1 });
    for (const name of readdirSync(factsFolder))
      if (!KINDS.some((kind) => name === `${kind}.parquet`)) rmSync(join(factsFolder, name));
    await store.migrate();
    const { batch } = await importFiles(store, {
      ...{ from: factsFolder, recorded: 'event', now: endsAt, createMissing: false, strict: false },
      rejectsPath: join(folder, 'rejects.csv'),
    });
    return { asOf: endsAt, batch };
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function bareDriver() {
  const { url, user, password } = benchServer();
  const config: object = { disableLosslessIntegers: true };
  return neo4j.driver(url, neo4j.auth.basic(user, password), config);
}

/** Reads every column of every record, one after the other; gives how many records there were. */
async function readBare(driver: ReturnType<typeof bareDriver>, queries: readonly Query[]): Promise<number> {
  const { database } = benchServer();
  const settings: object = {
    defaultAccessMode: neo4j.session.READ,
    fetchSize: FETCH_SIZE,
    ...(database === undefined ? {} : { database }),
  };
  let records = 0;
  for (const { text, parameters = {} } of queries) {
    const session = driver.session(settings);
    await new Promise<void>((resolve, reject) => {
      session.run(text, toDriver(parameters)).subscribe({
        onNext: (record) => {
          record.forEach(() => undefined);
          records++;
        },
        onCompleted: () => {
          resolve();
        },
        onError: reject,
      });
    });
    await session.close();
  }
  return records;
}
