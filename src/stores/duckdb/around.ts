import { quotedIdentifier } from '@duckdb/node-api';
import { factDeclaration, type FactKind } from '../../domain/facts.ts';
import { subjectReferencesOf } from '../../engine/fact-references.ts';
import type { Around } from '../../engine/ports.ts';
import { factSql } from './fact-sql.ts';
import { holdingOf, type Holding } from './holding.ts';
import { textsParameter, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** Read where they name one of the subjects. */
const NAMING = [
  'consents',
  'profiles',
  'memberships',
  'ties',
  'ratings',
  'transactions',
  'inquiries',
  'guarantees',
  'attributes',
  'flags',
] as const satisfies readonly FactKind[];
const ON_OBLIGATIONS = ['dues', 'payments', 'balances'] as const satisfies readonly FactKind[];
/** Other tables are told by their currencies, where they are read. */
const TELLING = ['transactions', 'obligations'] as const satisfies readonly FactKind[];
const SUBJECTS = ['users', 'merchants', 'groups'] as const satisfies readonly FactKind[];

const OPERATION = 'project around';

/**
 * Puts a temporary table in the place of each fact table that is read and of the registry, under its name, with what a
 * projection around some subjects reads: every statement after it reads these. Inside the caller's transaction.
 */
export async function restrictTo(
  session: Session,
  { subjects, sharers }: Around,
  kinds: ReadonlySet<FactKind>,
): Promise<void> {
  const run = (name: string, fragments: Fragments = {}) =>
    session.run(OPERATION, fill(statement(`around/${name}`), fragments));
  await numbersOf(session, 'near', subjects);
  const near = await holdingOf(session, OPERATION, 'near');
  for (const kind of NAMING.filter((name) => kinds.has(name)))
    await run('naming', { ...factsOf(kind), naming_near: () => naming(kind, near) });
  if (kinds.has('sightings')) {
    await numbersOf(session, 'sharer', sharers);
    const sharing = await holdingOf(session, OPERATION, 'sharer');
    for (const name of ['identifiers', 'fellows']) await run(name, { is_sharer: sharing.has });
    await run('sightings', { is_fellow: (await holdingOf(session, OPERATION, 'fellow')).has });
  }
  if (kinds.has('obligations')) {
    for (const name of ['obligations', 'owed']) await run(name, { is_near: near.has });
    const owed = await holdingOf(session, OPERATION, 'owed');
    for (const kind of ON_OBLIGATIONS) await run('on-obligations', { ...factsOf(kind), is_owed: owed.has });
  }
  for (const kind of TELLING.filter((name) => !kinds.has(name))) await run('none', factsOf(kind));
  await run('named', { each_name: () => eachName(kinds).join('') });
  await run('registry', {
    each_obligation: () => (kinds.has('obligations') ? statement('around/obliged') : ''),
  });
  for (const kind of SUBJECTS) await run('subjects', factsOf(kind));
}

/** Makes the table of the numbers of some ids. */
async function numbersOf(session: Session, name: string, ids: readonly string[]): Promise<void> {
  const sql = fill(statement('around/near'), { name: () => name });
  await session.run(OPERATION, sql, { ids: textsParameter(ids) });
}

/** An id that nothing refers to is in no table, and reading it takes as long as much of what is. */
function factsOf(kind: FactKind): Fragments {
  const { fragments, registers } = factSql(kind);
  const isReferredTo = registers !== undefined || !factDeclaration(kind).key.includes('id');
  return { ...fragments, facts: () => (isReferredTo ? '*' : '* REPLACE (NULL AS id)') };
}

/** A row that names one of them twice is read once. */
function naming(kind: FactKind, near: Holding): string {
  const columns = subjectReferencesOf(kind).map((name) => quotedIdentifier(name));
  const by = (condition: string) =>
    fill(statement('around/naming-by'), { ...factsOf(kind), condition: () => condition });
  if (!near.areFew) return by(columns.map(near.has).join(' OR '));
  return columns
    .map((column, place) => {
      const notBefore = columns.slice(0, place).map((earlier) => `NOT (${near.has(earlier)})`);
      return by([near.has(column), ...notBefore].join(' AND '));
    })
    .join('UNION ALL\n');
}

/** Whom the tables name that were put in the place of those of these kinds. */
function eachName(kinds: ReadonlySet<FactKind>): readonly string[] {
  const names = (table: string, column: string) =>
    fill(statement('around/names'), { table: () => table, column: () => quotedIdentifier(column) });
  const ofKinds = [...NAMING, 'sightings' as const, 'obligations' as const]
    .filter((kind) => kinds.has(kind))
    .flatMap((kind) => subjectReferencesOf(kind).map((column) => names(quotedIdentifier(kind), column)));
  return kinds.has('sightings') ? [names('sharer', 'number'), ...ofKinds] : ofKinds;
}
