import type { NameSeries } from '../src/domain/fact-columns.ts';
import type { Instant } from '../src/domain/time.ts';
import type { TwinKind } from './benign/twin.ts';
import type { Merchants } from './people/merchants.ts';
import type { People } from './people/people.ts';
import type { Part, PlotKind } from './planted/plot.ts';

/** A ring, or people who do in good faith what looks like one. */
export interface Pattern {
  readonly kind: PlotKind | TwinKind;
  readonly isRing: boolean;
  /** 0 plain to 1 subtle; NaN for what is no ring. */
  readonly subtlety: number;
  /** All that they do together lies in [startsAt, endsAt). */
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly parts: readonly Part[];
}

/** What the world was made of, by which a score or a detector can be judged. None of it is in the facts. */
export interface Truth {
  /** What the numbers of subjects are called. */
  readonly names: readonly NameSeries[];
  readonly people: Pick<
    People,
    'count' | 'role' | 'community' | 'reliability' | 'joinedAt' | 'monthlyIncomeMinor'
  >;
  readonly merchants: Pick<Merchants, 'count' | 'firstSubject' | 'reliability'>;
  readonly patterns: readonly Pattern[];
}
