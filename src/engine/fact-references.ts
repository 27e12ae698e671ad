import type { ReferenceTarget } from '../domain/columns.ts';
import { columnsOf } from '../domain/fact-declaration.ts';
import { factDeclaration, type FactKind } from '../domain/facts.ts';

/** What the registry of ids says an id is. */
export type RegisteredKind = 'user' | 'merchant' | 'group' | 'obligation';

const REGISTERED: Partial<Record<FactKind, RegisteredKind>> = {
  users: 'user',
  merchants: 'merchant',
  groups: 'group',
  obligations: 'obligation',
};

/** The kinds of id that each reference may name, and how a rejection says so. */
const TARGETS: Readonly<Record<ReferenceTarget, { kinds: readonly RegisteredKind[]; expected: string }>> = {
  user: { kinds: ['user'], expected: 'the id of a declared user' },
  member: { kinds: ['user', 'merchant'], expected: 'the id of a declared user or merchant' },
  group: { kinds: ['group'], expected: 'the id of a declared group' },
  subject: { kinds: ['user', 'merchant', 'group'], expected: 'the id of a declared user, merchant or group' },
  obligation: { kinds: ['obligation'], expected: 'the id of a declared obligation' },
};

/** A column that names a subject or an obligation. */
export interface ReferenceColumn {
  readonly name: string;
  readonly allowed: readonly RegisteredKind[];
  readonly expected: string;
  /** Whether a user may be made where the id is unknown. */
  readonly canBeMade: boolean;
  /** Whether it may name another row of the same import: a merchant may own a merchant. */
  readonly withinKind: boolean;
}

/** What the kind's ids are registered as, where they are. */
export function registeredAs(kind: FactKind): RegisteredKind | undefined {
  return REGISTERED[kind];
}

/** The columns of a kind that name something declared elsewhere, in declared order. */
export function referencesOf(kind: FactKind): readonly ReferenceColumn[] {
  const registers = registeredAs(kind);
  return columnsOf(factDeclaration(kind)).flatMap(({ name, column }) => {
    if (!('references' in column)) return [];
    const { kinds, expected } = TARGETS[column.references];
    const canBeMade = kinds.includes('user');
    const withinKind = registers !== undefined && kinds.includes(registers);
    return [{ name, allowed: kinds, expected, canBeMade, withinKind }];
  });
}

/** Nothing is made of who is owed, so no row changes with it. */
const IN_NO_TABLE = 'creditor_id';

/** The columns of a kind that name a subject of whom some table of facts then says something, in declared order. */
export function subjectReferencesOf(kind: FactKind): readonly string[] {
  return referencesOf(kind)
    .filter(({ name, allowed }) => name !== IN_NO_TABLE && !allowed.includes('obligation'))
    .map(({ name }) => name);
}

/** What a rejection of an `id_taken` says was expected. */
export const FREE_ID = 'an id that no user, merchant, group or obligation has';
/** The source of users that were made because facts named them. */
export const CREATED_MISSING = 'credence:created-missing';
