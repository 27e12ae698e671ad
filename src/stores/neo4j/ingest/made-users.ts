import { compareCodePoints } from '../../../domain/order.ts';
import type { Instant } from '../../../domain/time.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import type { Registry } from './registry.ts';

/** From `recordedAt` on, the earliest fact known to name the user happened at `registeredAt`. */
export interface Discovery {
  readonly recordedAt: Instant;
  readonly registeredAt: Instant;
}

/**
 * What is known of a made user when, oldest first: each entry was recorded later than the one before and tells of an
 * earlier fact. Gives the same list where the discovery adds nothing.
 */
export function withDiscovery(known: readonly Discovery[], found: Discovery): readonly Discovery[] {
  const adds = known.every(
    ({ recordedAt, registeredAt }) => recordedAt > found.recordedAt || registeredAt > found.registeredAt,
  );
  if (!adds) return known;
  const outdone = ({ recordedAt, registeredAt }: Discovery): boolean =>
    recordedAt >= found.recordedAt && registeredAt >= found.registeredAt;
  return [...known.filter((entry) => !outdone(entry)), found].sort((a, b) => a.recordedAt - b.recordedAt);
}

/**
 * The users that an import makes because its facts name them and nobody declared them. What is known of each is kept on
 * its anchor until the import ends; then its versions are written.
 */
export class MadeUsers {
  readonly #known: Map<string, readonly Discovery[]>;

  private constructor(known: Map<string, readonly Discovery[]>) {
    this.#known = known;
  }

  /** With those that earlier attempts made and did not settle. */
  static async read(session: Session, { isOpen }: { isOpen: boolean }): Promise<MadeUsers> {
    const known = new Map<string, readonly Discovery[]>();
    if (!isOpen) return new MadeUsers(known);
    for (const row of await session.read('resume an import', statement('ingest/made'))) {
      const registered = row.numbers('registered');
      const discoveries = row
        .numbers('recorded')
        .map((recordedAt, place) => ({ recordedAt, registeredAt: registered[place]! }));
      known.set(row.text('id'), discoveries);
    }
    return new MadeUsers(known);
  }

  register(registry: Registry): void {
    for (const id of this.#known.keys()) registry.decide(id, { kind: 'user' });
  }

  get count(): number {
    return this.#known.size;
  }

  has(id: string): boolean {
    return this.#known.has(id);
  }

  /** Takes in what some facts tell; gives the ids of which that is news. */
  learn(found: readonly (Discovery & { readonly id: string })[]): ReadonlySet<string> {
    const news = new Set<string>();
    for (const { id, ...discovery } of found) {
      const before = this.#known.get(id) ?? [];
      const after = withDiscovery(before, discovery);
      if (after === before) continue;
      this.#known.set(id, after);
      news.add(id);
    }
    return news;
  }

  discoveries(id: string): readonly Discovery[] {
    return this.#known.get(id) ?? [];
  }

  ids(): readonly string[] {
    return [...this.#known.keys()].sort(compareCodePoints);
  }
}
