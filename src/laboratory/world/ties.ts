import type { Instant, Window } from '../../domain/time.ts';
import type { Row } from '../../../seed/facts/fact-builder.ts';

export type TieRow = Row<'ties'>;

/** A tie between two people that lasts and is accepted. */
export interface LiveTie {
  /** Of its two people: each pair has one number. */
  readonly pair: number;
  readonly from: number;
  readonly to: number;
  readonly kind: TieRow['kind'];
  /** 0 to 1. */
  readonly strength: number;
}

/** The ties between people as their versions come to be known, at most one tie a pair. */
export class Ties {
  readonly #people: number;
  readonly #versions = new Map<number, TieRow[]>();

  /** @param rows versions of one tie in the order in which they were recorded */
  constructor(people: number, rows: readonly TieRow[]) {
    this.#people = people;
    for (const row of rows) this.add(row);
  }

  pairOf(one: number, other: number): number {
    return Math.min(one, other) * this.#people + Math.max(one, other);
  }

  /** Whether two were ever tied or asked, or will be. */
  isKnown(pair: number): boolean {
    return this.#versions.has(pair);
  }

  /** As they are known just before an instant, in the order in which they were first added. */
  live(at: Instant): readonly LiveTie[] {
    const live: LiveTie[] = [];
    for (const [pair, versions] of this.#versions) {
      const latest = versions.findLast(({ recorded_at }) => recorded_at < at);
      if (latest?.accepted_at === undefined || latest.accepted_at >= at) continue;
      if (latest.until !== undefined && latest.until < at) continue;
      const { from_id: from, to_id: to, kind, strength } = latest;
      live.push({ pair, from, to, kind, strength });
    }
    return live;
  }

  add(row: TieRow): void {
    const pair = this.pairOf(row.from_id, row.to_id);
    const versions = this.#versions.get(pair);
    if (versions === undefined) this.#versions.set(pair, [row]);
    else versions.push(row);
  }

  /** Ends a tie that is live at an instant, whatever would have become of it from then on. */
  end(pair: number, { at, ...ending }: { at: Instant; until: Instant; recorded_at: Instant }): void {
    const known = this.#versions.get(pair)!.filter(({ recorded_at }) => recorded_at < at);
    this.#versions.set(pair, [...known, { ...known.at(-1)!, ...ending }]);
  }

  recordedWithin({ start, end }: Window): readonly TieRow[] {
    return [...this.#versions.values()]
      .flat()
      .filter(({ recorded_at }) => recorded_at >= start && recorded_at < end);
  }
}
