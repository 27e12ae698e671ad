import type { Fact } from '../../src/domain/facts.ts';
import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import type { FactBook } from '../facts/fact-book.ts';
import { Numbering, roomIn } from '../facts/numbering.ts';
import type { Currency } from '../money/currencies.ts';
import { exponential } from '../random/exponential.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { recordedAfter, revisedAfter } from '../time/recording.ts';
import type { Debtor } from './debtor.ts';
import { follow, type Course, type PlannedDue } from './repayment.ts';

export interface Agreement {
  readonly debtor: Debtor;
  /** Their number as a subject; absent where they are none. */
  readonly creditor?: number | undefined;
  readonly kind: Fact<'obligations'>['kind'];
  /** CNY unless it is said; what is due and paid is in the same. */
  readonly currency?: Currency;
  readonly principalMinor: number;
  readonly openedAt: Instant;
  readonly schedule: readonly PlannedDue[];
  /** Whether it is settled once the last of the schedule is paid; bills and cards that go on are not. */
  readonly closes: boolean;
}

/** What became of an agreement, and when it stopped binding. */
export interface Obligation extends Course {
  readonly number: number;
  /** Their number as a subject. */
  readonly debtor: number;
  readonly kind: Agreement['kind'];
  readonly openedAt: Instant;
  readonly settledAt: Instant | undefined;
}

/** Creditors give this many days after a default before they write a debt off, if they do. */
const WRITE_OFF_AFTER_DAYS = 180;
const WRITE_OFF_WITHIN_DAYS = 60;
const WRITE_OFF_SHARE = 0.7;

/** The share of payments that come in with a digit lost, and the mean days until that is put right. */
const MISREAD_SHARE = 0.002;
const NOTICED_AFTER_DAYS = 6;

/** Lets agreements run their course and writes them: obligations in versions, dues and payments. */
export class ObligationBook {
  readonly #facts: FactBook;
  readonly #numbers: Numbering;
  readonly #payments: Numbering;

  constructor(streams: Streams, facts: FactBook) {
    const { obligations, payments } = facts.names;
    this.#facts = facts;
    this.#numbers = new Numbering(streams.of('ids of obligations'), roomIn(obligations));
    this.#payments = new Numbering(streams.of('ids of payments'), roomIn(payments));
  }

  open(random: Random, agreement: Agreement): Obligation {
    const course = follow(random, agreement.debtor, agreement.schedule);
    const obligation = {
      ...course,
      number: this.#numbers.next(),
      debtor: agreement.debtor.subject,
      kind: agreement.kind,
      openedAt: agreement.openedAt,
      settledAt:
        agreement.closes && course.dues.length === agreement.schedule.length ? course.paidUpAt : undefined,
    };
    this.#writeVersions(random, agreement, obligation);
    this.#writeDues(random, obligation);
    this.#writePayments(random, obligation);
    return obligation;
  }

  #writeVersions(random: Random, agreement: Agreement, { number, settledAt, defaultedAt }: Obligation): void {
    const opened = {
      id: number,
      debtor_id: agreement.debtor.subject,
      creditor_id: agreement.creditor,
      kind: agreement.kind,
      currency: agreement.currency ?? 'CNY',
      principal_minor: agreement.principalMinor,
      opened_at: agreement.openedAt,
      source: 'bureau',
    };
    const recordedAt = recordedAfter(random, agreement.openedAt, 'batch');
    this.#facts.obligations.append({ ...opened, recorded_at: recordedAt });
    const ended = settledAt ?? defaultedAt;
    if (ended === undefined) return;
    const known = revisedAfter(random, { at: ended, after: recordedAt }, 'batch');
    if (known === undefined) return;
    const version = { ...opened, settled_at: settledAt, defaulted_at: defaultedAt };
    this.#facts.obligations.append({ ...version, recorded_at: known });
    if (defaultedAt === undefined || !random.chance(WRITE_OFF_SHARE)) return;
    const patience = WRITE_OFF_AFTER_DAYS * MS_PER_DAY + random.below(WRITE_OFF_WITHIN_DAYS * MS_PER_DAY);
    const writtenOffAt = defaultedAt + patience;
    const written = revisedAfter(random, { at: writtenOffAt, after: known }, 'batch');
    if (written === undefined) return;
    this.#facts.obligations.append({ ...version, written_off_at: writtenOffAt, recorded_at: written });
  }

  #writeDues(random: Random, { number, dues }: Obligation): void {
    for (const [seq, { dueAt, amountMinor, knownAt }] of dues.entries()) {
      const recorded_at = recordedAfter(random, knownAt, 'batch');
      this.#facts.dues.append({
        obligation_id: number,
        seq,
        due_at: dueAt,
        amount_minor: amountMinor,
        recorded_at,
      });
    }
  }

  #writePayments(random: Random, { number, payments }: Obligation): void {
    for (const { at, amountMinor } of payments) {
      const payment = { id: this.#payments.next(), obligation_id: number, occurred_at: at };
      const recordedAt = recordedAfter(random, at, 'batch');
      const isMisread = random.chance(MISREAD_SHARE);
      this.#facts.payments.append({
        ...payment,
        amount_minor: isMisread ? Math.ceil(amountMinor / 10) : amountMinor,
        recorded_at: recordedAt,
      });
      if (!isMisread) continue;
      const noticedAt = at + Math.ceil(exponential(random, NOTICED_AFTER_DAYS) * MS_PER_DAY);
      const known = revisedAfter(random, { at: noticedAt, after: recordedAt }, 'batch');
      if (known !== undefined)
        this.#facts.payments.append({ ...payment, amount_minor: amountMinor, recorded_at: known });
    }
  }
}
