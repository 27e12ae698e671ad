import { factDeclaration, FACTS, type FactKind } from '../../../domain/facts.ts';
import { columnsOf } from '../../../domain/fact-declaration.ts';
import {
  referencesOf,
  registeredAs,
  type ReferenceColumn,
  type RegisteredKind,
} from '../../../engine/fact-references.ts';
import { GRAPH_MODEL, type VersionShape } from '../graph-model.ts';
import type { FactValues } from './decide.ts';

/** What an import must know of a kind, derived from its declaration and its place in the graph. */
export interface KindShape {
  readonly kind: FactKind;
  readonly version: VersionShape;
  readonly registers: RegisteredKind | undefined;
  readonly references: readonly ReferenceColumn[];
  /** Every column that is kept, `source` included. */
  readonly columns: readonly string[];
  readonly key: readonly string[];
  /** The columns that `held` statements look versions up by: those of one key are among what they give. */
  readonly lookup: readonly string[];
  /** The name of the statement that gives the versions held. */
  readonly heldStatement: string;
  /** When a fact happened; undefined for dues, of which `openingOf` names the obligation. */
  readonly eventColumn: string | undefined;
  readonly openingOf: string | undefined;
  readonly isSame: (a: FactValues, b: FactValues) => boolean;
}

/** The kinds whose versions have an index on the key; those of others are found through their anchors. */
const INDEXED: ReadonlySet<FactKind> = new Set([
  'transactions',
  'balances',
  'dues',
  'payments',
  'inquiries',
  'rates',
  'sources',
]);
const IN_SUBJECT_VERSIONS: ReadonlySet<FactKind> = new Set(['users', 'merchants', 'groups']);

function shapeOf(kind: FactKind): KindShape {
  const declaration = factDeclaration(kind);
  const declared = columnsOf(declaration).map(({ name }) => name);
  const columns = declared.includes('source') ? declared : [...declared, 'source'];
  const content = columns.filter((name) => !declaration.key.includes(name));
  const { eventTime } = declaration;
  return {
    kind,
    version: GRAPH_MODEL[kind],
    registers: registeredAs(kind),
    references: referencesOf(kind),
    columns,
    key: declaration.key,
    lookup: INDEXED.has(kind) ? declaration.key : anchorColumns(GRAPH_MODEL[kind]),
    heldStatement: `ingest/held-${IN_SUBJECT_VERSIONS.has(kind) ? 'subjects' : kind}`,
    eventColumn: typeof eventTime === 'string' ? eventTime : undefined,
    openingOf: typeof eventTime === 'string' ? undefined : eventTime.openingOf,
    isSame: (a, b) => content.every((name) => (a[name] ?? null) === (b[name] ?? null)),
  };
}

function anchorColumns(shape: VersionShape): readonly string[] {
  if (shape.element === 'relationship') return [...shape.from.columns, ...shape.to.columns];
  return shape.relationships.map(({ column }) => column);
}

export const KIND_SHAPES = Object.fromEntries(
  (Object.keys(FACTS) as FactKind[]).map((kind) => [kind, shapeOf(kind)]),
) as Readonly<Record<FactKind, KindShape>>;

/** Text that is equal for equal keys of a kind, and for no others. */
export function keyText(values: FactValues, columns: readonly string[]): string {
  const [only] = columns;
  if (columns.length === 1 && only !== undefined) return String(values[only]);
  return JSON.stringify(columns.map((name) => values[name]));
}
