import { makeContext } from '../columns/context.ts';
import { makeExchange } from '../columns/money.ts';
import type { Cut } from '../cut.ts';
import { kernelsHere } from '../kernels.ts';
import { networkRelations } from '../network.ts';
import { buildColumns } from '../projection.ts';
import { scoreProjected, type RunRequest } from '../run.ts';
import type { HeldColumns } from './held-columns.ts';
import type { Made } from './resident-state.ts';
import type { ResidentTables } from './resident-tables.ts';
import { wholeTables } from './whole-tables.ts';

/**
 * Everything made anew from the tables that are held, as a full run as of the cut would make it; what identifiers say is
 * taken as it stands.
 */
export async function rebuild(
  held: { readonly tables: ResidentTables; readonly columns: HeldColumns },
  cut: Cut,
  request: RunRequest,
): Promise<Made> {
  const { tables, order } = wholeTables(held.tables);
  const { kernels = kernelsHere, reportingCurrency } = request;
  const exchange = makeExchange(tables, reportingCurrency);
  const context = makeContext({ asOf: cut.asOf, subjects: order.length, exchange, kernels });
  const of = (name: 'identifiersSeen' | 'identifiersShared' | 'identifierSharing') => {
    const column = held.columns.measure(name);
    return Float64Array.from(order, (row) => column[row]!);
  };
  const identifiers = {
    identifiersSeen: of('identifiersSeen'),
    identifiersShared: of('identifiersShared'),
    identifierSharing: of('identifierSharing'),
  };
  const projection = await buildColumns({ ...tables }, { identifiers: () => identifiers, context });
  const relations = networkRelations(tables);
  const { scores } = await scoreProjected({ projection, cut, relations, kernels }, request);
  return { tables, projection, scores };
}
