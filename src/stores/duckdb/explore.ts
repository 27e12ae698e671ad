import type { FactKind } from '../../domain/facts.ts';
import { foldCase } from '../../engine/exploring/fold-case.ts';
import type { Relation } from '../../engine/exploring/explorer.ts';
import * as read from '../../engine/exploring/rows.ts';
import type { ExplorationReads, Frontier } from '../../engine/exploring/reads.ts';
import type { Cut } from '../../engine/ports.ts';
import type { Database } from './database.ts';
import { factSql } from './fact-sql.ts';
import {
  batchParameter,
  instantParameter,
  integerParameter,
  textParameter,
  textsParameter,
  type Parameters,
  type Row,
} from './session.ts';
import { fill, statement } from './statements.ts';

const SUBJECT_KINDS_READ = ['users', 'merchants', 'groups'] as const satisfies readonly FactKind[];
/** What the links of each relation are made of. */
const KINDS_READ: Readonly<Record<Relation, readonly FactKind[]>> = {
  knows: ['ties'],
  paid: ['transactions'],
  rated: ['ratings'],
  guarantees: ['guarantees', 'obligations'],
  member_of: ['memberships'],
};

/**
 * The steps of exploring. No table has an index by subject, which every import would pay for: a step scans the
 * columns it filters by, each relation once an end (UNION ALL, as an OR could not be joined), and nothing besides.
 */
export function duckdbReads(database: Database): ExplorationReads {
  const rows = (query: Query) => runQuery(database, query);
  return {
    subjects: async (ids, at) => {
      const query = { name: 'subjects', kinds: [], at, parameters: { ids: textsParameter(ids) } };
      return (await rows(query)).map(read.subject);
    },
    neighbours: async (frontier, { except, limit, mostFacts }) => {
      const query = overFrontier('neighbours', frontier, {
        except: textsParameter(except),
        limit: integerParameter(limit),
        most_facts: integerParameter(mostFacts),
      });
      return read.neighbours(await rows(query));
    },
    linksAmong: async (frontier) => (await rows(overFrontier('links', frontier, {}))).map(read.link),
    steps: async (frontier, limit) => {
      const query = overFrontier('steps', frontier, { limit: integerParameter(limit) });
      return (await rows(query)).map(read.step);
    },
    search: async (text, { at, limit }) => {
      const parameters = { text: textParameter(foldCase(text)), limit: integerParameter(limit) };
      return read.limited(await rows({ name: 'search', kinds: [], at, parameters }), read.subject);
    },
    guaranteesBy: async (guarantors, { at, limit }) => {
      const parameters = { ids: textsParameter(guarantors), limit: integerParameter(limit) };
      const kinds = KINDS_READ.guarantees;
      return read.guarantees(await rows({ name: 'guarantees-by', kinds, at, parameters }));
    },
    identifiersOf: async (id, { at, limit }) => {
      const parameters = { id: textParameter(id), limit: integerParameter(limit) };
      const kinds = ['sightings'] as const;
      return read.sharedIdentifiers(await rows({ name: 'identifiers-of', kinds, at, parameters }));
    },
    moneyBetween: async ({ from, to }, at) => {
      const parameters = { from: textParameter(from), to: textParameter(to) };
      const kinds = ['transactions'] as const;
      return (await rows({ name: 'money-between', kinds, at, parameters })).map(read.moneyLine);
    },
  };
}

interface Query {
  /** The statement below `sql/explore/`. */
  readonly name: string;
  /** Read besides the subjects. */
  readonly kinds: readonly FactKind[];
  readonly at: Cut;
  readonly parameters: Parameters;
  /** Absent: the statement goes by no relation. */
  readonly relations?: readonly Relation[];
}

function overFrontier(name: string, { ids, relations, at }: Frontier, rest: Parameters): Query {
  const kinds = relations.flatMap((relation) => KINDS_READ[relation]);
  return { name, kinds, at, relations, parameters: { ...rest, ids: textsParameter(ids) } };
}

function runQuery(
  database: Database,
  { name, kinds, at, parameters, relations = [] }: Query,
): Promise<readonly Row[]> {
  const operation = `explore ${name}`;
  const sql = fill(statement(`explore/${name}`), {
    seen: () => statement('explore/seen'),
    frontier: () => statement('explore/frontier'),
    touching: () => each(relations, 'touching'),
    among: () => each(relations, 'links-among'),
  });
  return database.with(async (session) => {
    for (const kind of [...SUBJECT_KINDS_READ, ...kinds])
      await session.run(operation, fill(statement('schema/visible'), factSql(kind).fragments));
    return session.rows(operation, sql, {
      ...parameters,
      as_of: instantParameter(at.asOf),
      batch: batchParameter(at.batch),
    });
  });
}

/** A statement once for every relation, one below the other. */
function each(relations: readonly Relation[], name: string): string {
  return relations
    .map((relation) =>
      fill(statement(`explore/${name}`), {
        relation: () => relation,
        links: () => statement(`explore/links-${relation}`),
        weigh: () => (relation === 'knows' ? 'max' : 'sum'),
      }),
    )
    .join('\nUNION ALL\n');
}
