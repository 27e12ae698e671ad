import { MILLION } from '../../domain/fixed-point.ts';
import { monthIndex, type Instant } from '../../domain/time.ts';
import { PatchedRows, type RowView } from '../../graph/local/patched-rows.ts';
import type { Csr } from '../../graph/rows/csr.ts';
import type { SubjectColumns } from '../../graph/projection.ts';
import type { FactTables } from '../fact-tables.ts';
import { countsForExtremes } from './belief.ts';
import type { ColumnContext } from './context.ts';

/** A flag, a default or a debt given up halves in weight with every so many months. Judgement. */
const HALF_LIFE_MONTHS = 24;
/** Badness is kept in whole parts per mille, so that sums are exact and taking somebody out of one leaves no trace. */
const FULLY_BAD = 1000;
/** What two ties away counts, against one. Judgement. */
const SECOND_STEP = 0.5;
/** Full-strength ties to subjects like everybody else, which a subject is taken to have besides its own. Judgement. */
const PRIOR_TIES = 2;

type ExposureColumns = Pick<SubjectColumns, 'exposure' | 'exposureTies'>;

interface Neighbourhood {
  /** Live ties both ways, weighed by strength in ppm. */
  readonly rows: Csr;
  /** Whether enough is known of a subject to call it good where nothing bad is known. */
  readonly hasRecord: (subject: number) => boolean;
  /** As `badnessOf` has it. */
  readonly badness: Float64Array;
}

/** Of any subject its ties, and what is known of it. */
export interface ExposureSight {
  /** Live ties, weighed by strength in ppm. */
  readonly tiesOf: (subject: number) => RowView;
  readonly isKnown: (subject: number) => boolean;
  /** Per mille. */
  readonly badnessOf: (subject: number) => number;
}

/** What exposure is read from: of those whom a subject is tied to, what is known of those around them too. */
export interface ExposureView extends ExposureSight {
  /** The sum over its ties of strength, where the other is known. */
  readonly knownAround: (subject: number) => number;
  /** The sum over its ties of strength x badness. */
  readonly badnessAround: (subject: number) => number;
}

/** How many are known, and the sum of how bad they are. */
export interface KnownTotals {
  readonly known: number;
  /** Per mille. */
  readonly badness: number;
}

/** What is known of those within two ties: n and bad below, in ppm of strength, and how many of the ties count. */
interface ExposureSums {
  readonly seen: number;
  readonly bad: number;
  readonly exposureTies: number;
}

/**
 * How much badness (a live flag of fraud or a block, a default, a debt given up) lies within two ties:
 *
 *     n   = sum over ties of strength x ([other known] + [it has known others] / 2)
 *     bad = sum over ties of strength x (badness of the other + mean badness of its known others / 2)
 *     exposure = log-odds of (2 base + bad) / (2 + n) - log-odds of base
 *
 * Known are the bad and those with a record: empty accounts count for nothing. The means over others leave the
 * subject out, and the base, the smoothed share of the bad among all others known, does so too. NaN where n is 0.
 *
 * @param subject - what is known of it, and who is
 */
export function exposureOf(
  { seen, bad }: Pick<ExposureSums, 'seen' | 'bad'>,
  { sight, subject }: { readonly sight: ExposureSight; readonly subject: number },
  { known, badness }: KnownTotals,
): number {
  if (seen === 0) return Number.NaN;
  const own = { known: sight.isKnown(subject) ? 1 : 0, badness: sight.badnessOf(subject) };
  const base = (1 + (badness - own.badness) / FULLY_BAD) / (2 + known - own.known);
  const prior = PRIOR_TIES * MILLION;
  return logOdds((prior * base + bad) / (prior + seen)) - logOdds(base);
}

/** What exposure is made of: it leaves the subject out. */
export function exposureSums(view: ExposureView, subject: number): ExposureSums {
  const own = { known: view.isKnown(subject) ? 1 : 0, badness: view.badnessOf(subject) };
  let [seen, bad, exposureTies] = [0, 0, 0];
  const { targets, weights, from, to } = view.tiesOf(subject);
  for (let entry = from; entry < to; entry++) {
    const [other, strength] = [targets[entry]!, weights[entry]!];
    const others = view.knownAround(other) - strength * own.known;
    const isOtherKnown = view.isKnown(other);
    if (isOtherKnown) {
      seen += strength;
      bad += (strength * view.badnessOf(other)) / FULLY_BAD;
    }
    if (others > 0) {
      const badOthers = view.badnessAround(other) - strength * own.badness;
      seen += strength * SECOND_STEP;
      bad += strength * SECOND_STEP * (badOthers / others / FULLY_BAD);
    }
    if (strength > 0 && (isOtherKnown || others > 0)) exposureTies++;
  }
  return { seen, bad, exposureTies };
}

