import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import neo4j, { type Driver, type Plan } from 'neo4j-driver';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GRAPH_MODEL } from '../../src/stores/neo4j/graph-model.ts';
import { migrate } from '../../src/stores/neo4j/migrations.ts';
import { Session } from '../../src/stores/neo4j/session.ts';
import { fill } from '../../src/stores/neo4j/statements.ts';
import { toDriver, type Parameter } from '../../src/stores/neo4j/values.ts';
import { describeWithNeo4j, emptyDatabase } from '../support/neo4j-store.ts';

/** What statements are planned with: one value for every name, of the type that it has in use. */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  after: '',
  around: { subjects: ['a'], sharers: ['a'], named: ['a'] },
  as_of: 1_700_000_000_000,
  bands: ['good'],
  batch: 1,
  blocks: [{ block: 0, ids: ['a'], positions: new Int8Array(4), columns: new Int8Array(6) }],
  except: ['a'],
  from: 'a',
  from_at: 1,
  from_batch: 1,
  id: 'a',
  idle_ms: 1,
  ids: ['a'],
  journal: { batch: 1, state: 'open' },
  key: { id: 'k' },
  limit: 10,
  matured_before: 1_697_408_000_000,
  matured_before_from: 1,
  matured_before_to: 1,
  lookups: [{ id: 'a' }],
  most_facts: 10,
  most_listed: 10,
  purpose: 'credit',
  rows: [{ id: 'a' }],
  run: { id: 'r', base: 'b' },
  run_id: 'r',
  save: 's',
  saves: ['s'],
  scored_at: 1,
  scores: [700],
  seconds: 1,
  start_of_6_months: 1,
  subject_id: 'a',
  subjects: 1,
  text: 'a',
  to: 'b',
  to_at: 2,
  to_batch: 2,
  touched: { ids: ['a'] },
  types: ['PAID'],
  version: 1,
  wanted: [{ save: 's', block: 0 }],
  words: 'a',
  writer: 'w',
};

/** What slots are planned with. */
const SLOTS = { type: 'KNOWS', property: 'batch' };

const VERSION_NODES =
  'SubjectVersion|ObligationVersion|Transaction|ClosedTransaction|Balance|Due|Payment|Consent|Profile|Attribute|Flag|' +
  'Inquiry|Outcome|Rate|Source';
const VERSION_RELATIONSHIPS = 'MEMBER_OF|KNOWS|RATED|GUARANTEES|USES';

/**
 * Every statement that reads all of something, and what: a run reads all facts of a kind, the undoing of an import all
 * that it may have written. The rest are a few nodes each, or read from their end.
 */
