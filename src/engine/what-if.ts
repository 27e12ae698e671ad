/** What a score would be, asked of the projection that is held in memory. */
import { CancelledError, StoreUnavailableError } from '../domain/errors.ts';
import { changeBetween, type ChangeOptions } from '../scoring/change.ts';
import type { ScoreChange } from '../scoring/change-lines.ts';
import type { RunRecord } from './ports.ts';
import type { ResidentHolder } from './resident-holder.ts';
import type { Hypothesis } from './resident/resident.ts';
import type { Supposed } from './resident/supposition.ts';

export interface WhatIfRequest {
  readonly subjectId: string;
  readonly changes: readonly Hypothesis[];
}

/** A subject as it stands in a run, and as it would. */
export interface WhatIf extends Supposed {
  readonly run: RunRecord;
}

/** What makes the difference; `exact` splits the network line, for analysts alone. */
export function changeOfWhatIf(
  { before, after, scorecard }: WhatIf,
  network: ChangeOptions['network'],
): ScoreChange {
  return changeBetween(
    { row: before, scorecard },
    { row: after, scorecard },
    { network: network ?? 'served' },
  );
}

/**
 * Asks, and waits until the signal at most for a projection that is still being loaded, or is busy: then throws
 * StoreUnavailableError, and what was begun goes on for those who ask later. Rejects else as `Resident.whatIf` does.
 */
export async function askWhatIf(
  holder: ResidentHolder,
  { subjectId, changes }: WhatIfRequest,
  signal: AbortSignal,
): Promise<WhatIf> {
  try {
    return await holder.use(
      async (resident) => {
        const supposed = await resident.whatIf(subjectId, changes);
        return { run: resident.run, ...supposed };
      },
      { signal },
    );
  } catch (error) {
    if (!(error instanceof CancelledError) || !signal.aborted) throw error;
    throw new StoreUnavailableError('the projection is not in memory yet, or busy; try again', {
      cause: error,
    });
  }
}
