import type { ReasonCode } from '../domain/reason-codes.ts';
import type { FactorGroup } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { Projection, Relation } from '../graph/projection.ts';

/** How a reading is written for people. */
export const FACTOR_UNITS = [
  'share',
  'ratio',
  'days',
  'months',
  'years',
  'count',
  'level',
  'index',
  'as_given',
] as const;
export type FactorUnit = (typeof FACTOR_UNITS)[number];

/**
 * A column of readings, one entry per subject. A value is never silently 0: NaN says that nothing could be
 * measured, and its evidence is then 0.
 */
export interface Readings {
  readonly value: Float64Array;
  /** How many facts are behind each value. */
  readonly evidence: Uint32Array;
  /** How many of them speak against the subject, where they can be counted: "2 of 14 dues late". */
  readonly against?: Uint32Array;
  /** For text attributes: the values, with `value` NaN throughout. */
  readonly labels?: readonly (string | undefined)[];
}

/** What a factor may look at: one row of columns per subject, and the instant they hold for. */
export type FactorView = Pick<Projection, 'columns' | 'attributes' | 'asOf'>;

/**
 * One measured quantity: data plus a function. Row-local: `measure` reads the subject's own row of columns and
 * nothing of anybody else's; whatever needs the neighbours is a column made by a kernel or an aggregate.
 */
export interface Factor {
  /** Kebab-case and stable: scorecards and stored scores name it. */
  readonly id: string;
  readonly group: FactorGroup;
  readonly title: string;
  readonly unit: FactorUnit;
  /** Lowest and highest possible reading, both included. */
  readonly range: readonly [number, number];
  /** Which readings are better. */
  readonly direction: 'higher' | 'lower';
  /**
   * The reading one would take for a subject of whom nothing is known: where nothing better is said, about the
   * lower quartile of an ordinary population, by judgement. Not being measurable never earns more points than this.
   */
  readonly prior: number;
  /**
   * Whether it can be made from facts that name the subject alone (`own`), where of others nothing counts but that they
   * exist; `others` where it reads what is known about somebody else.
   */
  readonly about: 'own' | 'others';
  /** Whether the subject can better it by what it does from now on, without buying or recruiting. */
  readonly isInOwnHands: boolean;
  /**
   * It is in the own hands only while something counts `against` the subject: with nothing to mend, more dealings
   * would be all that helps, and nobody is advised to seek them.
   */
  readonly isForMending?: true;
  /** The relations that whole-graph kernels run over to make its columns; what a certificate of use lists. */
  readonly relations: readonly Relation[];
  /** The span of facts it looks at, in words. */
  readonly window: string;
  readonly reasonCodes: {
    readonly adverse: ReasonCode;
    /**
     * In place of `adverse` for readings no worse than the prior, where points are missing because the record is short
     * as well as because of what is in it, or what is in it is slight: nobody is accused of more than they did.
     */
    readonly modest?: ReasonCode;
    /** In place of `adverse` for a reading without bound: nothing is known to set it against. */
    readonly unbounded?: ReasonCode;
    readonly unmeasurable: ReasonCode;
  };
  measure(view: FactorView): Readings;
}

interface Counts {
  readonly all: (row: number) => number;
  readonly against?: (row: number) => number;
}

/**
 * Fills readings row by row; a value of NaN leaves the row not measurable.
 * @param evidence the facts behind a value, or these and how many of them speak against the subject
 */
export function fillReadings(
  { columns }: FactorView,
  value: (row: number) => number,
  evidence: ((row: number) => number) | Counts,
): Readings {
  const subjects = columns.registeredAt.length;
  const { all, against } = typeof evidence === 'function' ? { all: evidence } : evidence;
  const readings = {
    value: new Float64Array(subjects).fill(Number.NaN),
    evidence: new Uint32Array(subjects),
    ...(against !== undefined && { against: new Uint32Array(subjects) }),
  };
  for (let row = 0; row < subjects; row++) {
    const measured = value(row);
    if (Number.isNaN(measured)) continue;
    readings.value[row] = measured;
    readings.evidence[row] = all(row);
    if (against !== undefined) readings.against![row] = against(row);
  }
  return readings;
}

const MONTHS_A_YEAR = 12;

/** A reading of months since an instant in ms; NaN where the instant is unknown. */
export function monthsSince(instant: number, asOf: Instant): number {
  return yearsSince(instant, asOf) * MONTHS_A_YEAR;
}

/** A reading of years since an instant in ms; NaN where the instant is unknown. */
export function yearsSince(instant: number, asOf: Instant): number {
  return (asOf - instant) / (365.25 * 86_400_000);
}
