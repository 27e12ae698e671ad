import type { Journal } from '../../graph/local/journal.ts';
import type { PatchedRows } from '../../graph/local/patched-rows.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import { memberEdges, tieEdges } from '../../scoring/network.ts';
import { makeContext } from '../columns/context.ts';
import { dealingEdges } from '../columns/dealings.ts';
import { ratingEdges } from '../columns/ratings.ts';
import { paidPairs } from '../columns/standing.ts';
import type { FactTable } from '../fact-tables.ts';
import type { Pair } from './changed.ts';
import { gatherRows } from './gather.ts';
import type { PairTable } from './references.ts';
import type { BothRows, ResidentRows } from './resident-rows.ts';
import type { ResidentTables } from './resident-tables.ts';
import { noMoney, type Step } from './step.ts';

/** Puts what changed between pairs of subjects into the rows. */
export async function patchRows({ rows, tables, changed, journal, ...of }: Step): Promise<void> {
  // Two subjects are enough to tell the rows of a pair by.
  const context = makeContext({ ...noMoney(of), subjects: 2 });
  const added = tables.subjects - rows.ties.nodes;
  if (added > 0) for (const each of everyRow(rows)) each.addNodes(added, journal);
  for (const pair of changed.pairs('dealt')) {
    const { ended, broken } = dealingEdges(between('dealt', tables, pair));
    patchUndirected(rows.dealings, { pair, edges: ended }, journal);
    patch(rows.broken, { pair, edges: broken }, journal);
    const paid = await paidPairs(between('dealt', tables, pair), context);
    patchBoth(rows.paid, { pair, edges: paid }, journal);
  }
  for (const pair of changed.pairs('rated')) {
    const { values, beliefs } = ratingEdges(between('rated', tables, pair));
    patchBoth(rows.ratings, { pair, edges: values }, journal);
    patchBoth(rows.beliefs, { pair, edges: beliefs }, journal);
  }
  for (const name of ['knows', 'owned'] as const)
    for (const pair of changed.pairs(name))
      patchUndirected(rows.ties, { pair, edges: tiesBetween(tables, pair) }, journal);
  for (const pair of changed.pairs('knows'))
    patchUndirected(rows.known, { pair, edges: knownBetween(tables, pair) }, journal);
  for (const pair of changed.pairs('member_of')) {
    const edges = memberEdges({
      ...{ knows: NO_TIES, owner: new Float64Array() },
      memberOf: between('member_of', tables, pair),
    });
    patchBoth(rows.memberships, { pair, edges }, journal);
  }
}

function everyRow({
  dealings,
  broken,
  paid,
  ratings,
  beliefs,
  ties,
  known,
  memberships,
}: ResidentRows): PatchedRows[] {
  const both = [paid, ratings, beliefs, memberships].flatMap(({ outgoing, incoming }) => [
    outgoing,
    incoming,
  ]);
  return [dealings, broken, ties, known, ...both];
}

const NO_TIES = { source: new Uint32Array(), target: new Uint32Array(), strength: new Float64Array() };

function between<N extends PairTable>(name: N, tables: ResidentTables, [low, high]: Pair): FactTable<N> {
  const rows = tables.rowsBetween(name, low, high);
  const place = (subject: number) => (subject === low ? 0 : 1);
  return gatherRows(
    name,
    { from: tables.held[name].columns, rows },
    { subjects: place, obligations: (row) => row },
  );
}

function tiesBetween(tables: ResidentTables, pair: Pair): EdgeList {
  const [low, high] = pair;
  const { owner } = tables.held.subjects.columns;
  const owned = [
    [low, high],
    [high, low],
  ].map(([one, other], place) => (owner[one!] === other ? 1 - place : Number.NaN));
  return tieEdges({
    owner: Float64Array.from(owned),
    knows: between('knows', tables, pair),
    memberOf: { source: new Uint32Array(), target: new Uint32Array() },
  });
}

function knownBetween(tables: ResidentTables, pair: Pair): EdgeList {
  const { source, target, strength } = between('knows', tables, pair);
  return { source, target, weight: strength };
}

/** Edges between the two of a pair: 0 is the lower, 1 the higher. */
interface PairEdges {
  readonly pair: Pair;
  readonly edges: EdgeList;
}

function patchBoth({ outgoing, incoming }: BothRows, { pair, edges }: PairEdges, journal: Journal): void {
  patch(outgoing, { pair, edges }, journal);
  patch(incoming, { pair, edges: turned(edges) }, journal);
}

function patchUndirected(rows: PatchedRows, { pair, edges }: PairEdges, journal: Journal): void {
  const both = turned(edges);
  patch(
    rows,
    {
      pair,
      edges: {
        source: Uint32Array.of(...edges.source, ...both.source),
        target: Uint32Array.of(...edges.target, ...both.target),
        weight: Float64Array.of(...edges.weight, ...both.weight),
      },
    },
    journal,
  );
}

function turned({ source, target, weight }: EdgeList): EdgeList {
  return { source: target, target: source, weight };
}

/** Of parallel entries the lightest comes first, as in csr.ts. */
function patch(rows: PatchedRows, { pair, edges }: PairEdges, journal: Journal): void {
  for (const from of [0, 1] as const) {
    const weights = edges.weight.filter((_, edge) => edges.source[edge] === from).sort();
    rows.replaceEntries(pair[from], { target: pair[1 - from]!, weights }, journal);
  }
}
