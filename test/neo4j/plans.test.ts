import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GRAPH_MODEL } from '../../src/stores/neo4j/graph-model.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import { toDriver, type Parameter } from '../../src/stores/neo4j/values.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

/** What statements are planned with: one value for every name, of the type that it has in use. */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  as_of: 1_700_000_000_000,
  bands: ['good'],
  batch: 1,
  blocks: [{ block: 0, ids: ['a'], positions: new Int8Array(4), columns: new Int8Array(6) }],
  except: ['a'],
  from: 'a',
  id: 'a',
  idle_ms: 1,
  ids: ['a'],
  journal: { batch: 1, state: 'open' },
  key: { id: 'k' },
  limit: 10,
  lookups: [{ id: 'a' }],
  most_facts: 10,
  most_listed: 10,
  purpose: 'credit',
  relations: ['paid'],
  rows: [{ id: 'a' }],
  run: { id: 'r' },
  run_id: 'r',
  save: 's',
  scored_at: 1,
  scores: [700],
  seconds: 1,
  start_of_6_months: 1,
  subjects: 1,
  text: 'a',
  to: 'b',
  version: 1,
  wanted: [{ save: 's', block: 0 }],
  words: 'a',
  writer: 'w',
};

/** What reads everything under a label or a type; the header of a statement that has to says so. */
const SCANS = /NodeByLabelScan|RelationshipTypeScan|RelationshipTypesScan|NodeIndexScan|IndexContainsScan/;
const NEVER = /AllNodesScan|AllRelationshipsScan/;
const SAYS_SO = /\b(reads|looks through) (all|every|the batches)\b|\bfrom each (payer|subject)\b(?! of)/i;

const files = readdirSync('cypher', { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => join(parentPath, name))
  .sort();

describeWithNeo4j('every statement is carried by an index', (server) => {
  let driver: Driver;
  beforeAll(async () => {
    await emptyDatabase(server);
    const session = new Session(server);
    await migrate(session, 'plans');
    await fill(session);
    await session.close();
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
  }, 120_000);
  afterAll(() => driver.close());

  it.each(files)('%s', async (file) => {
    const text = readFileSync(file, 'utf8');
    const header = /^(\/\/.*\n)+/.exec(text)?.[0].replaceAll('\n// ', ' ') ?? '';
    expect(header, 'a header says what the statement traverses').not.toBe('');
    const code = text.replaceAll(/^\/\/.*$/gm, '');
    const names = new Set(Array.from(code.matchAll(/\$(\w+)/g), ([, name]) => name ?? ''));
    const unknown = [...names].filter((name) => !(name in PARAMETERS));
    expect(unknown, `the table of parameters in this test lacks one of ${basename(file)}`).toEqual([]);
    const operators = await plan(driver, text, server.database);
    expect(operators.filter((name) => NEVER.test(name))).toEqual([]);
    if (!SAYS_SO.test(header)) expect(operators.filter((name) => SCANS.test(name))).toEqual([]);
  });
});

async function plan(driver: Driver, text: string, database: string | undefined): Promise<readonly string[]> {
  const settings: object = database === undefined ? {} : { database };
  const session = driver.session(settings);
  try {
    const { summary } = await session.run(`EXPLAIN ${text}`, toDriver(PARAMETERS));
    return summary.plan === false ? [] : operatorsOf(summary.plan);
  } finally {
    await session.close();
  }
}

/** A product of what an index finds one by one is none; the planner puts two look-ups together that way. */
function operatorsOf({ operatorType, children }: Plan): readonly string[] {
  const below = children.flatMap(operatorsOf);
  const isLookUp = operatorType.startsWith('CartesianProduct') && !below.some((name) => SCANS.test(name));
  return isLookUp ? below : [operatorType, ...below];
}

const PER_LABEL = 500;
const OTHER_LABELS = ['Batch', 'Run', 'ScoreBlock', 'RunSave', 'ApiKey', 'WriteBack', 'SchemaVersion'];

/** The planner goes by how much there is of what: an empty database is scanned whatever the indexes. */
async function fill(session: Session): Promise<void> {
  const parameters = { end: PER_LABEL };
  const numbered = `UNWIND range(1, $end) AS n WITH n, toString(n) AS t
    CREATE (v:LABEL {id: t, batch: n, subject_id: t, obligation_id: t, seq: n, occurred_at: n, currency: t, kind: t,
      value: t, save: t, block: n, purpose: t, as_of: n, display_name: t, owner_id: t, name: t})`;
  const nodes = Object.values(GRAPH_MODEL).flatMap((shape) =>
    shape.element === 'node'
      ? [shape.label, ...(shape.closedLabel === undefined ? [] : [shape.closedLabel])]
      : [],
  );
  const anchors = ['Subject:User', 'Obligation', 'Identifier'];
  for (const label of new Set([...anchors, ...nodes, ...OTHER_LABELS]))
    await session.write('fill', numbered.replace('LABEL', label), parameters);
  for (const shape of Object.values(GRAPH_MODEL)) {
    const pairs =
      shape.element === 'relationship'
        ? [[shape.from.anchor, shape.type, shape.to.anchor]]
        : shape.relationships.map(({ type, anchor, direction }) =>
            direction === 'from anchor' ? [anchor, type, shape.label] : [shape.label, type, anchor],
          );
    for (const [from = '', type = '', to = ''] of pairs)
      await session.write(
        'fill',
        `MATCH (a:${from}) WITH collect(a) AS froms MATCH (b:${to}) WITH froms, collect(b) AS tos
          UNWIND range(1, $end) AS n WITH froms[n - 1] AS a, tos[(n * 7) % $end] AS b
          CREATE (a)-[:${type} {batch: 1}]->(b)`,
        parameters,
      );
  }
  await session.read('plan anew', 'CALL db.prepareForReplanning(30)');
}
