import type { Instant } from '../../src/domain/time.ts';

/** Whoever owes: a person or a business. */
export interface Debtor {
  /** Its number as a subject. */
  readonly subject: number;
  readonly joinedAt: Instant;
  readonly reliability: number;
  /** A typical month's, in CNY minor units. */
  readonly incomeMinor: number;
  /** Whether money is short at that instant. */
  isHardPressed(at: Instant): boolean;
}
