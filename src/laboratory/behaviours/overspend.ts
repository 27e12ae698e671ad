import type { NameSeries } from '../../domain/fact-columns.ts';
import type { Instant } from '../../domain/time.ts';
import { personAsDebtor } from '../../../seed/credit/as-debtor.ts';
import { InquiryBook } from '../../../seed/credit/inquiries.ts';
import { ObligationBook, type Obligation } from '../../../seed/credit/obligation-book.ts';
import { instalments } from '../../../seed/credit/schedules.ts';
import { finishFactBook, openFactBook, type FactBook } from '../../../seed/facts/fact-book.ts';
import { TransactionBook } from '../../../seed/money/transaction-book.ts';
import type { Random } from '../../../seed/random/random.ts';
import { momentBetween } from '../../../seed/time/calendar.ts';
import { rowsOfKind } from '../world/fact-rows.ts';
import { planPayments, type PlannedPayment } from '../world/payments.ts';
import type { Script } from '../world/script.ts';
import type { Month } from './month.ts';

/** One month of so many. */
const MONTHS_BETWEEN = 3;
/** In months of income. */
const SIZE = 0.5;
const PURCHASES = 3;
const INSTALMENTS = 6;
/** More than anybody buys here. */
const MOST_TRANSACTIONS = 1_000_000;

/** Who buys for points: the same people whatever the policy, and those of a lower rate among those of a higher. */
export function whoOverspends(
  { streams, truth }: Pick<Script, 'streams' | 'truth'>,
  rate: number,
): Uint8Array {
  return Uint8Array.from({ length: truth.people.count }, (_, person) =>
    truth.people.role[person] !== 'sybil' && streams.of('laboratory: buys for points', person).chance(rate)
      ? 1
      : 0,
  );
}

/** What came of a month's buying for points. */
export interface Spree {
  /** Appends everything that follows from it but the payments, whenever it comes to be known: before that no run sees it. */
  write(book: FactBook): void;
  readonly payments: readonly PlannedPayment[];
  /** The debt that each who bought took on, by person. */
  readonly debtMinor: ReadonlyMap<number, number>;
}

/** Writes what people buy for points, and owe for it, by the books in which the world's own dealings are kept. */
export class Overspending {
  readonly #script: Script;
  readonly #isBuyer: Uint8Array;
  readonly #facts: FactBook;
  readonly #obligations: ObligationBook;
  readonly #transactions: TransactionBook;
  readonly #inquiries: InquiryBook;

  constructor(script: Script, isBuyer: Uint8Array) {
    const { streams } = script;
    this.#script = script;
    this.#isBuyer = isBuyer;
    this.#facts = openFactBook(script.names);
    this.#obligations = new ObligationBook(streams, this.#facts);
    this.#transactions = new TransactionBook(streams, this.#facts.transactions, {
      most: MOST_TRANSACTIONS,
      kept: 0,
    });
    this.#inquiries = new InquiryBook(streams, this.#facts);
  }

  /** @param highestBand where nothing is left to gain */
  spend(month: Month, highestBand: number): Spree {
    const debtMinor = new Map<number, number>();
    this.#isBuyer.forEach((isBuyer, person) => {
      if (isBuyer !== 1 || !(month.scores[person]! < highestBand)) return;
      const random = month.draw('buy for points', person);
      if (random.chance(1 / MONTHS_BETWEEN)) debtMinor.set(person, this.#buy(random, person, month));
    });
    return { ...this.#takeRows(), debtMinor };
  }

  #buy(random: Random, person: number, { window }: Month): number {
    const { streams, truth, lenders } = this.#script;
    const debtor = personAsDebtor({ streams, people: truth.people }, person);
    const openedAt = momentBetween(random, window.start, window.end);
    const principalMinor = Math.max(1, Math.round(debtor.incomeMinor * SIZE));
    const debt = this.#obligations.open(random, {
      debtor,
      creditor: random.pick(lenders),
      kind: 'instalment',
      principalMinor,
      openedAt,
      schedule: instalments(openedAt, { months: INSTALMENTS, totalMinor: principalMinor }),
      closes: true,
    });
    this.#inquiries.beforeOpening(random, debt, window.start);
    this.#shop(random, debt, { principalMinor, until: window.end });
    return principalMinor;
  }

  #shop(
    random: Random,
    { debtor, openedAt }: Obligation,
    { principalMinor, until }: { principalMinor: number; until: Instant },
  ): void {
    for (let count = 0; count < PURCHASES; count++) {
      this.#transactions.record(random, {
        payer: debtor,
        payee: random.pick(this.#script.shops),
        amountMinor: Math.max(1, Math.floor(principalMinor / PURCHASES)),
        currency: 'CNY',
        at: momentBetween(random, openedAt, until),
        kind: 'purchase',
      });
    }
  }
  #takeRows(): Pick<Spree, 'write' | 'payments'> {
    const facts = finishFactBook(this.#facts);
    const { names } = this.#script;
    const debt = beyond(names.obligations);
    const own = { payment: beyond(names.payments), transaction: beyond(names.transactions) };
    const inquiry = beyond(names.inquiries);
    const rows = {
      obligations: rowsOfKind(facts, 'obligations').map((row) => ({ ...row, id: row.id + debt })),
      dues: rowsOfKind(facts, 'dues').map((row) => ({ ...row, obligation_id: row.obligation_id + debt })),
      transactions: rowsOfKind(facts, 'transactions').map((row) => ({
        ...row,
        id: row.id + own.transaction,
      })),
      inquiries: rowsOfKind(facts, 'inquiries').map((row) => ({ ...row, id: row.id + inquiry })),
    };
    const payments = rowsOfKind(facts, 'payments').map((row) => ({
      ...row,
      id: row.id + own.payment,
      obligation_id: row.obligation_id + debt,
    }));
    return {
      write(book) {
        for (const row of rows.obligations) book.obligations.append(row);
        for (const row of rows.dues) book.dues.append(row);
        for (const row of rows.transactions) book.transactions.append(row);
        for (const row of rows.inquiries) book.inquiries.append(row);
      },
      payments: planPayments({ ...rows, payments }),
    };
  }
}

/** What to add to a number of the books', so that it names nothing of the world's own: longer names than any of those. */
function beyond([{ width }]: readonly [NameSeries]): number {
  return 10 ** width;
}
