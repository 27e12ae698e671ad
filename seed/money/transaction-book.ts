import type { Fact } from '../../src/domain/facts.ts';
import type { Instant } from '../../src/domain/time.ts';
import type { FactBuilder } from '../facts/fact-builder.ts';
import { IdSequence } from '../facts/id-sequence.ts';
import type { Random } from '../random/random.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';

/** Money that moves, as agreed. */
export interface Transfer {
  readonly payerId: string;
  readonly payeeId: string;
  readonly amountMinor: number;
  readonly currency: 'CNY' | 'USD';
  readonly at: Instant;
  readonly kind: Fact<'transactions'>['kind'];
  /** When it is cleared; absent: at once. */
  readonly clearsAt?: Instant | undefined;
}

/** What became of it later. */
export interface Turn {
  readonly status: Fact<'transactions'>['status'];
  readonly at: Instant;
  readonly by: Fact<'transactions'>['status_by'];
}

/** Writes transactions: first as agreed, then once more for each turn that they take. */
export class TransactionBook {
  readonly #rows: FactBuilder<'transactions'>;
  readonly #ids = new IdSequence('t', 7);

  constructor(rows: FactBuilder<'transactions'>) {
    this.#rows = rows;
  }

  /** @param turns in the order of time; those that nobody hears of before the end are left out */
  record(random: Random, transfer: Transfer, turns: readonly Turn[] = []): void {
    const agreed = {
      id: this.#ids.next(),
      payer_id: transfer.payerId,
      payee_id: transfer.payeeId,
      amount_minor: transfer.amountMinor,
      currency: transfer.currency,
      occurred_at: transfer.at,
      kind: transfer.kind,
      status: 'completed',
      status_at: transfer.clearsAt,
    } as const;
    let recordedAt = recordedAfter(random, transfer.at);
    this.#rows.append({ ...agreed, recorded_at: recordedAt });
    for (const { status, at, by } of turns) {
      const known = revisedAfter(random, { at, after: recordedAt });
      if (known === undefined) return;
      recordedAt = known;
      this.#rows.append({ ...agreed, status, status_at: at, status_by: by, recorded_at: known });
    }
  }
}
