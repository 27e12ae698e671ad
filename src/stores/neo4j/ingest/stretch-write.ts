import { monthIndex, type Instant } from '../../../domain/time.ts';
import type { KindCounts } from '../../../engine/ports.ts';
import type { Transaction } from '../session/transaction.ts';
import { statement } from '../statements.ts';
import type { Parameter, Parameters } from '../values.ts';
import type { FactValues } from './decide.ts';
import type { KindShape } from './kind-shape.ts';
import type { Weighed } from './weigh.ts';

/** One statement of a stretch and what it takes. */
export interface Step {
  readonly name: string;
  readonly parameters: Parameters;
}

/** The statements that write what became of some keys of a kind; none where nothing changes. */
export function writeSteps(shape: KindShape, weighed: readonly Weighed[], batch: number): readonly Step[] {
  return [
    ...closingSteps(shape, weighed, batch),
    ...keepingSteps(shape, weighed, batch),
    ...describingSteps(shape, weighed, batch),
  ];
}

export async function runSteps(transaction: Transaction, steps: readonly Step[]): Promise<void> {
  for (const { name, parameters } of steps) await transaction.run(statement(`ingest/${name}`), parameters);
}

function closingSteps({ version }: KindShape, weighed: readonly Weighed[], batch: number): Step[] {
  const rows = weighed.flatMap(({ closings }) =>
    closings.map(({ version: held, supersededAt }) => ({
      element: held.element,
      superseded_at: supersededAt,
    })),
  );
  if (rows.length === 0) return [];
  const nodes = version.element === 'node' && version.closedLabel !== undefined ? 'transactions' : 'nodes';
  const name = `close-${version.element === 'node' ? nodes : 'relationships'}`;
  return [{ name, parameters: { rows, batch } }];
}

function keepingSteps(shape: KindShape, weighed: readonly Weighed[], batch: number): Step[] {
  const { version, kind } = shape;
  const hasClosedLabel = version.element === 'node' && version.closedLabel !== undefined;
  const open: Parameter[] = [];
  const closed: Parameter[] = [];
  for (const { kept } of weighed)
    for (const { row, supersededAt } of kept) {
      const properties = versionProperties(shape, row.values, {
        recorded_at: row.recordedAt,
        batch,
        ...(supersededAt !== undefined && { superseded_at: supersededAt, superseded_batch: batch }),
      });
      const isClosed = hasClosedLabel && supersededAt !== undefined;
      (isClosed ? closed : open).push(rowParameter(shape, row.values, properties));
    }
  const steps = [
    { name: kind, parameters: { rows: open } },
    { name: `closed-${kind}`, parameters: { rows: closed } },
  ];
  return steps.filter(({ parameters }) => parameters.rows.length > 0);
}

/** The columns that are kept on the version itself, and what every version carries. */
function versionProperties(
  { version, kind, eventColumn }: KindShape,
  values: FactValues,
  provenance: Readonly<Record<string, number>>,
): Readonly<Record<string, Parameter>> {
  const properties: Record<string, Parameter> = {
    ...provenance,
    ...happening(provenance['recorded_at'], values[eventColumn ?? '']),
  };
  const isOnEnds = version.element === 'relationship' ? endColumns(version) : [];
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value !== undefined && value !== null && !isOnEnds.includes(name)) properties[name] = value;
  }
  if (kind === 'transactions') Object.assign(properties, derivedOfTransaction(values, provenance));
  return properties;
}

/** When it happens, of what is known before: from then on cuts see it. Of anything else that is when it was recorded. */
export function happening(
  recordedAt: Parameter | undefined,
  event: unknown,
): { readonly happens_at?: number } {
  return Number(event) > Number(recordedAt) ? { happens_at: Number(event) } : {};
}

/** What links two by having been paid. */
const LINKING: readonly unknown[] = ['purchase', 'transfer', 'utility'];

/** The calendar month, and the instant past which a cut has payer and payee linked by it: none where it does not link. */
function derivedOfTransaction(
  {
    kind,
    status,
    payer_id: payer,
    payee_id: payee,
    occurred_at: occurredAt,
    status_at: statusAt,
  }: FactValues,
  { recorded_at: recordedAt = NaN }: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const month = monthIndex(Number(occurredAt));
  if (status !== 'completed' || !LINKING.includes(kind) || payer === payee) return { month };
  return { month, linked_after: Math.max(recordedAt, Number(occurredAt), Number(statusAt ?? occurredAt)) };
}

function endColumns({
  from,
  to,
}: Extract<KindShape['version'], { element: 'relationship' }>): readonly string[] {
  return [...from.columns, ...to.columns];
}

/** A node's row is its properties; a relationship's names its ends beside them. */
function rowParameter(
  { version }: KindShape,
  values: FactValues,
  properties: Readonly<Record<string, Parameter>>,
): Parameter {
  if (version.element === 'node') return properties;
  const { from, to } = version;
  const end = (column: string): Parameter => values[column] ?? null;
  const target =
    to.columns.length === 1
      ? { to: end(to.columns[0]!) }
      : Object.fromEntries(to.columns.map((column) => [column, end(column)]));
  return { from: end(from.columns[0]!), ...target, version: properties };
}

/** What browsers see on anchors follows from the versions written. */
function describingSteps({ registers, kind }: KindShape, weighed: readonly Weighed[], batch: number): Step[] {
  if (registers === undefined) return [];
  const ids = weighed
    .filter(({ kept, closings }) => kept.length + closings.length > 0)
    .map(({ rows }) => String(rows[0]?.values['id']));
  if (ids.length === 0) return [];
  if (kind === 'obligations') return [{ name: 'describe-obligations', parameters: { ids, batch } }];
  const owners = kind === 'merchants' ? ['link-owners', 'link-owned'] : [];
  return ['describe-subjects', ...owners].map((name) => ({ name, parameters: { ids, batch } }));
}

/** What became of the rows of one file. */
export function tally(weighed: readonly Weighed[], file: number): KindCounts {
  const counts = { created: 0, updated: 0, unchanged: 0, retracted: 0, rejected: 0 };
  for (const { rows, verdicts } of weighed)
    for (const [index, row] of rows.entries()) {
      if (row.file !== file) continue;
      const verdict = verdicts[index]!;
      const isRefused =
        verdict === 'outright' || verdict === 'stale_version' || verdict === 'conflicting_rows';
      counts[isRefused ? 'rejected' : verdict] += 1;
    }
  return counts;
}

/** A run as of later than this sees something of what is written; infinite where nothing is. */
export function visibleAfter({ eventColumn }: KindShape, weighed: readonly Weighed[]): Instant {
  let first = Infinity;
  const since = (known: Instant, values: FactValues): number =>
    eventColumn === undefined ? known : Math.max(known, Number(values[eventColumn]));
  for (const { kept, closings } of weighed) {
    for (const { row } of kept) first = Math.min(first, since(row.recordedAt, row.values));
    for (const { version, supersededAt } of closings)
      first = Math.min(first, since(supersededAt, version.values));
  }
  return first;
}
