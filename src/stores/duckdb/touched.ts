import { quotedIdentifier } from '@duckdb/node-api';
import { MATURITY_DAYS } from '../../domain/dealings.ts';
import { FACT_KINDS, type FactKind } from '../../domain/facts.ts';
import { referencesOf, registeredAs, subjectReferencesOf } from '../../engine/fact-references.ts';
import type { Cut, Touched } from '../../engine/ports.ts';
import { tablesOf } from '../../engine/tables-of-kinds.ts';
import { factSql, instantsOf } from './fact-sql.ts';
import { holdingOf, type Holding } from './holding.ts';
import { batchParameter, instantParameter, type Parameters, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

const OPERATION = 'find whom new facts touch';

/** Outcomes are read by no run. */
const READ = FACT_KINDS.filter((kind) => kind !== 'outcomes');
/** They may move anybody. */
const OF_EVERYBODY: readonly FactKind[] = ['sources', 'rates'];
/** They name subjects. Sightings are asked for apart. */
const NAMING = READ.filter((kind) => subjectReferencesOf(kind).length > 0 && kind !== 'sightings');
/** They name two, and are not subjects themselves. */
const LINKS = NAMING.filter((kind) => subjectReferencesOf(kind).length > 1);
/** What is told of a kind that differs, besides its id and whom it names. */
const TOLD: Partial<Readonly<Record<FactKind, readonly string[]>>> = { merchants: ['category', 'source'] };

/** What the statements about two cuts are filled with. */
const OF_TWO_CUTS: Fragments = {
  either: (name) => either(kindOf(name)),
  either_of: (name, versions) => either(kindOf(name), versions),
  each_named: () => NAMING.map(named).join('UNION\n'),
};

/** Whom the facts of two cuts tell apart, from one snapshot; see `GraphStore.touched`. The session must be fresh. */
export async function touched(session: Session, from: Cut, to: Cut): Promise<Touched> {
  const parameters = {
    from_at: instantParameter(from.asOf),
    from_batch: batchParameter(from.batch),
    to_at: instantParameter(to.asOf),
    to_batch: batchParameter(to.batch),
  };
  return session.snapshot(OPERATION, () => findTouched(session, parameters));
}

async function findTouched(session: Session, parameters: Parameters): Promise<Touched> {
  const text = (name: string, fragments: Fragments) =>
    fill(statement(`touched/${name}`), { ...OF_TWO_CUTS, ...fragments });
  const make = (name: string, fragments: Fragments = {}) =>
    session.run(OPERATION, text(name, fragments), parameters);
  const rows = (name: string) => session.rows(OPERATION, text(name, {}), parameters);
  const has = async (table: string) => (await holdingOf(session, OPERATION, table)).has;
  const ids = async (name: string) => (await rows(name)).map((found) => found.text('id'));

  const differ = new Set<FactKind>();
  const compare = async (kinds: readonly FactKind[]) => {
    for (const kind of kinds) {
      const [made] = await session.rows(OPERATION, text('differing', differing(kind)), parameters);
      if (made?.number('Count') !== 0) differ.add(kind);
    }
  };
  await compare(OF_EVERYBODY);
  if (differ.size > 0) return { subjects: [], sharers: [], tables: [], everybody: true };
  await compare(READ.filter((kind) => !OF_EVERYBODY.includes(kind)));
  for (const name of ['changed', 'altered-merchants', 'recategorised', 'half-seen', 'resighted'])
    await make(name);
  const halfSeen = await has('half_seen');
  await make('noted-obligations', { is_half_seen: halfSeen });
  const notedObligation = await has('noted_obligation');
  await make('noted-debts', { is_noted_obligation: notedObligation });
  await make('noted', {
    is_noted_obligation: notedObligation,
    is_recategorised: await has('recategorised'),
    each_shared: () => LINKS.flatMap((kind) => sharedLinks(kind, halfSeen)).join('UNION\n'),
  });
  await make('shared-identifiers', { is_resighted: await has('resighted') });
  await make('sharing');
  return {
    subjects: await ids('subjects'),
    sharers: await ids('sharers'),
    tables: tablesOf(differ),
    everybody: false,
  };
}

/** What the statement is filled with that finds what differs of a kind. */
function differing(kind: FactKind): Fragments {
  const { event, later } = instantsOf(kind);
  const instants = ['recorded_at', 'superseded_at', ...(event === undefined ? [] : [event]), ...later];
  const fragments = kindFragments(kind);
  const between = instants.map((name) =>
    fill(statement('touched/differing-at'), { ...fragments, instant: () => quotedIdentifier(name) }),
  );
  const matures = kind === 'transactions';
  const days = { days: () => String(MATURITY_DAYS) };
  const moved = later.map((name) => `"${name}" >= $from_at AND "${name}" < $to_at`);
  if (matures) {
    between.push(fill(statement('touched/maturing'), days));
    moved.push(fill(statement('touched/matured'), days));
  }
  const ownId = registeredAs(kind) === undefined ? [] : ['id'];
  const kept = [...ownId, ...referencesOf(kind).map(({ name }) => name), ...(TOLD[kind] ?? [])];
  return {
    ...fragments,
    kept: () => kept.map((name) => `${quotedIdentifier(name)}, `).join(''),
    each_instant: () => between.join(''),
    moved: () => (moved.length === 0 ? 'false' : moved.join(' OR ')),
  };
}

/** Whom what differs of a kind names. */
function named(kind: FactKind): string {
  const columns = () => subjectReferencesOf(kind).map(quotedIdentifier).join(', ');
  return fill(statement('touched/named'), { columns, name: () => kind });
}

/** The versions of a kind, or those that another table has of it, that one of the cuts sees. */
function either(kind: FactKind, versions = quotedIdentifier(kind)): string {
  return fill(statement('touched/either'), { ...kindFragments(kind), versions: () => versions });
}

/** Whom a link that names a half seen subject at one end names at the other. */
function sharedLinks(kind: FactKind, isHalfSeen: Holding['has']): readonly string[] {
  const columns = subjectReferencesOf(kind).map(quotedIdentifier);
  return columns.flatMap((naming) =>
    columns
      .filter((other) => other !== naming)
      .map((other) =>
        fill(statement('touched/shared'), {
          either: () => either(kind),
          named: () => other,
          is_half_seen: () => isHalfSeen(naming),
        }),
      ),
  );
}

function kindFragments(kind: FactKind): Fragments {
  const { fragments } = factSql(kind);
  return {
    ...fragments,
    seen_from: () => fragments['seen']?.('$from_at', '$from_batch') ?? '',
    seen_to: () => fragments['seen']?.('$to_at', '$to_batch') ?? '',
  };
}

function kindOf(name: string | undefined): FactKind {
  const kind = FACT_KINDS.find((known) => known === name);
  if (kind === undefined) throw new TypeError(`no kind of fact is called ${String(name)}`);
  return kind;
}
