import { PatchedRows } from '../../graph/local/patched-rows.ts';
import type { EdgeList } from '../../graph/rows/edge-list.ts';
import { memberEdges, tieEdges } from '../../scoring/network.ts';
import type { ColumnContext } from '../columns/context.ts';
import { dealingEdges } from '../columns/dealings.ts';
import { ratingEdges } from '../columns/ratings.ts';
import { paidPairs } from '../columns/standing.ts';
import { acquaintances } from '../columns/ties.ts';
import type { FactTables } from '../fact-tables.ts';
import { networkRelations } from '../network.ts';

export interface BothRows {
  readonly outgoing: PatchedRows;
  readonly incoming: PatchedRows;
}

/** The rows that local kernels run over, kept up to date with the tables. */
export interface ResidentRows {
  /** As `followThroughColumn` has them, undirected, and by who broke one. */
  readonly dealings: PatchedRows;
  readonly broken: PatchedRows;
  /** As `paidPairs` has them, without the payee's reliability. */
  readonly paid: BothRows;
  readonly ratings: BothRows;
  readonly beliefs: BothRows;
  /** As `tieEdges` has them: ties and ownership, undirected. */
  readonly ties: PatchedRows;
  /** As `acquaintances` has them: ties alone. */
  readonly known: PatchedRows;
  readonly memberships: BothRows;
}

/** Rows of whole tables. */
export async function buildRows(tables: FactTables, context: ColumnContext): Promise<ResidentRows> {
  const { kernels, subjects: nodes } = context;
  const rowsOf = async (
    kernel: 'buildOut' | 'buildIn' | 'buildUndirected',
    edges: EdgeList,
    signed = false,
  ): Promise<PatchedRows> => {
    const rule = signed ? 'signed' : 'non-negative';
    return new PatchedRows(await kernels.run(kernel, { edges, nodes, rule }), { signed });
  };
  const bothOf = async (edges: EdgeList, signed = false): Promise<BothRows> => ({
    outgoing: await rowsOf('buildOut', edges, signed),
    incoming: await rowsOf('buildIn', edges, signed),
  });
  const { ended, broken } = dealingEdges(tables.dealt);
  const { values, beliefs } = ratingEdges(tables.rated);
  const relations = networkRelations(tables);
  return {
    dealings: await rowsOf('buildUndirected', ended),
    broken: await rowsOf('buildOut', broken),
    paid: await bothOf(await paidPairs(tables.dealt, context)),
    ratings: await bothOf(values, true),
    beliefs: await bothOf(beliefs),
    known: new PatchedRows(await acquaintances(tables, context)),
    ties: await rowsOf('buildUndirected', tieEdges(relations)),
    memberships: await bothOf(memberEdges(relations)),
  };
}
