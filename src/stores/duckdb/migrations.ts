import { quotedIdentifier } from '@duckdb/node-api';
import { InvalidConfigError } from '../../domain/errors.ts';
import { FACT_KINDS, type FactKind } from '../../domain/facts.ts';
import { choiceTypes, factSql, type ChoiceType } from './fact-sql.ts';
import { packEarlierScores } from './earlier-scores.ts';
import { indexShelves, makeShelf } from './score-shelves.ts';
import { integerParameter, textParameter, type Session } from './session.ts';
import { fill, statement } from './statements.ts';

const OPERATION = 'bring the schema up to date';

type Migration = (session: Session) => Promise<void>;

/** The n-th brings the schema from version n - 1 to n. Only ever add to the end. */
const MIGRATIONS: readonly Migration[] = [
  async (session) => {
    for (const name of ['batches', 'registry', 'runs', 'api-keys'])
      await session.run('make the schema', statement(`schema/${name}`));
    await makeShelf(session, 'make the schema', 1);
    for (const kind of FACT_KINDS) {
      for (const choice of choiceTypes(kind)) await makeChoice(session, choice);
      await session.run('make the schema', fill(statement('schema/fact-table'), factSql(kind).fragments));
    }
  },
  // Of a store that an earlier release made with choices as text; in a new one they are types already.
  async (session) => {
    const made = new Set(
      (await session.rows(OPERATION, statement('schema/types'))).map((row) => row.text('name')),
    );
    for (const kind of FACT_KINDS)
      for (const choice of choiceTypes(kind).filter(({ type }) => !made.has(type))) {
        await makeChoice(session, choice);
        const fragments = {
          ...factSql(kind).fragments,
          column: () => choice.column,
          type: () => choice.type,
        };
        await session.run(OPERATION, fill(statement('schema/choose'), fragments));
      }
  },
  // Of a store that an earlier release made with references as ids; in a new one they are numbers already.
  async (session) => {
    const table = textParameter('registry');
    const columns = await session.rows(OPERATION, statement('schema/columns'), { table });
    if (columns.some((row) => row.text('name') === 'number')) return;
    await numberRegistry(session);
    for (const kind of FACT_KINDS) await numberReferences(session, kind);
  },
  // Scores had no network before: packing them, below, reads them as they were.
  () => Promise.resolve(),
  // Of a store that an earlier release made; in a new one the runs have these columns already.
  async (session) => {
    for (const name of ['add-profile', 'add-population'])
      await session.run(OPERATION, statement(`schema/${name}`));
  },
  async (session) => {
    for (const name of ['add-base', 'add-touched']) await session.run(OPERATION, statement(`schema/${name}`));
  },
  // Of a store whose scores an earlier release made, a row for each; in a new one they are blocks already.
  async (session) => {
    const tables = await session.rows(OPERATION, statement('schema/tables'));
    if (tables.some((row) => row.text('name') === 'layouts')) await packEarlierScores(session, OPERATION);
  },
  // Filled below, wherever it is not as it would be filled here.
  async (session) => {
    await session.run(OPERATION, statement('schema/add-identifier'));
  },
];

async function numberRegistry(session: Session): Promise<void> {
  await session.run(OPERATION, fill(statement('schema/set-aside'), { table: () => 'registry' }));
  for (const name of ['registry', 'number-registry', 'drop-earlier'])
    await session.run(OPERATION, statement(`schema/${name}`));
}

async function numberReferences(session: Session, kind: FactKind): Promise<void> {
  const { fragments, references } = factSql(kind);
  if (references.length === 0) return;
  await session.run(OPERATION, fill(statement('schema/set-aside'), fragments));
  for (const { name } of references) {
    const column = () => quotedIdentifier(name);
    await session.run(OPERATION, fill(statement('schema/name-references'), { column }));
  }
  for (const name of ['fact-table', 'number-references', 'drop-earlier'])
    await session.run(OPERATION, fill(statement(`schema/${name}`), fragments));
}

async function makeChoice(session: Session, { type, members }: ChoiceType): Promise<void> {
  await session.run(
    OPERATION,
    fill(statement('schema/choices'), { type: () => type, members: () => members }),
  );
}

/** Identifiers are found by DuckDB's own hash, which another release of it may make otherwise, and an earlier of ours did not. */
async function hashIdentifiers(session: Session): Promise<void> {
  const { fragments } = factSql('sightings');
  const [row] = await session.rows(OPERATION, fill(statement('schema/unlike-hashes'), fragments));
  if (row?.number('unlike') === 0) return;
  for (const name of ['set-aside', 'fact-table', 'hash-identifiers', 'drop-earlier'])
    await session.run(OPERATION, fill(statement(`schema/${name}`), fragments));
}

/** Runs the migrations that have not run yet, all or none. Throws InvalidConfigError for a store not of ours. */
export async function migrate(session: Session, name: string): Promise<void> {
  await session.transaction(OPERATION, async () => {
    const version = await currentVersion(session, name);
    if (version > MIGRATIONS.length)
      throw new InvalidConfigError(
        `open the store ${name}: expected a schema of version ${MIGRATIONS.length} or earlier, but it has ` +
          `version ${version}; a later release wrote it, so use that release`,
        { context: { expected: MIGRATIONS.length, actual: version } },
      );
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < version) continue;
      await migration(session);
      await session.run(OPERATION, statement('schema/record-version'), {
        version: integerParameter(index + 1),
      });
    }
    await hashIdentifiers(session);
    await indexShelves(session, OPERATION);
    return { commit: true };
  });
}

async function currentVersion(session: Session, name: string): Promise<number> {
  const tables = await session.rows(OPERATION, statement('schema/tables'));
  const isOurs = tables.some((row) => row.text('name') === 'schema_version');
  if (tables.length > 0 && !isOurs)
    throw new InvalidConfigError(
      `open the store ${name}: it is a DuckDB database of something else (it has a table ` +
        `${tables[0]?.text('name') ?? ''}); name another file`,
    );
  await session.run(OPERATION, statement('schema/version-table'));
  const [row] = await session.rows(OPERATION, statement('schema/version'));
  return row?.number('version') ?? 0;
}
