import { InvalidConfigError } from '../../domain/errors.ts';
import { changeFound, type Change } from './ingest/change-found.ts';
import { makeRanges } from './ranges.ts';
import type { Session } from './session.ts';
import { statement } from './statements.ts';

/**
 * The n-th brings the schema from version n - 1 to n, by statements below `cypher/schema` and changes of what is held.
 * Only ever add to the end.
 */
const MIGRATIONS: readonly (readonly (string | Change | typeof makeRanges)[])[] = [
  [
    'subject-id',
    'obligation-id',
    'identifier-value',
    'transaction-id',
    'batch-number',
    'run-id',
    'score-block',
    'run-save',
    'api-key-id',
    'closed-transaction-id',
    'payment-id',
    'inquiry-id',
    'due-key',
    'balance-key',
    'rate-key',
    'source-key',
    'run-purpose',
    'subject-text',
    'import-lock-name',
    'merchant-owner',
  ],
  ['write-back-name'],
  [
    { find: 'undescribed-subjects', change: ['describe-subjects'] },
    { find: 'unlinked-transactions', change: ['link-transactions'] },
  ],
  ['obligation-debtor', 'version-owner'],
  [
    { find: 'unlabelled-versions', change: ['label-versions'] },
    { find: 'unmarked-relationships', change: ['mark-relationships'] },
    makeRanges,
    'guaranteed-obligation',
  ],
  // Blocks of scores are packed from here on; those before are read as they are.
  [],
];

const OPERATION = 'bring the schema up to date';
const INDEXES_WITHIN_SECONDS = 300;
const OLDEST_SERVER = '5.26';

/**
 * Runs the migrations that have not run yet; each statement does nothing where it is done already, so one that was
 * interrupted is gone on with. Throws InvalidConfigError for a server that is too old, a schema that a later release
 * wrote, and a database of something else.
 */
export async function migrate(session: Session, name: string): Promise<void> {
  requireSupportedServer(await session.serverAgent(`open the store ${name}`), name);
  const version = await currentVersion(session, name);
  if (version === MIGRATIONS.length) return;
  for (const step of MIGRATIONS.slice(version).flat())
    if (typeof step === 'string') await session.write(OPERATION, statement(`schema/${step}`));
    else if (typeof step === 'function') await step(session, OPERATION);
    else await changeFound(session, OPERATION, step);
  await session.read(OPERATION, statement('schema/await-indexes'), { seconds: INDEXES_WITHIN_SECONDS });
  await session.write(OPERATION, statement('schema/record-version'), { version: MIGRATIONS.length });
}

/** `agent` is what the server calls itself: `Neo4j/5.26.0`, by calendar since `Neo4j/2025.01.0`. */
export function requireSupportedServer(agent: string, name: string): void {
  const [, major, minor] = /^Neo4j\/(\d+)\.(\d+)/.exec(agent) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_SERVER.split('.').map(Number) as [number, number];
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return;
  throw new InvalidConfigError(
    `open the store ${name}: expected a Neo4j server of version ${OLDEST_SERVER} or later, but it calls itself ` +
      `${agent === '' ? 'nothing' : agent}; upgrade it, or name another in --store`,
    { context: { expected: OLDEST_SERVER, actual: agent } },
  );
}

async function currentVersion(session: Session, name: string): Promise<number> {
  const [row] = await session.read(OPERATION, statement('schema/version'));
  const version = row?.number('version') ?? 0;
  if (version > MIGRATIONS.length)
    throw new InvalidConfigError(
      `open the store ${name}: expected a schema of version ${MIGRATIONS.length} or earlier, but it has version ` +
        `${version}; a later release wrote it, so use that release`,
      { context: { expected: MIGRATIONS.length, actual: version } },
    );
  if (version === 0 && (row?.number('nodes') ?? 0) > 0)
    throw new InvalidConfigError(
      `open the store ${name}: the database holds nodes of something else under labels that are used here ` +
        '(docs/neo4j.md lists them); name a database of its own with NEO4J_DATABASE',
    );
  return version;
}
