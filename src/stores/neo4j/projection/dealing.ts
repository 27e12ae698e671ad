import type { Fact } from '../../../domain/facts.ts';

type Transaction = Fact<'transactions'>;

/**
 * A transaction between two subjects of the cut with different holders that reached a final status, or matured while it
 * was pending; DuckDB's twin is `dealing.sql`.
 */
export interface Dealing {
  readonly payer: number;
  readonly payee: number;
  /** How far its source is to be believed, in parts per million, above 0. */
  readonly reliability: number;
  /** Weighed by the reliability. */
  readonly amount: number;
  readonly currency: string;
  /** In calendar months before that of the cut; 0 is its own. */
  readonly age: number;
  /** That of the instant at which it matured. */
  readonly maturedAge: number;
  readonly kind: Transaction['kind'];
  /** Null while it is pending. */
  readonly status: Transaction['status'] | null;
  readonly statusBy: Exclude<Transaction['status_by'], undefined> | null;
}
