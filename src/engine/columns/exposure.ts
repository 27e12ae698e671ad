import { MILLION } from '../../domain/fixed-point.ts';
import { monthIndex, type Instant } from '../../domain/time.ts';
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
  /** Of everybody; default: of those that the rows are of. */
  readonly totals?: KnownTotals;
}

/** How many are known, and the sum of how bad they are. */
export interface KnownTotals {
  readonly known: number;
  /** Per mille. */
  readonly badness: number;
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
 */
export function exposureColumns(
  { rows, hasRecord, badness, totals }: Neighbourhood,
  context: ColumnContext,
): ExposureColumns {
  const known = badness.map((bad, subject) => (isKnown(bad, hasRecord(subject)) ? 1 : 0));
  const around = { known: sumOfNeighbours(rows, known), badness: sumOfNeighbours(rows, badness) };
  const baseOf = baseRates(known, badness, totals ?? knownTotals(known, badness));
  const columns = { exposure: context.unknown(), exposureTies: context.zeros() };
  for (let subject = 0; subject < context.subjects; subject++) {
    let seen = 0;
    let bad = 0;
    for (let entry = rows.offsets[subject]!; entry < rows.offsets[subject + 1]!; entry++) {
      const other = rows.targets[entry]!;
      const strength = rows.weights?.[entry] ?? 0;
      const others = around.known[other]! - strength * known[subject]!;
      if (known[other] === 1) {
        seen += strength;
        bad += (strength * badness[other]!) / FULLY_BAD;
      }
      if (others > 0) {
        const badOthers = around.badness[other]! - strength * badness[subject]!;
        seen += strength * SECOND_STEP;
        bad += strength * SECOND_STEP * (badOthers / others / FULLY_BAD);
      }
      if (strength > 0 && (known[other] === 1 || others > 0)) columns.exposureTies[subject]!++;
    }
    if (seen === 0) continue;
    const base = baseOf(subject);
    const prior = PRIOR_TIES * MILLION;
    columns.exposure[subject] = logOdds((prior * base + bad) / (prior + seen)) - logOdds(base);
  }
  return columns;
}

/** Known are the bad and those with a record. */
export function isKnown(badness: number, hasRecord: boolean): boolean {
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

/** Exact for whole weights and values. */
function sumOfNeighbours({ nodes, offsets, targets, weights }: Csr, values: Float64Array): Float64Array {
  const sums = new Float64Array(nodes);
  for (let node = 0; node < nodes; node++)
    for (let entry = offsets[node]!; entry < offsets[node + 1]!; entry++)
      sums[node]! += (weights?.[entry] ?? 0) * values[targets[entry]!]!;
  return sums;
}

function knownTotals(known: Float64Array, badness: Float64Array): KnownTotals {
  const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
  return { known: sum(known), badness: sum(badness) };
}

/** The share of the bad among all known without the one asked for: (1 + bad) / (2 + known). */
function baseRates(
  known: Float64Array,
  badness: Float64Array,
  totals: KnownTotals,
): (subject: number) => number {
  return (subject) =>
    (1 + (totals.badness - badness[subject]!) / FULLY_BAD) / (2 + totals.known - known[subject]!);
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}
