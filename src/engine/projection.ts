import { InvariantError } from '../domain/errors.ts';
import { compareCodePoints } from '../domain/order.ts';
import type { Instant } from '../domain/time.ts';
import type { Projection } from '../graph/projection.ts';
import { attributeColumns, protectedAttributes } from './columns/attributes.ts';
import { budgetColumns, conductColumns } from './columns/conduct.ts';
import { makeContext } from './columns/context.ts';
import { dueColumns, obligationColumns } from './columns/credit.ts';
import { identifierColumns } from './columns/identifiers.ts';
import { makeExchange } from './columns/money.ts';
import { profileColumns } from './columns/profile.ts';
import { ratingColumns } from './columns/ratings.ts';
import { standingColumns } from './columns/standing.ts';
import { tieColumns } from './columns/ties.ts';
import type { FactTables } from './fact-tables.ts';
import { kernelsHere, type KernelRunner } from './kernels.ts';

/** What decides a projection, besides the facts. */
export interface ProjectionOptions {
  /** ISO 4217; needed where the facts are in several currencies. */
  readonly reportingCurrency?: string | undefined;
  /** Default: the calling thread. */
  readonly kernels?: KernelRunner | undefined;
}

/**
 * Makes the numeric view of a cut's facts: all ratios, currencies, medians and whole-graph kernels. Depends on the
 * tables' rows and not on their order, so every store that reads the same facts leads to the same bytes.
 */
export async function buildProjection(
  tables: FactTables,
  asOf: Instant,
  { reportingCurrency, kernels = kernelsHere }: ProjectionOptions = {},
): Promise<Projection> {
  const { subjects } = tables;
  assertOrdered(subjects.id);
  const exchange = makeExchange(tables, reportingCurrency);
  const context = makeContext({ asOf, subjects: subjects.id.length, exchange, kernels });
  const registeredAt = subjects.registered_at;
  const dues = dueColumns(tables, context);
  const conduct = conductColumns(tables, context);
  const ratings = await ratingColumns(tables, context);
  return {
    asOf,
    ids: subjects.id,
    kinds: Uint8Array.from(subjects.kind),
    columns: {
      registeredAt,
      ...dues,
      ...obligationColumns(tables, context),
      ...conduct,
      ...budgetColumns(tables, registeredAt, context),
      ...profileColumns(tables, context),
      ...identifierColumns(tables, context),
      ...ratings,
      ...(await tieColumns(tables, { ...dues, ...conduct, ...ratings }, context)),
      ...(await standingColumns(tables, conduct, context)),
    },
    attributes: attributeColumns(tables, context),
    protectedAttributes: protectedAttributes(tables),
    restricted: mark(tables.restrictions.subject, context.subjects),
    consented: mark(tables.consents.subject, context.subjects),
    reportingCurrency: exchange.reportingCurrency,
  };
}

function mark(subjects: Uint32Array, count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (const subject of subjects) marks[subject] = 1;
  return marks;
}

function assertOrdered(ids: readonly string[]): void {
  for (let row = 1; row < ids.length; row++) {
    if (compareCodePoints(ids[row - 1]!, ids[row]!) >= 0) {
      throw new InvariantError(`a store gave subjects out of code point order at row ${row}`);
    }
  }
}
