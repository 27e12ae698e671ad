/**
 * What runs on the basis of consent go on telling of somebody who withdrew it: no number and no reading, of any of them.
 * The latest that told of the subject says whether it was withdrawn, so that it holds what the score that is served does.
 */
import { ConsentRequiredError } from '../domain/errors.ts';
import { outcomeReasonOf } from '../scoring/explain.ts';
import { unprocessedRow } from '../scoring/score-table.ts';
import type { HistoryEntry } from './ports.ts';
import { scorecardReader } from './stored-runs.ts';

type ScorecardOf = ReturnType<typeof scorecardReader>;

/** One subject's history for one purpose, as it may be told. */
export function tellableHistory(
  history: readonly HistoryEntry[],
  scorecardOf: ScorecardOf = scorecardReader(),
): readonly HistoryEntry[] {
  return isWithdrawn(history, scorecardOf) ? history.map(withheld) : history;
}

/** The same of the subject's rows in any runs for one purpose; asks for its history where one of them asks for consent. */
export async function tellableEntries(
  entries: readonly HistoryEntry[],
  {
    history,
    scorecardOf,
  }: { readonly history: () => Promise<readonly HistoryEntry[]>; readonly scorecardOf: ScorecardOf },
): Promise<readonly HistoryEntry[]> {
  const asking = entries.find(asksForConsent);
  if (asking === undefined) return entries;
  const own = (await history()).filter(({ run }) => run.purpose === asking.run.purpose);
  return isWithdrawn(own, scorecardOf) ? entries.map(withheld) : entries;
}

/** Throws ConsentRequiredError where the run found no consent of the subject to be processed. */
export function requireConsent(entry: HistoryEntry, operation: string): void {
  if (!lacksConsent(entry, scorecardReader())) return;
  const { purpose } = entry.run;
  throw new ConsentRequiredError(
    `${operation}: expected the subject's consent to processing for the purpose ${purpose}; it gave none, or withdrew it; ` +
      'ask again once a run has found it given',
  );
}

function isWithdrawn(history: readonly HistoryEntry[], scorecardOf: ScorecardOf): boolean {
  const last = history.findLast(asksForConsent);
  return last !== undefined && lacksConsent(last, scorecardOf);
}

function withheld(entry: HistoryEntry): HistoryEntry {
  return asksForConsent(entry) ? { run: entry.run, row: unprocessedRow(entry.row) } : entry;
}

function lacksConsent(entry: HistoryEntry, scorecardOf: ScorecardOf): boolean {
  const { run, row } = entry;
  if (!asksForConsent(entry) || row.outcome !== 'unscorable') return false;
  return outcomeReasonOf(row, scorecardOf(run)) === 'no_processing_consent';
}

function asksForConsent({ run }: HistoryEntry): boolean {
  return run.basis === 'consent';
}
