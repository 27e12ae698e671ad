/**
 * New readings under an old scorecard, from what is stored of them: the number, and the bin that the new scorecard put
 * it in. Numbers are binned again. Labels are not stored, so a text is known by the values of its new bin alone: it has
 * an old bin where all of these share one, and `any other value` where the old scorecard names none that the new one does
 * not. What has no old bin, and what the new scorecard does not read, counts as it was read before: then all of its
 * change is the scorecard's.
 */
import { SUBJECT_KINDS } from '../domain/facts.ts';
import { binOfNumber, binOfText, type Bin } from './bins.ts';
import type { Scorecard, ScorecardFactor } from './scorecard.ts';
import { NOT_MEASURABLE_BIN, NOT_SCORED_BIN, type ScoreRow } from './score-table.ts';

type Reading = ScoreRow['factors'][number];

/** The new row as the old scorecard would have read it; only its factors are another scorecard's. */
export function rereadRow(
  before: { readonly row: ScoreRow; readonly scorecard: Scorecard },
  after: { readonly row: ScoreRow; readonly scorecard: Scorecard },
): ScoreRow {
  const kind = SUBJECT_KINDS[after.row.kind]!;
  const entryIn = (scorecard: Scorecard, id: string): ScorecardFactor | undefined =>
    scorecard.subjects[kind]?.find(({ factor }) => factor.id === id);
  const factors = before.row.factors.map((old) => {
    const recent = after.row.factors.find(({ factorId }) => factorId === old.factorId);
    const entry = entryIn(before.scorecard, old.factorId);
    const recentEntry = entryIn(after.scorecard, old.factorId);
    if (recent === undefined || entry === undefined || recentEntry === undefined) return old;
    const bin = rebin(recent, entry.bins, recentEntry.bins);
    return bin === undefined ? old : { ...recent, bin };
  });
  return { ...after.row, factors };
}

/** Undefined where what is stored does not tell it. */
function rebin({ value, bin }: Reading, old: readonly Bin[], recent: readonly Bin[]): number | undefined {
  if (bin === NOT_SCORED_BIN) return undefined;
  const [isNumber, wasNumber] = [recent, old].map((bins) => bins[0]!.kind === 'numeric');
  if (isNumber !== wasNumber) return undefined;
  if (bin === NOT_MEASURABLE_BIN) return NOT_MEASURABLE_BIN;
  return isNumber === true ? binOfNumber(old, value) : rebinText(recent, bin, old);
}

function rebinText(recent: readonly Bin[], bin: number, old: readonly Bin[]): number | undefined {
  const values = valuesOf(recent[bin]!);
  if (values !== null) {
    const bins = new Set(values.map((value) => binOfText(old, value)));
    return bins.size === 1 ? [...bins][0] : undefined;
  }
  const named = new Set(recent.flatMap((other) => valuesOf(other) ?? []));
  const isOther = old.every((other) => (valuesOf(other) ?? []).every((value) => named.has(value)));
  return isOther ? old.length - 1 : undefined;
}

/** Null: any other. */
function valuesOf(bin: Bin): readonly string[] | null {
  return bin.kind === 'text' ? bin.values : null;
}
