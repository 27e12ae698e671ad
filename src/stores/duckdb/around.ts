import { quotedIdentifier } from '@duckdb/node-api';
import type { FactKind } from '../../domain/facts.ts';
import { subjectReferencesOf } from '../../engine/fact-references.ts';
import type { Touched } from '../../engine/ports.ts';
import { factSql } from './fact-sql.ts';
import { holdsOneOf, type Holds } from './holding.ts';
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
const SUBJECTS = ['users', 'merchants', 'groups'] as const satisfies readonly FactKind[];

const OPERATION = 'project around';

/**
 * Puts a temporary table in the place of each fact table and of the registry, under its name, with what a projection
 * around some subjects reads: every statement after it reads these. Inside the caller's transaction.
 */
export async function restrictTo(
  session: Session,
  { subjects, sharers }: Pick<Touched, 'subjects' | 'sharers'>,
): Promise<void> {
  const run = (name: string, fragments: Fragments = {}) =>
    session.run(OPERATION, fill(statement(`around/${name}`), fragments));
  for (const [name, ids] of [
    ['near', subjects],
    ['sharer', sharers],
  ] as const)
    await session.run(OPERATION, fill(statement('around/near'), { name: () => name }), {
      ids: textsParameter(ids),
    });
  const isNear = await holdsOneOf(session, OPERATION, 'near');
  for (const kind of NAMING)
    await run('naming', { ...factSql(kind).fragments, each_reference: () => eachReference(kind, isNear) });
  for (const name of ['identifiers', 'sightings']) await run(name);
  for (const name of ['owed', 'obligations']) await run(name, { is_debtor_near: () => isNear('debtor_id') });
  const isOwed = await holdsOneOf(session, OPERATION, 'owed');
  for (const kind of ON_OBLIGATIONS)
    await run('on-obligations', { ...factSql(kind).fragments, is_owed: () => isOwed('obligation_id') });
  await run('named', { each_name: () => eachName().join('\n  UNION\n  ') });
  await run('registry');
  for (const kind of SUBJECTS) await run('subjects', factSql(kind).fragments);
}

/** One scan a column that names a subject; a row that names one of them twice is read once. */
function eachReference(kind: FactKind, isNear: Holds): string {
  const columns = subjectReferencesOf(kind).map((name) => quotedIdentifier(name));
  return columns
    .map((column, place) => {
      const notBefore = columns.slice(0, place).map((earlier) => `NOT (${isNear(earlier)})`);
      const condition = () => [isNear(column), ...notBefore].join(' AND ');
      return fill(statement('around/naming-by'), { ...factSql(kind).fragments, condition });
    })
    .join('UNION ALL\n');
}

function eachName(): readonly string[] {
  return [...NAMING, 'sightings' as const].flatMap((kind) =>
    subjectReferencesOf(kind).map((name) =>
      fill(statement('around/names'), { ...factSql(kind).fragments, column: () => quotedIdentifier(name) }),
    ),
  );
}
