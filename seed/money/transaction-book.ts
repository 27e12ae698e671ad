import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { FactBuilder, Row } from '../facts/fact-builder.ts';
import { Numbering } from '../facts/numbering.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Currency } from './currencies.ts';

/** Money that moves, as agreed; payer and payee by their numbers as subjects. */
export interface Transfer {
  readonly payer: number;
  readonly payee: number;
  readonly amountMinor: number;
  readonly currency: Currency;
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

/** The share that a feed repeats under another id by mistake, and the mean days until the repetition is taken back. */
const REPEATED_SHARE = 0.0005;
const NOTICED_AFTER_DAYS = 3;
/** The share of those done at once that come in with a digit lost, and the mean days until that is put right. */
const MISREAD_SHARE = 0.001;
const PUT_RIGHT_AFTER_DAYS = 5;

/** Writes transactions: first as agreed, then once more for each turn that they take. */
export class TransactionBook {
  readonly #rows: FactBuilder<'transactions'>;
  readonly #numbers: Numbering;
  readonly #most: number;
  #kept: number;

  /** @param size how many the world shall have, and how many of these are kept for rings until they act */
  constructor(streams: Streams, rows: FactBuilder<'transactions'>, size: { most: number; kept: number }) {
    this.#rows = rows;
    this.#most = size.most;
    this.#kept = size.kept;
    this.#numbers = new Numbering(streams.of('ids of transactions'), size.most);
  }

  /** How many there are; versions are not counted. */
  get count(): number {
    return this.#numbers.given;
  }

  /** How many are wanting. */
  get room(): number {
    return this.#most - this.count;
  }

  /** Lets rings have what was kept for them. */
  giveKept(): void {
    this.#kept = 0;
  }

  /**
   * What there is no room for passes by the service unseen.
   * @param turns in the order of time; those that nobody hears of before the end are left out
   */
  record(random: Random, transfer: Transfer, turns: readonly Turn[] = []): void {
    if (this.room <= this.#kept) return;
    const agreed = {
      id: this.#numbers.next(),
      payer_id: transfer.payer,
      payee_id: transfer.payee,
      amount_minor: transfer.amountMinor,
      currency: transfer.currency,
      occurred_at: transfer.at,
      kind: transfer.kind,
      status: 'completed' as const,
      status_at: transfer.clearsAt,
      recorded_at: recordedAfter(random, transfer.at),
    };
    if (turns.length === 0 && random.chance(MISREAD_SHARE)) this.#misread(random, agreed);
    else this.#rows.append(agreed);
    let recordedAt = agreed.recorded_at;
    for (const { status, at, by } of turns) {
      const known = revisedAfter(random, { at, after: recordedAt });
      if (known === undefined) break;
      recordedAt = known;
      this.#rows.append({ ...agreed, status, status_at: at, status_by: by, recorded_at: known });
    }
    if (this.room > this.#kept && random.chance(REPEATED_SHARE)) this.#repeat(random, agreed);
  }

  #misread(random: Random, agreed: Row<'transactions'>): void {
    this.#rows.append({ ...agreed, amount_minor: Math.ceil(agreed.amount_minor / 10) });
    const noticedAt = agreed.occurred_at + Math.ceil(exponential(random, PUT_RIGHT_AFTER_DAYS) * MS_PER_DAY);
    const known = revisedAfter(random, { at: noticedAt, after: agreed.recorded_at });
    if (known !== undefined && agreed.amount_minor > 1) this.#rows.append({ ...agreed, recorded_at: known });
  }

  #repeat(random: Random, agreed: Row<'transactions'>): void {
    const repetition = { ...agreed, id: this.#numbers.next() };
    this.#rows.append(repetition);
    const noticedAt = agreed.occurred_at + Math.ceil(exponential(random, NOTICED_AFTER_DAYS) * MS_PER_DAY);
    const known = revisedAfter(random, { at: noticedAt, after: agreed.recorded_at });
    if (known !== undefined) this.#rows.append({ ...repetition, retracted: true, recorded_at: known });
  }
}
