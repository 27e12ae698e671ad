import { InvalidConfigError } from '../../domain/errors.ts';
import { monthStart, type Instant } from '../../domain/time.ts';
import { LAST_MONTH, WORLD_ENDS_AT } from '../../../seed/time/calendar.ts';

/** A world lasts three years, and scores look back upon one. */
export const MOST_MONTHS = 24;

/**
 * When everybody is scored: at the start of each of the world's last months, 1 to 24 of them, and at its end. Throws
 * InvalidConfigError for another number.
 */
export function scoringInstants(months: number): readonly Instant[] {
  if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS)
    throw new InvalidConfigError(
      `simulate: expected a whole number of months from 1 to ${MOST_MONTHS}, got ${months}; choose one of those`,
    );
  const starts = Array.from({ length: months }, (_, k) => monthStart(LAST_MONTH + 1 - months + k));
  return [...starts, WORLD_ENDS_AT];
}
