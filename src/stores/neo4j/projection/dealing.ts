import type { Fact } from '../../../domain/facts.ts';

type Transaction = Fact<'transactions'>;

/** A transaction between two different subjects of the cut that reached a final status; DuckDB's twin is `dealing.sql`. */
export interface Dealing {
  readonly payer: number;
  readonly payee: number;
  readonly amount: number;
  readonly currency: string;
  /** In calendar months before that of the cut; 0 is its own. */
  readonly age: number;
  readonly kind: Transaction['kind'];
  readonly status: Transaction['status'];
  readonly statusBy: Exclude<Transaction['status_by'], undefined> | null;
}
