import { InvariantError } from '../../../domain/errors.ts';
import type { Instant } from '../../../domain/time.ts';
import type { RegisteredKind } from '../../../engine/fact-references.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';

/** What an id is. */
export interface Registered {
  readonly kind: RegisteredKind;
  /** Of obligations: the opening as it was first known. */
  readonly firstOpenedAt?: Instant;
}

/** Ids remembered before those looked up earlier are forgotten; a million take some hundred megabytes. */
const REMEMBERED = 1_000_000;

/**
 * What ids are: as the graph says, and as this import has decided and may not have written yet. Ids decided upon stay;
 * those looked up are forgotten when they are many.
 */
export class Registry {
  readonly #session: Session;
  readonly #decided = new Map<string, Registered>();
  #known = new Map<string, Registered | undefined>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Makes `get` answer for these ids. */
  async learn(ids: Iterable<string>): Promise<void> {
    const wanted = new Set(ids);
    if (this.#known.size + wanted.size > REMEMBERED) this.#known = new Map();
    const unknown = [...wanted].filter((id) => !this.#decided.has(id) && !this.#known.has(id));
    if (unknown.length === 0) return;
    const rows = await this.#session.read('look up ids', statement('ingest/registry'), { ids: unknown });
    for (const id of unknown) this.#known.set(id, undefined);
    for (const row of rows)
      this.#known.set(row.text('id'), {
        kind: registeredKind(row.text('kind')),
        ...(row.has('opened') && { firstOpenedAt: row.number('opened') }),
      });
  }

  /** Undefined for what is nothing yet. Only for ids that were learnt or decided upon. */
  get(id: string): Registered | undefined {
    return this.#decided.get(id) ?? this.#known.get(id);
  }

  /** Notes an id that this import declares. */
  decide(id: string, registered: Registered): void {
    if (this.get(id) === undefined) this.#decided.set(id, registered);
  }
}

function registeredKind(text: string): RegisteredKind {
  if (text === 'user' || text === 'merchant' || text === 'group' || text === 'obligation') return text;
  throw new InvariantError(`an id of the store is registered as ${text}`);
}
