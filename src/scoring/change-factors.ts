/** The factors' part of a change, under one scorecard or between two. */
import type { Thousandths } from '../domain/score.ts';
import type { ChangeReading, FactorChange } from './change-lines.ts';
import type { FactorLine } from './ledger.ts';

/** From one ledger's factors to another's; what nothing changed of is left out. */
export interface FactorStep {
  readonly cause: FactorChange['cause'];
  readonly from: readonly FactorLine[];
  readonly to: readonly FactorLine[];
}

/**
 * Steps that follow on each other, as lines in the order of the last one's ledger, a factor's steps together; points where
 * both sides are `scored`.
 */
export function factorChanges(steps: readonly FactorStep[], isScored: boolean): readonly FactorChange[] {
  const ends = steps.map(({ cause, from, to }) => ({ cause, from: byId(from), to: byId(to) }));
  const ids = new Set(
    steps.toReversed().flatMap(({ from, to }) => [...to, ...from].map(({ factorId }) => factorId)),
  );
  return [...ids]
    .flatMap((id) =>
      ends.flatMap(({ cause, from, to }) => factorChange(cause, from.get(id), to.get(id)) ?? []),
    )
    .map((line) => (isScored ? line : { ...line, points: null }));
}

function byId(lines: readonly FactorLine[]): ReadonlyMap<string, FactorLine> {
  return new Map(lines.map((line) => [line.factorId, line]));
}

function factorChange(
  cause: FactorChange['cause'],
  from: FactorLine | undefined,
  to: FactorLine | undefined,
): FactorChange | undefined {
  const named = to ?? from;
  if (named === undefined || isSame(from, to)) return undefined;
  const { factorId, group, title, unit } = named;
  const points: Thousandths = (to?.points ?? 0) - (from?.points ?? 0);
  return {
    item: 'factor',
    ...{ cause, factorId, group, title, unit },
    before: readingOf(from),
    after: readingOf(to),
    points,
  };
}

const READ = [
  'value',
  'evidence',
  'against',
  'bin',
  'measurable',
  'points',
] as const satisfies readonly (keyof ChangeReading)[];

function isSame(from: FactorLine | undefined, to: FactorLine | undefined): boolean {
  return READ.every((field) => from?.[field] === to?.[field]);
}

function readingOf(line: FactorLine | undefined): ChangeReading | null {
  if (line === undefined) return null;
  const { value, evidence, against, bin, measurable, points } = line;
  return { value, evidence, against, bin, measurable, points };
}
