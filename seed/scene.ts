import type { Instant } from '../src/domain/time.ts';
import type { ObligationBook } from './credit/obligation-book.ts';
import type { InquiryBook } from './credit/inquiries.ts';
import type { FactBook } from './facts/fact-book.ts';
import type { Identifiers } from './identity/identifiers.ts';
import type { RatingBook } from './money/ratings.ts';
import type { TransactionBook } from './money/transaction-book.ts';
import type { Employment } from './people/employment.ts';
import type { Group } from './people/groups.ts';
import type { Merchants } from './people/merchants.ts';
import type { People } from './people/people.ts';
import type { TieBook } from './people/ties.ts';
import type { Plot } from './planted/plot.ts';
import type { Streams } from './random/streams.ts';

/** What a subject did to another, and when that was seen. */
interface Grievance {
  readonly subject: number;
  readonly at: Instant;
}

/** Who there is, what is planted among them, and the books that what they do is written into. */
export interface Scene {
  readonly streams: Streams;
  /** How much of people's dealings passes through the service; 1 is usual. */
  readonly density: number;
  readonly people: People;
  readonly merchants: Merchants;
  readonly employment: Employment;
  readonly groups: readonly Group[];
  readonly ties: TieBook;
  readonly plots: readonly Plot[];
  readonly identifiers: Identifiers;
  /** What people could be complained of for, as it came to be seen. */
  readonly grievances: Readonly<Record<'default' | 'charge_back', Grievance[]>>;
  readonly facts: FactBook;
  readonly transactions: TransactionBook;
  readonly ratings: RatingBook;
  readonly obligations: ObligationBook;
  readonly inquiries: InquiryBook;
}
