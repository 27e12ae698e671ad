import type { Instant } from '../../../domain/time.ts';
import type { StagedValue } from '../../../engine/ports.ts';

/** The columns of a version by name, its key included; absent ones are null or not there. */
export type FactValues = Readonly<Record<string, StagedValue | undefined>>;

/** One row of an import. */
export interface IncomingRow {
  /** The number of its file among those of its kind; with `record`, the order of rows known at one instant. */
  readonly file: number;
  readonly record: number;
  readonly retracted: boolean;
  /** When we came to know it. */
  readonly recordedAt: Instant;
  readonly values: FactValues;
}

/** One version of the same key that is held already. */
export interface HeldVersion {
  /** The database's own id of its node or relationship. */
  readonly element: string;
  readonly recordedAt: Instant;
  /** Undefined while it is in force. */
  readonly supersededAt: Instant | undefined;
  readonly values: FactValues;
}

type Verdict = 'created' | 'updated' | 'unchanged' | 'retracted' | 'stale_version' | 'conflicting_rows';

/** What becomes of the rows of one key. */
export interface Decision {
  /** One for each row, in the order given. */
  readonly verdicts: readonly Verdict[];
  /** Versions to keep, with the instant at which the next one closes each. */
  readonly kept: readonly { readonly row: IncomingRow; readonly supersededAt: Instant | undefined }[];
  /** When the version in force is closed; undefined where it stays. */
  readonly closedAt: Instant | undefined;
}

type SameContent = (a: FactValues, b: FactValues) => boolean;

/**
 * Weighs the rows of one key against each other and against the versions held.
 *
 * The first row of each instant, by file and record, is its candidate; the others agree with it or conflict.
 * Candidates up to the horizon (when the latest version held began or was closed; a made user that gave way began
 * never) change nothing: they repeat the version that was in force when they were recorded, or the one in force now, or
 * are stale. Those beyond it form a chain in which each is compared with the one before, and the first with the version
 * in force: a row equal to the one before leaves things as that one left them, so comparing neighbours is enough.
 */
export function decide(
  rows: readonly IncomingRow[],
  held: readonly HeldVersion[],
  isSame: SameContent,
): Decision {
  const [only] = rows;
  if (rows.length === 1 && held.length === 0 && only?.retracted === false)
    return { verdicts: ['created'], kept: [{ row: only, supersededAt: undefined }], closedAt: undefined };
  const verdicts = new Map<IncomingRow, Verdict>();
  const candidates = candidatesOf(rows, { verdicts, isSame });
  const horizon = horizonOf(held);
  const past = candidates.filter(({ recordedAt }) => recordedAt <= horizon);
  for (const row of past) verdicts.set(row, verdictOnPast(row, held, isSame));
  const chain = candidates.slice(past.length);
  weighChain(chain, { held, verdicts, isSame });
  const changes = chain.filter((row) => verdicts.get(row) !== 'unchanged');
  return {
    verdicts: rows.map((row) => verdicts.get(row) ?? 'unchanged'),
    kept: changes
      .map((row, place) => ({ row, supersededAt: changes[place + 1]?.recordedAt }))
      .filter(({ row }) => !row.retracted),
    closedAt: inForce(held) === undefined ? undefined : changes[0]?.recordedAt,
  };
}

interface Weighing {
  readonly verdicts: Map<IncomingRow, Verdict>;
  readonly isSame: SameContent;
}

/** One row for each instant, oldest first; what the others are is noted. */
function candidatesOf(rows: readonly IncomingRow[], { verdicts, isSame }: Weighing): IncomingRow[] {
  const ordered = [...rows].sort(
    (a, b) => a.recordedAt - b.recordedAt || a.file - b.file || a.record - b.record,
  );
  const candidates: IncomingRow[] = [];
  for (const row of ordered) {
    const candidate = candidates.at(-1);
    if (candidate?.recordedAt !== row.recordedAt) {
      candidates.push(row);
      continue;
    }
    const agrees =
      row.retracted === candidate.retracted && (row.retracted || isSame(row.values, candidate.values));
    verdicts.set(row, agrees ? 'unchanged' : 'conflicting_rows');
  }
  return candidates;
}

function horizonOf(held: readonly HeldVersion[]): Instant {
  return held.reduce(
    (latest, { recordedAt, supersededAt }) =>
      supersededAt === recordedAt ? latest : Math.max(latest, supersededAt ?? recordedAt),
    -Infinity,
  );
}

function inForce(held: readonly HeldVersion[]): HeldVersion | undefined {
  return held.find(({ supersededAt }) => supersededAt === undefined);
}

function verdictOnPast(row: IncomingRow, held: readonly HeldVersion[], isSame: SameContent): Verdict {
  const current = inForce(held);
  const thenHeld = held.find(
    ({ recordedAt, supersededAt }) =>
      recordedAt <= row.recordedAt && (supersededAt === undefined || supersededAt > row.recordedAt),
  );
  if (row.retracted) return current === undefined || thenHeld === undefined ? 'unchanged' : 'stale_version';
  if (thenHeld !== undefined && isSame(row.values, thenHeld.values)) return 'unchanged';
  return current !== undefined && isSame(row.values, current.values) ? 'unchanged' : 'stale_version';
}

function weighChain(
  chain: readonly IncomingRow[],
  { held, verdicts, isSame }: Weighing & { held: readonly HeldVersion[] },
): void {
  const current = inForce(held);
  const isKnown = horizonOf(held) > -Infinity;
  let before: { readonly retracted: boolean; readonly values: FactValues } | undefined =
    current === undefined ? undefined : { retracted: false, values: current.values };
  let assertions = 0;
  for (const row of chain) {
    if (!row.retracted) assertions += 1;
    verdicts.set(row, verdictOnNext(row));
    before = row;
  }

  function verdictOnNext(row: IncomingRow): Verdict {
    const isAbsent = before === undefined || before.retracted;
    if (row.retracted) return isAbsent ? 'unchanged' : 'retracted';
    if (before !== undefined && !before.retracted && isSame(row.values, before.values)) return 'unchanged';
    return !isKnown && assertions === 1 ? 'created' : 'updated';
  }
}
