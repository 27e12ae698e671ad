import { MATURITY_DAYS } from '../../domain/dealings.ts';
import { FACT_KINDS, type FactKind } from '../../domain/facts.ts';
import { compareCodePoints } from '../../domain/order.ts';
import { MS_PER_DAY } from '../../domain/time.ts';
import type { Cut, Touched } from '../../engine/ports.ts';
import { tablesOf } from '../../engine/tables-of-kinds.ts';
import { latestBatch } from './batches.ts';
import { GRAPH_MODEL } from './graph-model.ts';
import { VERSION_TYPES } from './ranges.ts';
import type { Session } from './session.ts';
import { fill, statement } from './statements.ts';
import type { Parameters, Row } from './values.ts';

const OPERATION = 'find whom new facts touch';
const EVERYBODY: Touched = { subjects: [], sharers: [], tables: [], everybody: true };

/** What the versions name that two cuts see otherwise. */
interface Named {
  readonly subjects: Set<string>;
  readonly obligations: Set<string>;
  /** Subjects of whom something was said, or taken back, that makes them what they are. */
  readonly described: Set<string>;
  /** Subjects of whom a sighting differs. */
  readonly sighted: Set<string>;
  readonly kinds: ReadonlySet<FactKind>;
}

/** See `GraphStore.touched`: first what differs, found by the ranges that have indexes, then who else that concerns. */
export async function touched(session: Session, from: Cut, to: Cut): Promise<Touched> {
  const ask = asker(session, windowOf(from, to, await latestBatch(session)));
  const named = await namedByChanges(ask);
  if (named === undefined) return EVERYBODY;
  await addOfDescribed(ask, named);
  for (const id of await ids(ask, 'obliged', named.obligations)) named.subjects.add(id);
  const sharers = await ids(ask, 'sharers', named.sighted);
  return {
    subjects: [...named.subjects].sort(compareCodePoints),
    sharers: [...sharers].sort(compareCodePoints),
    tables: tablesOf(named.kinds),
    everybody: false,
  };
}

type Ask = (name: string, options?: { ids?: Iterable<string>; type?: string }) => Promise<readonly Row[]>;

function asker(session: Session, window: Parameters): Ask {
  return (name, { ids: of = [], type = '' } = {}) =>
    session.read(OPERATION, fill(statement(`touched/${name}`), { type }), {
      ...window,
      // Within one map, since the server plans anew for every order of magnitude of a list that is a parameter itself.
      touched: { ids: [...of] },
    });
}

/** The batch of a cut may be yet to come, of which nothing is to be seen. */
function windowOf(from: Cut, to: Cut, committed: number): Parameters {
  const maturing = MATURITY_DAYS * MS_PER_DAY;
  return {
    from_at: from.asOf,
    to_at: to.asOf,
    from_batch: Math.min(from.batch, committed),
    to_batch: Math.min(to.batch, committed),
    matured_before_from: from.asOf - maturing,
    matured_before_to: to.asOf - maturing,
  };
}

/** Undefined where what differs is about nobody in particular. */
async function namedByChanges(ask: Ask): Promise<Named | undefined> {
  const [subjects, obligations] = [new Set<string>(), new Set<string>()];
  const [described, sighted] = [new Set<string>(), new Set<string>()];
  const changed = new Set<string>();
  const sorts = new Map([
    ['subject', subjects],
    ['obligation', obligations],
    ['described', described],
  ]);
  for (const row of await ask('nodes')) {
    const sort = sorts.get(row.text('sort'));
    if (sort === undefined) return undefined;
    sort.add(row.text('id'));
    for (const label of row.list('labels')) changed.add(String(label));
  }
  for (const type of VERSION_TYPES)
    for (const row of await ask('relationships', { type })) {
      changed.add(type);
      subjects.add(row.text('source'));
      if (type === 'USES') sighted.add(row.text('source'));
      else subjects.add(row.text('target'));
      if (row.has('obligation')) obligations.add(row.text('obligation'));
    }
  return { subjects, obligations, described, sighted, kinds: kindsIn(changed) };
}

/** The kinds whose versions have one of the labels or are relationships of one of the types. */
function kindsIn(names: ReadonlySet<string>): ReadonlySet<FactKind> {
  const found = FACT_KINDS.filter((kind) => {
    const shape = GRAPH_MODEL[kind];
    return shape.element === 'node'
      ? names.has(shape.label) || (shape.closedLabel !== undefined && names.has(shape.closedLabel))
      : names.has(shape.type);
  });
  return new Set(found);
}

/** Adds whom it concerns that a subject appears or goes, changes hands, or sells something else. */
async function addOfDescribed(ask: Ask, { subjects, obligations, described, sighted }: Named): Promise<void> {
  const [halfSeen, owners, resorted] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const row of await askAbout(ask, 'described', described)) {
    const id = row.text('id');
    subjects.add(id);
    if (!row.flag('lasts')) halfSeen.add(id);
    if (row.flag('is_reowned'))
      for (const owner of row.list('owners')) if (typeof owner === 'string') owners.add(owner);
    if (row.flag('is_recategorised')) resorted.add(id);
  }
  for (const id of halfSeen) sighted.add(id);
  for (const row of await askAbout(ask, 'company', halfSeen))
    (row.text('sort') === 'subject' ? subjects : obligations).add(row.text('id'));
  for (const id of await ids(ask, 'owned', owners)) subjects.add(id);
  for (const id of await ids(ask, 'payers', resorted)) subjects.add(id);
}

async function askAbout(ask: Ask, name: string, of: ReadonlySet<string>): Promise<readonly Row[]> {
  return of.size === 0 ? [] : ask(name, { ids: of });
}

async function ids(ask: Ask, name: string, of: ReadonlySet<string>): Promise<readonly string[]> {
  return (await askAbout(ask, name, of)).map((row) => row.text('id'));
}
