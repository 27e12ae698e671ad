import { quotedIdentifier, quotedString } from '@duckdb/node-api';
import { columnsOf, type NamedColumn } from '../../domain/fact-declaration.ts';
import { factDeclaration, type FactKind } from '../../domain/facts.ts';
import { referencesOf, registeredAs, type ReferenceColumn } from '../../engine/fact-references.ts';
import { fill, statement, type Fragments } from './statements.ts';

/** What the statements about one kind are made of. */
export interface FactSql {
  readonly kind: FactKind;
  readonly table: string;
  readonly registers: ReturnType<typeof registeredAs>;
  readonly references: readonly ReferenceColumn[];
  readonly fragments: Fragments;
}

/** The type that a column has in the store's tables; a choice is text in staged files, a reference an id. */
function storageType(kind: FactKind, { name, column }: NamedColumn): string {
  if ('references' in column) return 'INTEGER';
  switch (column.type) {
    case 'id':
    case 'text':
    case 'currency':
      return 'VARCHAR';
    case 'choice':
      return choiceType(kind, name);
    case 'instant':
      return 'TIMESTAMP';
    case 'integer':
    case 'ratio':
      return 'BIGINT';
    case 'flag':
      return 'BOOLEAN';
  }
}

/** Everything that SQL needs to know of a kind, derived from its declaration. */
export function factSql(kind: FactKind): FactSql {
  const columns = columnsOf(factDeclaration(kind));
  return {
    kind,
    table: quotedIdentifier(kind),
    registers: registeredAs(kind),
    references: referencesOf(kind),
    fragments: fragmentsOf(kind, columns),
  };
}

function fragmentsOf(kind: FactKind, columns: readonly NamedColumn[]): Fragments {
  const declared = columns.map(({ name }) => name);
  const key = columns.filter(({ inKey }) => inKey).map(({ name }) => name);
  const all = declared.includes('source') ? declared : [...declared, 'source'];
  const content = all.filter((name) => !key.includes(name));
  const list = (names: readonly string[], alias = '') => names.map((name) => at(alias, name)).join(', ');
  const undeclared = (alias = '') => (declared.includes('source') ? [] : [at(alias, 'source')]);
  const definitions = columns.map((column) => definition(kind, column));
  if (!declared.includes('source')) definitions.push('source VARCHAR');
  if (kind === 'sightings') definitions.push(IDENTIFIER_DEFINITION);
  const references = referencesOf(kind).map(({ name }) => name);
  const isKeyedById = !key.some((name) => references.includes(name));
  return {
    name: () => kind,
    table: () => quotedIdentifier(kind),
    definitions: () => definitions.join(', '),
    columns: (alias) => list(all, alias),
    typed: (alias) =>
      [...columns.map((column) => typed(kind, column, alias)), ...undeclared(alias)].join(', '),
    key: (alias) => list(key, alias),
    same_key: (a = '', b = '') => key.map((name) => `${at(a, name)} = ${at(b, name)}`).join(' AND '),
    same_content: (a = '', b = '') =>
      content.length === 0
        ? 'true'
        : `(${content.map((name) => `${at(a, name)} IS NOT DISTINCT FROM ${at(b, name)}`).join(' AND ')})`,
    numbers: (alias = '') => numbers(references, alias),
    numbering: (alias = '') => numbering(references, alias),
    // Where no key has a reference, rows are told apart without looking any up.
    keyed: () => (isKeyedById ? 'offered' : 'incoming'),
    late_numbers: (alias = '') => (isKeyedById ? numbers(references, alias) : `${alias}.*`),
    late_numbering: (alias = '') => (isKeyedById ? numbering(references, alias) : ''),
    event_time: (alias) => eventTime(kind, alias),
    opening: () => openingJoin(kind),
    identifier: (alias = '') => identifierHash(alias),
    made: (alias = '') => (kind === 'sightings' ? `${identifierHash(alias)} AS identifier,` : ''),
    masked: () =>
      [
        ...columns.map((column) => masked(kind, column)),
        ...(kind === 'sightings' ? ['identifier'] : []),
        ...undeclared(),
      ].join(', '),
    happened: (at = 'cut_at') => happened(kind, at),
    seen: (at = '', batch = '') =>
      fill(statement('schema/seen'), {
        ...{ at: () => at, batch: () => batch },
        happened: () => happened(kind, at),
      }),
  };
}

