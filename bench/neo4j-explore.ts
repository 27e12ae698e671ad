/**
 * How long egonets and paths take in a generated world, at the store's own words beside the bare driver reaching one
 * and two hops with a plain statement.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4j from 'neo4j-driver';
import { RELATIONS } from '../src/engine/exploring/explorer.ts';
import { importFiles } from '../src/intake/import-files.ts';
import { openNeo4jStore } from '../src/stores/neo4j/store.ts';
import { writeWorld } from '../src/write-world.ts';
import { benchServer } from './neo4j-server.ts';

const ASKED = 200;
const WARM_UP = 50;
const LIMIT = 200;
const TARGET_MS = 50;
/** Who is within two links, without versions, limits or measures. */
const BARE =
  'MATCH (a:Subject {id: $id})-[:KNOWS|RATED|MEMBER_OF|GUARANTEES*1..2]-(b:Subject) RETURN DISTINCT b.id AS id LIMIT 200';

/** Fills a database that is empty, or holds the same world, with a world of that many transactions, and prints the latencies of a second round. */
export async function benchExplore(transactions: number): Promise<void> {
  const asOf = await fill(transactions);
  const store = openNeo4jStore(benchServer(), benchServer().url);
  const { url, user, password, database } = benchServer();
  const driver = neo4j.driver(url, neo4j.auth.basic(user, password));
  const settings: object = database === undefined ? {} : { database };
  try {
    const at = { asOf, batch: await store.latestBatch() };
    const { subjects } = await store.explore.search('u-', { limit: ASKED, at });
    const ids = subjects.map(({ id }) => id);
    const [first = ''] = ids;
    const relations = RELATIONS;
    const cases: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
      ['egonet, radius 1', (id) => store.explore.egonet(id, { radius: 1, limit: LIMIT, relations, at })],
      ['egonet, radius 2', (id) => store.explore.egonet(id, { radius: 2, limit: LIMIT, relations, at })],
      [
        'shortest path',
        (id) =>
          id === first
            ? Promise.resolve()
            : store.explore.shortestPath({ from: first, to: id }, { relations, maxLength: 6, at }),
      ],
      ['bare driver, 2 hops', (id) => driver.executeQuery(BARE, { id }, settings)],
    ];
    for (const [name, ask] of cases) console.log(describeLatencies(name, await latencies(ids, ask)));
    console.log(`target: egonet of radius 2 with ${LIMIT} neighbours p99 below ${TARGET_MS} ms`);
  } finally {
    await store.close();
    await driver.close();
  }
}

async function fill(transactions: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-neo4j-explore-'));
  const store = openNeo4jStore(benchServer(), benchServer().url);
  try {
    const subjects = Math.max(200, Math.round(transactions / 10));
    const { factsFolder, endsAt } = await writeWorld(folder, { subjects, transactions, seed: 1 });
    await store.migrate();
    await importFiles(store, {
      ...{ from: factsFolder, recorded: 'event', now: endsAt, createMissing: false, strict: false },
      rejectsPath: join(folder, 'rejects.csv'),
      identifierKey: { version: 1, key: new Uint8Array(32).fill(7) },
    });
    return endsAt;
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In milliseconds, ascending. */
async function latencies(
  ids: readonly string[],
  ask: (id: string) => Promise<unknown>,
): Promise<Float64Array> {
  for (const id of ids.slice(0, WARM_UP)) await ask(id);
  const times = new Float64Array(ids.length);
  for (const [index, id] of ids.entries()) {
    const start = performance.now();
    await ask(id);
    times[index] = performance.now() - start;
  }
  return times.sort();
}

function describeLatencies(name: string, times: Float64Array): string {
  const at = (share: number) => `${(times[Math.floor((times.length - 1) * share)] ?? NaN).toFixed(1)} ms`;
  return `  ${name.padEnd(20)} p50 ${at(0.5)}, p99 ${at(0.99)}, worst ${at(1)}`;
}
