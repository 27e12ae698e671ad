import { InvalidInputError } from '../../domain/errors.ts';

export interface TemporalCycleOptions {
  /** A cycle lasts less than this, in the unit of the times; above 0, may be Infinity. */
  readonly window: number;
  /** 0 all amounts alike, 1 any amounts; default 0.2 (judgement: a few hands that each keep a few per cent). */
  readonly amountTolerance?: number;
  /** Least and most edges, 2 to 8 (judgement: longer chains of events close by chance); default 2 and 8. */
  readonly shortest?: number;
  readonly longest?: number;
  /** Each event later than the one before; default false. */
  readonly isStrict?: boolean;
  /** For one first event: edges looked at (default 20,000) and cycles given (default 100), each at least 1. */
  readonly stepsPerStart?: number;
  readonly cyclesPerStart?: number;
  /** Edges looked at in all, at least 1; default 2e9, a minute or so. */
  readonly mostSteps?: number;
  /** Cycles given in all, at least 1; default 1,000,000. */
  readonly mostCycles?: number;
}

const SHORTEST = 2;
export const LONGEST = 8;

/** Throws InvalidInputError for values out of range. */
export function readCycleOptions(options: TemporalCycleOptions): Required<TemporalCycleOptions> {
  const read = {
    window: options.window,
    amountTolerance: options.amountTolerance ?? 0.2,
    shortest: options.shortest ?? SHORTEST,
    longest: options.longest ?? LONGEST,
    isStrict: options.isStrict ?? false,
    stepsPerStart: options.stepsPerStart ?? 20_000,
    cyclesPerStart: options.cyclesPerStart ?? 100,
    mostSteps: options.mostSteps ?? 2e9,
    mostCycles: options.mostCycles ?? 1_000_000,
  };
  assertBetween('window', read.window, { from: Number.MIN_VALUE, to: Infinity });
  assertBetween('amountTolerance', read.amountTolerance, { from: 0, to: 1 });
  assertWhole('shortest', read.shortest, { from: SHORTEST, to: LONGEST });
  assertWhole('longest', read.longest, { from: read.shortest, to: LONGEST });
  for (const name of ['stepsPerStart', 'cyclesPerStart', 'mostSteps', 'mostCycles'] as const)
    assertWhole(name, read[name], { from: 1, to: Number.MAX_SAFE_INTEGER });
  return read;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function assertBetween(name: string, value: number, { from, to }: Range): void {
  if (value >= from && value <= to) return;
  throw new InvalidInputError(
    `temporalCycles: ${name} must be ${from === 0 ? 'from 0' : 'above 0'}${to === Infinity ? '' : ` to ${to}`}; ` +
      `${value} came.`,
  );
}

function assertWhole(name: string, value: number, { from, to }: Range): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  throw new InvalidInputError(
    `temporalCycles: ${name} must be a whole number from ${from} to ${to}; ${value} came.`,
  );
}
