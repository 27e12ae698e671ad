import { MS_PER_DAY, type Instant } from '../../src/domain/time.ts';
import { Numbering, roomIn } from '../facts/numbering.ts';
import type { FactBook } from '../facts/fact-book.ts';
import type { FactBuilder } from '../facts/fact-builder.ts';
import { poisson } from '../random/poisson.ts';
import type { Random } from '../random/random.ts';
import type { Streams } from '../random/streams.ts';
import { MS_PER_HOUR, WORLD_ENDS_AT } from '../time/calendar.ts';
import { recordedAfter } from '../time/recording.ts';
import type { Debtor } from './debtor.ts';
import type { Obligation } from './obligation-book.ts';

/** What is asked about before an obligation is agreed, and how often. */
const BEFORE: Readonly<Partial<Record<Obligation['kind'], { purpose: string; chance: number }>>> = {
  loan: { purpose: 'credit', chance: 0.95 },
  card: { purpose: 'credit', chance: 0.95 },
  instalment: { purpose: 'credit', chance: 0.4 },
  rental: { purpose: 'tenancy', chance: 0.6 },
};
/** Applications that came to nothing, a year: some always, more from those whom lenders turn away. */
const REFUSED_A_YEAR = 0.1;
const REFUSED_A_YEAR_UNRELIABLE = 1.2;
const MS_PER_YEAR = 365.25 * MS_PER_DAY;

/** Writes who asked about whom before giving credit. */
export class InquiryBook {
  readonly #rows: FactBuilder<'inquiries'>;
  readonly #numbers: Numbering;

  constructor(streams: Streams, facts: FactBook) {
    this.#rows = facts.inquiries;
    this.#numbers = new Numbering(streams.of('ids of inquiries'), roomIn(facts.names.inquiries));
  }

  beforeOpening(random: Random, { debtor, kind, openedAt }: Obligation, joinedAt: Instant): void {
    const habit = BEFORE[kind];
    if (habit === undefined || !random.chance(habit.chance)) return;
    const at = Math.max(joinedAt, openedAt - random.between(MS_PER_HOUR, 3 * MS_PER_DAY));
    this.#write(random, { subject: debtor, at, purpose: habit.purpose });
  }

  /** @param eagerness multiplies how often the debtor applies */
  refused(random: Random, debtor: Debtor, eagerness: number): void {
    const aYear = REFUSED_A_YEAR + REFUSED_A_YEAR_UNRELIABLE * (1 - debtor.reliability);
    const years = (WORLD_ENDS_AT - debtor.joinedAt) / MS_PER_YEAR;
    for (let left = poisson(random, aYear * years * eagerness); left > 0; left--) {
      const at = random.between(debtor.joinedAt, WORLD_ENDS_AT);
      this.#write(random, { subject: debtor.subject, at, purpose: 'credit' });
    }
  }

  #write(random: Random, inquiry: { subject: number; at: Instant; purpose: string }): void {
    this.#rows.append({
      id: this.#numbers.next(),
      subject_id: inquiry.subject,
      occurred_at: inquiry.at,
      purpose: inquiry.purpose,
      source: 'bureau',
      recorded_at: recordedAfter(random, inquiry.at),
    });
  }
}
