import { EARLIEST_INSTANT, type Instant } from '../../../domain/time.ts';
import { CREATED_MISSING, FREE_ID } from '../../../engine/fact-references.ts';
import type { StoreRejection } from '../../../engine/ports.ts';
import { decide, type Decision, type HeldVersion, type IncomingRow } from './decide.ts';
import type { Kinship } from './kinship.ts';
import type { KindShape } from './kind-shape.ts';
import type { Registry } from './registry.ts';
import type { KeyGroup, StagedRow } from './stretches.ts';

/** A row that is turned away, as the port tells it. */
export interface Rejection {
  readonly file: number;
  readonly record: number;
  readonly reason: StoreRejection;
  readonly column_name: string | null;
  readonly expected: string;
  readonly came: string | null;
}

/** A version that is closed, and when. */
interface Closing {
  readonly version: HeldVersion;
  readonly supersededAt: Instant;
}

/** What becomes of the rows of one key. */
export interface Weighed {
  readonly rows: readonly IncomingRow[];
  readonly verdicts: readonly (Decision['verdicts'][number] | 'outright')[];
  readonly kept: Decision['kept'];
  readonly closings: readonly Closing[];
  readonly rejections: readonly Rejection[];
}

export interface WeighOptions {
  /** When rows without `recorded_at` were known; undefined: when they happened. */
  readonly knownAt: Instant | undefined;
  readonly createMissing: boolean;
  readonly registry: Registry;
  readonly kinship: Kinship;
}

/** Weighs the rows of one key; the registry has learnt every id that they name. */
export function weigh(
  shape: KindShape,
  { group, held }: { group: KeyGroup; held: readonly HeldVersion[] },
  options: WeighOptions,
): Weighed {
  const rows = group.map((row) => ({ ...row, recordedAt: knownSince(shape, row, options) }));
  const outright = rows.map((row) => outrightRejection(shape, row, options));
  const sound = rows.filter((_, index) => outright[index] === undefined);
  const yielding = shape.registers === 'user' ? yieldingTo(sound, held) : undefined;
  const remaining =
    yielding === undefined
      ? held
      : held.map((version) =>
          version === yielding ? { ...version, supersededAt: version.recordedAt } : version,
        );
  const decision = decide(sound, remaining, shape.isSame);
  const verdictOf = new Map(sound.map((row, index) => [row, decision.verdicts[index]!]));
  const current = remaining.find(({ supersededAt }) => supersededAt === undefined);
  return {
    rows,
    verdicts: rows.map((row) => verdictOf.get(row) ?? 'outright'),
    kept: decision.kept,
    closings: [
      ...(yielding === undefined ? [] : [{ version: yielding, supersededAt: yielding.recordedAt }]),
      ...(current === undefined || decision.closedAt === undefined
        ? []
        : [{ version: current, supersededAt: decision.closedAt }]),
    ],
    rejections: rows.flatMap((row, index) => {
      const rejection = outright[index] ?? refusal(row, verdictOf.get(row));
      return rejection === undefined ? [] : [rejection];
    }),
  };
}

/** A row's own `recorded_at`, else the import's, else its event's; a retraction need not say when that was. */
function knownSince(
  { eventColumn, openingOf }: KindShape,
  { recordedAt, values }: StagedRow,
  { knownAt, registry }: WeighOptions,
): Instant {
  if (recordedAt !== undefined) return recordedAt;
  if (knownAt !== undefined) return knownAt;
  const event =
    openingOf === undefined
      ? values[eventColumn ?? '']
      : registry.get(String(values[openingOf]))?.firstOpenedAt;
  return typeof event === 'number' ? event : EARLIEST_INSTANT;
}

/** Why a row is turned away whatever else is held: its id is something else, or it names what is not there. */
function outrightRejection(
  shape: KindShape,
  row: IncomingRow,
  { registry, createMissing, kinship }: WeighOptions,
): Rejection | undefined {
  if (row.retracted) return undefined;
  const { file, record, values } = row;
  if (shape.registers !== undefined) {
    const id = String(values['id']);
    const registered = registry.get(id);
    if (registered !== undefined && registered.kind !== shape.registers)
      return { file, record, reason: 'id_taken', column_name: 'id', expected: FREE_ID, came: id };
  }
  for (const { name, allowed, expected, canBeMade, withinKind } of shape.references) {
    const id = values[name];
    if (typeof id !== 'string') continue;
    const kind = registry.get(id)?.kind;
    const isMade = createMissing && canBeMade;
    const fits =
      kind === undefined ? isMade || (withinKind && kinship.isDeclared(id)) : allowed.includes(kind);
    if (!fits) return { file, record, reason: 'unknown_reference', column_name: name, expected, came: id };
  }
  return undefined;
}

function refusal(
  { file, record, recordedAt }: IncomingRow,
  verdict: Decision['verdicts'][number] | undefined,
): Rejection | undefined {
  if (verdict === 'stale_version')
    return {
      file,
      record,
      reason: verdict,
      column_name: 'recorded_at',
      expected: 'a recorded_at after that of the version held',
      came: new Date(recordedAt).toISOString(),
    };
  if (verdict === 'conflicting_rows')
    return {
      file,
      record,
      reason: verdict,
      column_name: null,
      expected: 'one content for each key and recorded_at',
      came: null,
    };
  return undefined;
}

/**
 * The made user that gives way to a declared one recorded no later: from this batch on it is held at no instant. One
 * that was closed before keeps its place, as what closed it is part of what earlier batches saw.
 */
function yieldingTo(rows: readonly IncomingRow[], held: readonly HeldVersion[]): HeldVersion | undefined {
  const declared = rows.filter(({ retracted }) => !retracted).map(({ recordedAt }) => recordedAt);
  if (held.some(({ supersededAt }) => supersededAt !== undefined)) return undefined;
  return held.find(
    ({ recordedAt, values }) => values['source'] === CREATED_MISSING && Math.min(...declared) <= recordedAt,
  );
}
