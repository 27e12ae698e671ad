import { foldCase } from '../../engine/exploring/fold-case.ts';
import { RELATIONS, type Relation } from '../../engine/exploring/explorer.ts';
import type { ExplorationReads } from '../../engine/exploring/reads.ts';
import * as read from '../../engine/exploring/rows.ts';
import type { Cut } from '../../engine/ports.ts';
import type { Reader } from './session.ts';
import { statement } from './statements.ts';
import { Row, type Parameters } from './values.ts';

/** The steps of exploring, each one traversal in the database that an index starts. */
export function neo4jReads(session: Reader): ExplorationReads {
  const rows = (name: string, { asOf, batch }: Cut, parameters: Parameters) =>
    session.read(`explore ${name}`, statement(`explore/${name}`), { ...parameters, as_of: asOf, batch });
  return {
    subjects: async (ids, at) => (await rows('subjects', at, { ids })).map(read.subject),
    neighbours: async ({ ids, relations, at }, { except, limit, mostFacts }) => {
      const parameters = { ids, types: typesOf(relations), except, limit, most_facts: mostFacts };
      const [row] = await rows('neighbours', at, parameters);
      return { ...listed(row, read.neighbour), hubs: row?.texts('hubs') ?? [] };
    },
    linksAmong: async ({ ids, relations, at }) => {
      const [row] = await rows('links', at, { ids, types: typesOf(relations) });
      return (row?.list('links') ?? []).map((values) => read.link(rowOf(values as readonly unknown[])));
    },
    steps: async ({ ids, relations, at }, limit) =>
      (await rows('steps', at, { ids, types: typesOf(relations), limit })).map(read.step),
    search: async (text, { at, limit }) => {
      const folded = foldCase(text);
      const [row] = await rows('search', at, { text: folded, words: wordsAround(folded), limit });
      return listed(row, read.subject);
    },
    guaranteesBy: async (ids, { at, limit }) => {
      const [row] = await rows('guarantees-by', at, { ids, limit });
      return listed(row, read.guarantee);
    },
    identifiersOf: async (id, { at, limit }) =>
      read.sharedIdentifiers(await rows('identifiers-of', at, { id, limit })),
    moneyBetween: async ({ from, to }, at) =>
      (await rows('money-between', at, { from, to })).map(read.moneyLine),
  };
}

/** The server plans a statement anew for every order of magnitude that a list of its parameters has. */
const FRONTIERS = [1, 10, 100, 1000];

/** Every read about nobody, so that the server has its plans. */
export async function warmUp(session: Reader): Promise<void> {
  const reads = neo4jReads(session);
  const at = { asOf: 0, batch: 0 };
  const request = { limit: 1, at };
  for (const size of FRONTIERS) {
    const ids = Array.from({ length: size }, () => '');
    const frontier = { ids, relations: RELATIONS, at };
    await reads.neighbours(frontier, { except: ids, limit: 1, mostFacts: 1 });
    await reads.linksAmong(frontier);
  }
  await reads.steps({ ids: [''], relations: RELATIONS, at }, 1);
  await reads.subjects([''], at);
  await reads.search('nobody', request);
  await reads.guaranteesBy([''], request);
  await reads.identifiersOf('', request);
  await reads.moneyBetween({ from: '', to: '' }, at);
}

/** The types of relationship that the relations are made of; `paid` stands for PAID and TO together. */
function typesOf(relations: readonly Relation[]): readonly string[] {
  return relations.map((relation) => relation.toUpperCase());
}

/** A row with a list of maps and how many there are in all. */
function listed<T>(
  row: Row | undefined,
  readRow: (row: read.Row) => T,
): { rows: readonly T[]; total: number } {
  const maps = (row?.list('rows') ?? []) as readonly Readonly<Record<string, unknown>>[];
  return {
    rows: maps.map((map) => readRow(new Row({ get: (column) => map[column] }))),
    total: row?.number('total') ?? 0,
  };
}

/** What `links` gives of each, in its order: lists take half of what as many records would. */
const LINK_COLUMNS = ['relation', 'source', 'target', 'facts', 'weight'];

function rowOf(values: readonly unknown[]): Row {
  return new Row({ get: (column) => values[LINK_COLUMNS.indexOf(String(column))] });
}

/** Where words end is the index's affair, and so is what a final sigma becomes. */
const FRAGMENTS = /[a-z0-9]+|(?=[^σ])[\p{L}\p{N}]/gu;

/**
 * A Lucene query for everything that could contain the folded text. A word of the index holds a run of ASCII letters
 * and digits whole, but other scripts are split within words, so that of them it asks letter by letter; the statement
 * looks closer. Nothing of the text but letters and digits enters the query.
 */
function wordsAround(folded: string): string {
  const fragments = new Set(folded.match(FRAGMENTS) ?? []);
  return fragments.size === 0 ? '*:*' : [...fragments].map((fragment) => `*${fragment}*`).join(' AND ');
}
