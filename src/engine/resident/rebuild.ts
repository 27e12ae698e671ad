import type { Projection } from '../../graph/projection.ts';
import { makeContext } from '../columns/context.ts';
import { makeExchange } from '../columns/money.ts';
import type { Cut } from '../cut.ts';
import { kernelsHere } from '../kernels.ts';
import { networkRelations } from '../network.ts';
import { buildColumns, type IdentifierColumns } from '../projection.ts';
import { scoreProjected, type RunRequest, type RunResult } from '../run.ts';
import type { ResidentTables } from './resident-tables.ts';
import { wholeTables } from './whole-tables.ts';
import type { FactTables } from '../fact-tables.ts';

/** What identifiers say, by subject as held. */
export type HeldIdentifiers = { readonly [C in keyof IdentifierColumns]: Float64Array };

/** Everything made anew from the tables that are held. */
export interface Rebuilt {
  readonly made: RunResult;
  /** As they were before anything was made of them, in the order of the run. */
  readonly tables: FactTables;
  readonly identifiers: HeldIdentifiers;
  readonly projection: Projection;
}

/** The run over everybody that the tables held give as of a cut, as a full run would make it. */
export async function rebuild(
  held: { readonly tables: ResidentTables; readonly identifiers: HeldIdentifiers },
  cut: Cut,
  request: RunRequest,
): Promise<Rebuilt> {
  const { tables, order } = wholeTables(held.tables);
  const { kernels = kernelsHere, reportingCurrency } = request;
  const exchange = makeExchange(tables, reportingCurrency);
  const context = makeContext({ asOf: cut.asOf, subjects: order.length, exchange, kernels });
  const identifiers = reorder(held.identifiers, order);
  const { projection } = await buildColumns({ ...tables }, { identifiers, context });
  const relations = networkRelations(tables);
  const made = await scoreProjected({ projection, cut, relations, kernels }, request);
  return { made, tables, identifiers, projection };
}

function reorder(columns: HeldIdentifiers, order: Uint32Array): HeldIdentifiers {
  const at = (column: Float64Array) => Float64Array.from(order, (row) => column[row]!);
  return {
    identifiersSeen: at(columns.identifiersSeen),
    identifiersShared: at(columns.identifiersShared),
    identifierSharing: at(columns.identifierSharing),
  };
}