const MAY_SCAN: Readonly<Record<string, readonly string[]>> = {
  'ingest/commit-batch': ['NodeByLabelScan Rejections'],
  'ingest/latest-batch': ['NodeIndexScan Batch'],
  'ingest/made': ['NodeByLabelScan Made'],
  'ingest/rejections': ['NodeByLabelScan Rejections'],
  'ingest/undescribed-subjects': ['NodeByLabelScan Subject'],
  'ingest/unlabelled-versions': VERSION_NODES.split('|').map(
    (label) => `SubtractionNodeByLabelsScan ${label}`,
  ),
  'ingest/unlinked-transactions': ['UnionNodeByLabelsScan Transaction|ClosedTransaction'],
  'ingest/undo-find-anchors': ['UnionNodeByLabelsScan Subject|Obligation|Identifier'],
  'ingest/undo-find-journal': ['NodeByLabelScan Rejections'],
  'ingest/undo-find-touched': ['UnionNodeByLabelsScan Subject|Obligation'],
  'ingest/unfinished': ['NodeByLabelScan Batch'],
  'ingest/visible-batch': ['NodeIndexScan Batch'],
  'ingest/unmarked-relationships': [`DirectedUnionRelationshipTypesScan ${VERSION_RELATIONSHIPS}`],
  'projection/attributes': ['NodeByLabelScan Attribute'],
  'projection/balances': ['NodeByLabelScan Balance'],
  'projection/balances-given-up': ['NodeByLabelScan ObligationVersion'],
  'projection/consents': ['NodeByLabelScan Consent'],
  'projection/dues': ['NodeByLabelScan Obligation'],
  'projection/flags': ['NodeByLabelScan Flag'],
  'projection/guarantees': ['NodeByLabelScan Subject'],
  'projection/inquiries': ['NodeByLabelScan Inquiry'],
  'projection/knows': ['NodeByLabelScan Subject'],
  'projection/member_of': ['NodeByLabelScan Group'],
  'projection/obligations': ['NodeByLabelScan ObligationVersion'],
  'projection/payments': ['NodeByLabelScan Obligation'],
  'projection/profiles': ['NodeByLabelScan Profile'],
  'projection/rated': ['NodeByLabelScan Subject'],
  'projection/rates': ['NodeByLabelScan Rate'],
  'projection/sightings': ['NodeByLabelScan Identifier'],
  'projection/sources': ['NodeByLabelScan Source'],
  'projection/subjects': ['NodeByLabelScan SubjectVersion'],
  'projection/transactions': ['NodeByLabelScan Subject'],
  'runs/abandoned': ['NodeByLabelScan RunSave'],
  'runs/all': ['NodeByLabelScan Run'],
  'runs/places': ['NodeByLabelScan Run'],
  'runs/keys': ['NodeByLabelScan ApiKey'],
  'schema/record-version': ['NodeByLabelScan SchemaVersion'],
  'schema/version': ['NodeByLabelScan SchemaVersion'],
};