function definition(kind: FactKind, column: NamedColumn): string {
  const { name, required, inKey } = column;
  const isOwnId = inKey && factDeclaration(kind).key.length === 1;
  return [
    quotedIdentifier(name),
    storageType(kind, column),
    ...(required || inKey ? ['NOT NULL'] : []),
    // No two are alike: trying how to shorten them would take a third of the time in which rows are stored.
    ...(isOwnId ? ['USING COMPRESSION uncompressed'] : []),
  ].join(' ');
}

/** What a sighting's identifier is found by: reading the texts of all of them takes many times as long. */
const IDENTIFIER_DEFINITION = 'identifier UBIGINT USING COMPRESSION uncompressed';

function identifierHash(alias: string): string {
  return `hash(${at(alias, 'kind')}, ${at(alias, 'value')})`;
}

/** All columns of rows that refer by id, their references by number. */
function numbers(references: readonly string[], alias: string): string {
  if (references.length === 0) return `${alias}.*`;
  const replaced = references.map((name, place) => `registry_${place}.number AS ${quotedIdentifier(name)}`);
  return `${alias}.* REPLACE (${replaced.join(', ')})`;
}

/** The joins that `numbers` reads. */
function numbering(references: readonly string[], alias: string): string {
  return references
    .map((name, place) => `LEFT JOIN registry registry_${place} ON registry_${place}.id = ${at(alias, name)}`)
    .join(' ');
}

/** A staged column in its table's type, so that equal keys have equal hashes. */
function typed(kind: FactKind, column: NamedColumn, alias = ''): string {
  const value = at(alias, column.name);
  if (column.column.type !== 'choice') return value;
  return `CAST(${value} AS ${storageType(kind, column)}) AS ${quotedIdentifier(column.name)}`;
}

function at(alias: string, name: string): string {
  return alias === '' ? quotedIdentifier(name) : `${alias}.${quotedIdentifier(name)}`;
}

/** The instant a fact happened at; for dues that of the opening that `openingJoin` brings in. */
function eventTime(kind: FactKind, alias = ''): string {
  const { eventTime: event } = factDeclaration(kind);
  return typeof event === 'string' ? at(alias, event) : 'opening.opened_at';
}

/** A kind that happens with an obligation is as late as that, which whoever joins it sees. */
function happened(kind: FactKind, at: string): string {
  return typeof factDeclaration(kind).eventTime === 'string' ? `${eventTime(kind)} < ${at}` : 'true';
}

/** The opening as it was first known, or what came to be known later would move what was known before. */
function openingJoin(kind: FactKind): string {
  const { eventTime: event } = factDeclaration(kind);
  if (typeof event === 'string') return '';
  return (
    'LEFT JOIN (SELECT id, arg_min(opened_at, recorded_at) AS opened_at FROM obligations GROUP BY id) opening ' +
    `ON opening.id = ${at('staged', event.openingOf)}`
  );
}

/** Known before it comes. */
const KNOWN_AHEAD = 'due_at';
/** What is absent where it comes at once, so that it cannot read as absent before it comes. */
const READ_AS_IT_IS = 'status_at';

/** Whether a column tells of what may come after the fact itself, and then is not known yet. */
function comesLater(kind: FactKind, { name, column }: NamedColumn): boolean {
  return column.type === 'instant' && name !== KNOWN_AHEAD && name !== factDeclaration(kind).eventTime;
}

function masked(kind: FactKind, column: NamedColumn): string {
  const quoted = quotedIdentifier(column.name);
  if (!comesLater(kind, column) || column.name === READ_AS_IT_IS) return quoted;
  return `CASE WHEN ${quoted} < cut_at THEN ${quoted} END AS ${quoted}`;
}

/** The instants of a kind that a cut may see or not see yet: its own, and what may come after it. */
export function instantsOf(kind: FactKind): { readonly event?: string; readonly later: readonly string[] } {
  const later = columnsOf(factDeclaration(kind)).filter((column) => comesLater(kind, column));
  const { eventTime: event } = factDeclaration(kind);
  return { ...(typeof event === 'string' ? { event } : {}), later: later.map(({ name }) => name) };
}

/** The ENUM that a choice is kept as; its codes are the places in the declaration. */
export interface ChoiceType {
  readonly column: string;
  readonly type: string;
  readonly members: string;
}

export function choiceTypes(kind: FactKind): readonly ChoiceType[] {
  return columnsOf(factDeclaration(kind)).flatMap(({ name, column }) =>
    column.type === 'choice'
      ? [
          {
            column: quotedIdentifier(name),
            type: choiceType(kind, name),
            members: column.values.map((value) => quotedString(value)).join(', '),
          },
        ]
      : [],
  );
}

function choiceType(kind: FactKind, name: string): string {
  return `${kind}_${name}`;
}
