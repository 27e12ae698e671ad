import { MATURITY_DAYS } from '../../../domain/dealings.ts';
import { InvariantError } from '../../../domain/errors.ts';
import { FACT_KINDS, type FactKind } from '../../../domain/facts.ts';
import { monthIndex, monthsWindow, MS_PER_DAY, type Instant } from '../../../domain/time.ts';
import type { Cut, ProjectRequest } from '../../../engine/ports.ts';
import { kindsBehind } from '../../../engine/tables-of-kinds.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import { exactNumber, type Parameters, type RawRow } from '../values.ts';

/**
 * Of a payer with more transactions than this each comes in a list of its own. Judgement: lists of this length are as
 * fast as longer ones, and a fetch of them fits in memory several times.
 */
const MOST_LISTED = 1000;

/** One of the lists that a list consists of. */
export type Entry = readonly unknown[];

interface ReaderRequest extends ProjectRequest {
  readonly named?: readonly string[];
}

/** Read whole whoever is asked about: they are few, and what they say is of nobody in particular. */
const OF_NOBODY: readonly string[] = ['rates', 'sources'];
/** The kind that a statement reads, where that does not bear its name. */
const KIND_READ: Readonly<Record<string, FactKind>> = {
  knows: 'ties',
  member_of: 'memberships',
  rated: 'ratings',
  'balances-given-up': 'balances',
};

/**
 * Reads the statements below `cypher/projection`, all with the parameters of one cut: each has a twin below
 * `cypher/projection/around` that gives the same columns of the rows around some subjects.
 */
export class CutReader {
  readonly asOf: Instant;
  /** The calendar month of the cut, see `monthIndex`. */
  readonly month: number;
  readonly #session: Session;
  readonly #parameters: Parameters;
  readonly #isAround: boolean;
  /** Kinds that are not asked for. */
  readonly #left: ReadonlySet<FactKind>;

  /** @param named ids of everybody whom rows around the subjects may name */
  constructor(session: Session, cut: Cut, { purpose, around, named = [] }: ReaderRequest) {
    this.asOf = cut.asOf;
    this.month = monthIndex(cut.asOf);
    this.#session = session;
    this.#isAround = around !== undefined;
    const asked = around?.tables === undefined ? undefined : kindsBehind(around.tables);
    this.#left = new Set(FACT_KINDS.filter((kind) => asked?.has(kind) === false));
    this.#parameters = {
      as_of: cut.asOf,
      batch: cut.batch,
      purpose,
      start_of_6_months: monthsWindow(cut.asOf, 6).start,
      most_listed: MOST_LISTED,
      matured_before: cut.asOf - MATURITY_DAYS * MS_PER_DAY,
      // Within one map, since the server plans anew for every order of magnitude of a list that is a parameter itself.
      ...(around !== undefined && {
        around: { subjects: around.subjects, sharers: around.sharers, named },
      }),
    };
  }

  /** Hands over row by row, and none of a kind that is not asked for; nothing but the next few thousand is held besides. */
  async read(name: string, visit: (row: RawRow) => void): Promise<void> {
    const kind = KIND_READ[name] ?? FACT_KINDS.find((known) => known === name);
    if (kind !== undefined && this.#left.has(kind)) return;
    const folder = this.#isAround && !OF_NOBODY.includes(name) ? 'projection/around' : 'projection';
    const query = { text: statement(`${folder}/${name}`), parameters: this.#parameters };
    await this.#session.stream(`project ${name}`, query, visit);
  }

  /** The texts of the only column. */
  async readTexts(name: string): Promise<readonly string[]> {
    const texts: string[] = [];
    await this.read(name, (row) => texts.push(textOf(row, 0)));
    return texts;
  }

  /** Hands over the first column's text and the entries of the list in the second. */
  readLists(name: string, visit: (first: string, entries: readonly Entry[]) => void): Promise<void> {
    return this.read(name, (row) => {
      visit(textOf(row, 0), listOf(row.get(1)) as readonly Entry[]);
    });
  }
}

interface Values {
  get(column: number): unknown;
}

export function textOf(row: Values, column: number): string {
  return asText(row.get(column));
}

export function numberOf(row: Values, column: number): number {
  return exactNumber(row.get(column), column);
}

/** NaN where there is none. */
export function numberOrNaN(row: Values, column: number): number {
  const value = row.get(column);
  return value === null ? Number.NaN : exactNumber(value, column);
}

export function asText(value: unknown): string {
  if (typeof value !== 'string') throw new InvariantError('a projection gave no text where some belongs');
  return value;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new InvariantError('a projection gave no list where one belongs');
  return value;
}

/** A reader of everything in a cut, or of what is around the subjects asked about. */
export async function readerOf(session: Session, cut: Cut, request: ProjectRequest): Promise<CutReader> {
  if (request.around === undefined) return new CutReader(session, cut, request);
  const ids = (name: string, named: readonly string[]) =>
    new CutReader(session, cut, { ...request, named }).readTexts(name);
  const named = new Set(await ids('named', []));
  // An owner may be owned.
  for (let found = [...named]; found.length > 0;) {
    found = (await ids('owners', found)).filter((id) => !named.has(id));
    for (const id of found) named.add(id);
  }
  return new CutReader(session, cut, { ...request, named: [...named] });
}
