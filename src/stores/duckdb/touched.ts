import { quotedIdentifier } from '@duckdb/node-api';
import { MATURITY_DAYS } from '../../domain/dealings.ts';
import { FACT_KINDS, type FactKind } from '../../domain/facts.ts';
import { subjectReferencesOf } from '../../engine/fact-references.ts';
import type { Cut, Touched } from '../../engine/ports.ts';
import { factSql, instantsOf } from './fact-sql.ts';
import { batchParameter, instantParameter, type Parameters, type Session } from './session.ts';
import { fill, statement, type Fragments } from './statements.ts';

const OPERATION = 'find whom new facts touch';

/** They name subjects. Sightings are asked for apart, and outcomes are read by no run. */
const NAMING = FACT_KINDS.filter(
  (kind) => subjectReferencesOf(kind).length > 0 && kind !== 'sightings' && kind !== 'outcomes',
);
/** They name two, and are not subjects themselves. */
const LINKS = NAMING.filter((kind) => subjectReferencesOf(kind).length > 1);

/** What the statements about two cuts are filled with. */
const OF_TWO_CUTS: Fragments = {
  differing: (name) => differing(kindOf(name)),
  either: (name) => fill(statement('touched/either'), kindFragments(kindOf(name))),
  each_named: () =>
    NAMING.map((kind) => {
      const columns = () => subjectReferencesOf(kind).map(quotedIdentifier).join(', ');
      return fill(statement('touched/named'), { columns, differing: () => differing(kind) });
    }).join('UNION\n'),
  each_shared: () => LINKS.flatMap(sharedLinks).join('UNION\n'),
};

/** Whom the facts of two cuts tell apart, from one snapshot; see `GraphStore.touched`. The session must be fresh. */
export async function touched(session: Session, from: Cut, to: Cut): Promise<Touched> {
  const parameters = {
    from_at: instantParameter(from.asOf),
    from_batch: batchParameter(from.batch),
    to_at: instantParameter(to.asOf),
    to_batch: batchParameter(to.batch),
  };
  const { result } = await session.transaction(OPERATION, async () => ({
    commit: false,
    result: await findTouched(session, parameters),
  }));
  return result;
}

async function findTouched(session: Session, parameters: Parameters): Promise<Touched> {
  const step = (name: string) => fill(statement(`touched/${name}`), OF_TWO_CUTS);
  const [row] = await session.rows(OPERATION, step('everybody'), parameters);
  if (row?.number('differing') !== 0) return { subjects: [], sharers: [], everybody: true };
  for (const name of ['changed', 'altered-merchants', 'half-seen', 'resighted', 'noted-obligations', 'noted'])
    await session.run(OPERATION, step(name), parameters);
  const ids = async (name: string) =>
    (await session.rows(OPERATION, step(name), parameters)).map((found) => found.text('id'));
  return { subjects: await ids('subjects'), sharers: await ids('sharers'), everybody: false };
}

function differing(kind: FactKind): string {
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
  return fill(statement('touched/differing'), {
    ...fragments,
    each_instant: () => between.join(''),
    moved: () => (moved.length === 0 ? 'false' : moved.join(' OR ')),
  });
}

/** Whom a link that names a half seen subject at one end names at the other. */
function sharedLinks(kind: FactKind): readonly string[] {
  const columns = subjectReferencesOf(kind).map(quotedIdentifier);
  const either = () => fill(statement('touched/either'), kindFragments(kind));
  return columns.flatMap((naming) =>
    columns
      .filter((named) => named !== naming)
      .map((named) =>
        fill(statement('touched/shared'), { either, named: () => named, naming: () => naming }),
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
