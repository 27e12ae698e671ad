import { quotedIdentifier } from '@duckdb/node-api';
import type { FactKind } from '../../domain/facts.ts';
import { subjectReferencesOf } from '../../engine/fact-references.ts';
import type { Touched } from '../../engine/ports.ts';
import { factSql } from './fact-sql.ts';
import { textsParameter, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** Read where they name one of the subjects. */
const NAMING = [
  'consents', 'profiles', 'memberships', 'ties', 'ratings', 'transactions', 'inquiries', 'guarantees', 'attributes',
  'flags',
] as const satisfies readonly FactKind[]; // prettier-ignore
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
  const [row] = await session.rows(OPERATION, statement('around/most'));
  const mark = (name: string) =>
    run('mark', { name: () => name, most: () => String(row?.number('most') ?? 0) });
  for (const [name, ids] of [
    ['near', subjects],
    ['sharer', sharers],
  ] as const)
    // prettier-ignore
    await session.run(OPERATION, fill(statement('around/near'), { name: () => name }), {
      ids: textsParameter(ids),
    });
  await mark('near');
  for (const kind of NAMING) await run('naming', { ...factSql(kind).fragments, ...namingFragments(kind) });
  for (const name of ['identifiers', 'sightings', 'owed', 'obligations']) await run(name);
  await mark('owed');
  for (const kind of ON_OBLIGATIONS) await run('on-obligations', factSql(kind).fragments);
  await run('named', { each_name: () => eachName().join('\n  UNION\n  ') });
  await run('registry');
  for (const kind of SUBJECTS) await run('subjects', factSql(kind).fragments);
}

/** A row that names one of them twice is read once. */
function namingFragments(kind: FactKind): Fragments {
  const columns = subjectReferencesOf(kind).map((name) => quotedIdentifier(name));
  const butEarlier = (place: number) =>
    columns
      .slice(0, place)
      .map((column) => `AND get_bit(getvariable('near'), ${column}) = 0`)
      .join(' ');
  return {
    each_reference: () =>
      columns
        .map((column, place) =>
          fill(statement('around/naming-by'), {
            ...factSql(kind).fragments,
            column: () => column,
            but_earlier: () => butEarlier(place),
          }),
        )
        .join('UNION ALL\n'),
  };
}

function eachName(): readonly string[] {
  return [...NAMING, 'sightings' as const].flatMap((kind) =>
    subjectReferencesOf(kind).map((name) =>
      fill(statement('around/names'), { ...factSql(kind).fragments, column: () => quotedIdentifier(name) }),
    ),
  );
}