/** Of everybody. */
export function exposureColumns(
  { rows, hasRecord, badness }: Neighbourhood,
  { subjects, unknown, zeros }: ColumnContext,
): ExposureColumns {
  const known = badness.map((bad, subject) => (isKnown(bad, hasRecord(subject)) ? 1 : 0));
  const held = new PatchedRows(rows);
  const sight = {
    tiesOf: (subject: number) => held.row(subject),
    isKnown: (subject: number) => known[subject] === 1,
    badnessOf: (subject: number) => badness[subject]!,
  };
  const { exposureTies, ...sums } = sumsOfEverybody(sight, { subjects, zeros });
  const totals = { known: sumOf(known), badness: sumOf(badness) };
  const exposure = unknown();
  for (let subject = 0; subject < subjects; subject++) {
    const own = { seen: sums.seen[subject]!, bad: sums.bad[subject]! };
    exposure[subject] = exposureOf(own, { sight, subject }, totals);
  }
  return { exposure, exposureTies };
}

/** By subject. */
export function sumsOfEverybody(
  sight: ExposureSight,
  { subjects, zeros }: Pick<ColumnContext, 'subjects' | 'zeros'>,
): Readonly<Record<keyof ExposureSums, Float64Array>> {
  const around = { known: zeros(), badness: zeros() };
  for (let subject = 0; subject < subjects; subject++) {
    const { known, badness } = sumAround(sight, subject);
    around.known[subject] = known;
    around.badness[subject] = badness;
  }
  const view: ExposureView = {
    ...sight,
    knownAround: (subject) => around.known[subject]!,
    badnessAround: (subject) => around.badness[subject]!,
  };
  const columns = { seen: zeros(), bad: zeros(), exposureTies: zeros() };
  for (let subject = 0; subject < subjects; subject++) {
    const sums = exposureSums(view, subject);
    columns.seen[subject] = sums.seen;
    columns.bad[subject] = sums.bad;
    columns.exposureTies[subject] = sums.exposureTies;
  }
  return columns;
}

/** Exact for whole strengths and badness. */
export function sumAround(
  { tiesOf, isKnown: isSeen, badnessOf: bad }: ExposureSight,
  subject: number,
): KnownTotals {
  const { targets, weights, from, to } = tiesOf(subject);
  let [known, badness] = [0, 0];
  for (let entry = from; entry < to; entry++) {
    const [other, strength] = [targets[entry]!, weights[entry]!];
    if (isSeen(other)) known += strength;
    badness += strength * bad(other);
  }
  return { known, badness };
}

/** Known are the bad and those with a record. */
function isKnown(badness: number, hasRecord: boolean): boolean {
  return badness > 0 || hasRecord;
}

/** Log-odds of the share of the bad among all known. */
export function baseLogOdds({ known, badness }: KnownTotals): number {
  return logOdds((1 + badness / FULLY_BAD) / (2 + known));
}

/** Per mille, by subject: the worst that is known of it, weighed by age. */
export function badnessOf({ restrictions, obligations }: FactTables, context: ColumnContext): Float64Array {
  const badness = context.zeros();
  const note = (subject: number, at: Instant): void => {
    if (Number.isNaN(at)) return;
    const months = monthIndex(context.asOf) - monthIndex(at);
    const bad = Math.round(FULLY_BAD * 0.5 ** (months / HALF_LIFE_MONTHS));
    badness[subject] = Math.max(badness[subject]!, bad);
  };
  restrictions.subject.forEach((subject, row) => {
    note(subject, restrictions.flagged_at[row]!);
  });
  obligations.debtor.forEach((debtor, row) => {
    if (!countsForExtremes(obligations.reliability[row]!)) return;
    note(debtor, obligations.defaulted_at[row]!);
    note(debtor, obligations.written_off_at[row]!);
  });
  return badness;
}

function sumOf(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}