/** What gives a row at most, whatever the database holds; a product of such is a look-up of both. */
const AT_MOST_ONE = /^(NodeUniqueIndexSeek(\(Locking\))?|CartesianProduct)$/;
/** All merchants of an owner who is one node. */
const MAY_MULTIPLY: Readonly<Record<string, readonly string[]>> = {
  'ingest/link-owned': ['NodeIndexSeek x NodeUniqueIndexSeek(Locking)'],
};

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
    await fillDatabase(session);
    await session.close();
    driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
  }, 120_000);
  afterAll(() => driver.close());

  it.each(files)('%s', async (file) => {
    const text = fill(readFileSync(file, 'utf8'), SLOTS);
    const header = /^(\/\/.*\n)+/.exec(text)?.[0].replaceAll('\n// ', ' ') ?? '';
    expect(header, 'a header says what the statement traverses').not.toBe('');
    const code = text.replaceAll(/^\/\/.*$/gm, '');
    const names = new Set(Array.from(code.matchAll(/\$(\w+)/g), ([, name]) => name ?? ''));
    const unknown = [...names].filter((name) => !(name in PARAMETERS));
    expect(unknown, `the table of parameters in this test lacks one of ${basename(file)}`).toEqual([]);
    const planned = await plan(driver, text, server.database);
    const name = file.replace(/^cypher\//, '').replace(/\.cypher$/, '');
    expect(planned === undefined ? [] : scansOf(planned)).toEqual(MAY_SCAN[name] ?? []);
    expect(planned === undefined ? [] : productsOf(planned)).toEqual(MAY_MULTIPLY[name] ?? []);
  });

  it('what may scan is there', () => {
    const names = new Set(files.map((file) => file.replace(/^cypher\//, '').replace(/\.cypher$/, '')));
    expect(Object.keys({ ...MAY_SCAN, ...MAY_MULTIPLY }).filter((name) => !names.has(name))).toEqual([]);
  });

  it.each([
    ['a product', 'MATCH (a:Subject {id: $id}), (o:Obligation) RETURN a, o'],
    ['a product of ranges', 'MATCH (a:Subject), (o:Obligation) WHERE a.id > $id AND o.id > $id RETURN a, o'],
    ['a scan', 'MATCH (a:Subject) RETURN a'],
    ['a scan of everything', 'MATCH (n) RETURN n'],
    ['a scan of relationships', 'MATCH ()-[r:KNOWS]->() WHERE r.strength = 1 RETURN r'],
    ['a scan of an index', "MATCH (a:Subject) WHERE a.id ENDS WITH 'x' RETURN a"],
  ])('%s is found out', async (_what, text) => {
    const planned = await plan(driver, text, server.database);
    expect(planned).toBeDefined();
    if (planned !== undefined) expect([...scansOf(planned), ...productsOf(planned)]).not.toEqual([]);
  });
});

async function plan(driver: Driver, text: string, database: string | undefined): Promise<Plan | undefined> {
  const settings: object = database === undefined ? {} : { database };
  const session = driver.session(settings);
  try {
    const { summary } = await session.run(`EXPLAIN ${text}`, toDriver(PARAMETERS));
    return summary.plan === false ? undefined : summary.plan;
  } finally {
    await session.close();
  }
}

/** What reads everything under a label, a type or an index: which operator, and of what. */
function scansOf(plan: Plan): readonly string[] {
  const below = plan.children.flatMap(scansOf);
  const operator = operatorOf(plan);
  return operator.endsWith('Scan') ? [`${operator} ${scannedBy(plan)}`, ...below] : below;
}

/** `Batch` of `RANGE INDEX b:Batch(batch) WHERE ...`, `A|B` of `n:A|B`, `A|B` of `(a)-[r:A|B]->(b)`. */
function scannedBy(plan: Plan): string {
  return /:([\w|]+)/.exec(String(plan.arguments['Details']))?.[1] ?? '';
}

/** Products of anything but what unique indexes find one by one, each as the operators below it. */
function productsOf(plan: Plan): readonly string[] {
  const below = plan.children.flatMap(productsOf);
  if (operatorOf(plan) !== 'CartesianProduct') return below;
  const factors = plan.children.flatMap(operatorsOf);
  return factors.every((name) => AT_MOST_ONE.test(name)) ? below : [factors.join(' x '), ...below];
}

function operatorsOf(plan: Plan): readonly string[] {
  return [operatorOf(plan), ...plan.children.flatMap(operatorsOf)];
}

function operatorOf({ operatorType }: Plan): string {
  return operatorType.replace(/@.*$/, '');
}

const PER_LABEL = 500;
const OTHER_LABELS = ['Batch', 'Run', 'ScoreBlock', 'RunSave', 'ApiKey', 'WriteBack', 'SchemaVersion'];

/** The planner goes by how much there is of what: an empty database is scanned whatever the indexes. */
async function fillDatabase(session: Session): Promise<void> {
  const parameters = { end: PER_LABEL };
  const numbered = `UNWIND range(1, $end) AS n WITH n, toString(n) AS t
    CREATE (v:LABEL {id: t, batch: n, superseded_batch: n, recorded_at: n, superseded_at: n, happens_at: n, until: n,
      status_at: n, settled_at: n, defaulted_at: n, written_off_at: n, residence_since: n, phone_since: n, subject_id: t, obligation_id: t, seq: n, occurred_at: n, currency: t, kind: t,
      value: t, save: t, block: n, purpose: t, as_of: n, display_name: t, owner_id: t, debtor_id: t, name: t})`;
  const nodes = Object.values(GRAPH_MODEL).flatMap((shape) =>
    shape.element === 'node'
      ? [shape.label, ...(shape.closedLabel === undefined ? [] : [shape.closedLabel])]
      : [],
  );
  const anchors = ['Subject:User', 'Obligation', 'Identifier'];
  const versions = nodes.map((label) => `${label}:Version`);
  for (const label of new Set([...anchors, ...versions, ...OTHER_LABELS]))
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
          UNWIND range(1, $end) AS n WITH n, froms[n - 1] AS a, tos[(n * 7) % $end] AS b
          CREATE (a)-[:${type} {batch: n, superseded_batch: n, recorded_at: n, superseded_at: n, happens_at: n, until: n,
            accepted_at: n, obligation_id: toString(n)}]->(b)`,
        parameters,
      );
  }
  await session.read('plan anew', 'CALL db.prepareForReplanning(30)');
}
