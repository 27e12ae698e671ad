import type { FactBook } from './facts/fact-book.ts';
import type { TransactionBook } from './money/transaction-book.ts';
import type { Employment } from './people/employment.ts';
import type { Group } from './people/groups.ts';
import type { Merchants } from './people/merchants.ts';
import type { People } from './people/people.ts';
import type { TieBook } from './people/ties.ts';
import type { Streams } from './random/streams.ts';

/** Who there is, and the books that what they do is written into. */
export interface Scene {
  readonly streams: Streams;
  readonly people: People;
  readonly merchants: Merchants;
  readonly employment: Employment;
  readonly groups: readonly Group[];
  readonly ties: TieBook;
  readonly facts: FactBook;
  readonly transactions: TransactionBook;
}
