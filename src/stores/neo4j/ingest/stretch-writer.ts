import type { KindCounts } from '../../../engine/ports.ts';
import { CREATED_MISSING } from '../../../engine/fact-references.ts';
import { isOutOfMemory } from '../failure.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import type { Parameters } from '../values.ts';
import type { ImportProgress, Journal } from './journal.ts';
import type { KindShape } from './kind-shape.ts';
import type { MadeUsers } from './made-users.ts';
import { linesOf, type RejectedLines, type RejectionFiles } from './rejection-files.ts';
import { runSteps, tally, visibleAfter, writeSteps, type Step } from './stretch-write.ts';
import type { Weighed } from './weigh.ts';

/** What became of a stretch of one kind. */
interface Stretch {
  readonly shape: KindShape;
  /** By the number of a file among those of its kind, its number among all. */
  readonly numbers: readonly number[];
  readonly weighed: readonly Weighed[];
  /** Users that this stretch makes, or tells something new of. */
  readonly news: ReadonlySet<string>;
}

/** What a stretch adds to the progress of its import. */
interface Account {
  readonly done: number;
  readonly counts: readonly (KindCounts & { readonly number: number })[];
  readonly visibleAfter: number;
  readonly lines: RejectedLines;
}

/** Rejected rows that wait for something to be written before they are noted by themselves. */
const LINES_AT_MOST = 10_000_000;
const MADE_AT_A_TIME = 5000;

interface Parts {
  readonly session: Session;
  readonly journal: Journal;
  readonly rejections: RejectionFiles;
  readonly made: MadeUsers;
}

/**
 * Writes stretches one after the other, each in a transaction of its own, while the caller prepares the next: two at
 * once could wait for each other, as they meet in the same people. One that the server has not the memory for is
 * halved. Stretches that change nothing are accounted for with the next that does.
 */
export class StretchWriter {
  readonly #parts: Parts;
  #inFlight: Promise<void> = Promise.resolve();
  #waiting: readonly Account[] = [];
  /** Of what was taken and is not in the journal yet. */
  #decided: ImportProgress;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#decided = parts.journal.progress;
  }

  /** What was decided so far, written or not. */
  get progress(): ImportProgress {
    return this.#decided;
  }

  /** Writes the rejections of earlier attempts again. */
  async resume(): Promise<void> {
    const { session, journal, rejections } = this.#parts;
    if (!journal.isOpen) return;
    const { batch } = journal.identity;
    for (const row of await session.read('resume an import', statement('ingest/rejections'), { batch }))
      await rejections.append(new Map([[row.number('file'), row.text('lines')]]));
  }

  /** Resolves once the stretch before is written; a failure of it is thrown here or by `idle`. */
  async take(stretch: Stretch): Promise<void> {
    const account = accountOf(stretch);
    this.#decided = added(this.#decided, [account], this.#parts.made.count);
    await this.#parts.rejections.append(account.lines);
    await this.idle();
    const isChange = stretch.news.size > 0 || account.visibleAfter < Infinity;
    if (!isChange && lengthOf([...this.#waiting, account]) < LINES_AT_MOST) {
      this.#waiting = [...this.#waiting, account];
      return;
    }
    this.#inFlight = this.#write(stretch);
    this.#inFlight.catch(() => undefined);
  }

  /** Resolves once nothing is being written. */
  async idle(): Promise<void> {
    await this.#inFlight;
  }

  /** Describes the made users, after the last row of the import. */
  async finish(): Promise<void> {
    await this.idle();
    const { made } = this.#parts;
    const ids = made.ids();
    for (let first = 0; first < ids.length; first += MADE_AT_A_TIME) {
      const some = ids.slice(first, first + MADE_AT_A_TIME);
      const versions = some.flatMap((id) => this.#madeVersions(id));
      const earliest = versions.reduce(
        (least, { recorded_at, registered_at }) => Math.min(least, Math.max(recorded_at, registered_at)),
        Infinity,
      );
      const account = { done: some.length, counts: [], visibleAfter: earliest, lines: new Map() };
      this.#decided = added(this.#decided, [account], this.#decided.made);
      await this.#advance(
        [account],
        [
          { name: 'users', parameters: { rows: versions } },
          { name: 'describe-subjects', parameters: { ids: some, batch: this.#parts.journal.identity.batch } },
          { name: 'settle-made', parameters: { ids: some } },
        ],
      );
    }
  }

  async #write(stretch: Stretch): Promise<void> {
    const { shape, weighed } = stretch;
    const { batch } = this.#parts.journal.identity;
    const steps = [...this.#makingSteps(stretch.news), ...writeSteps(shape, weighed, batch)];
    try {
      await this.#advance([accountOf(stretch)], steps);
    } catch (error) {
      if (!isOutOfMemory(error) || weighed.length < 2) throw error;
      const middle = Math.ceil(weighed.length / 2);
      await this.#write({ ...stretch, weighed: weighed.slice(0, middle) });
      await this.#write({ ...stretch, weighed: weighed.slice(middle), news: new Set() });
    }
  }

  async #advance(accounts: readonly Account[], steps: readonly Step[]): Promise<void> {
    const { journal, made } = this.#parts;
    const all = [...this.#waiting, ...accounts];
    const isSettling = accounts.every(({ counts }) => counts.length === 0);
    const next = added(journal.progress, all, isSettling ? journal.progress.made : made.count);
    const rejected = this.#rejectionRows(all, next.done);
    await journal.advance(next, (transaction) =>
      runSteps(transaction, [
        ...steps,
        ...(rejected.length === 0 ? [] : [{ name: 'note-rejections', parameters: { rows: rejected } }]),
      ]),
    );
    this.#waiting = [];
  }

  #rejectionRows(accounts: readonly Account[], from: number): Parameters[] {
    const { batch } = this.#parts.journal.identity;
    return accounts.flatMap(({ lines }) =>
      [...lines].map(([file, text]) => ({ batch, file, from, lines: text })),
    );
  }

  #makingSteps(news: ReadonlySet<string>): Step[] {
    if (news.size === 0) return [];
    const { made, journal } = this.#parts;
    const rows = [...news].map((id) => ({
      id,
      recorded: made.discoveries(id).map(({ recordedAt }) => recordedAt),
      registered: made.discoveries(id).map(({ registeredAt }) => registeredAt),
    }));
    return [{ name: 'make-anchors', parameters: { rows, batch: journal.identity.batch } }];
  }

  /** Facts recorded later may have happened earlier; each such discovery is a version, so no earlier cut is told. */
  #madeVersions(id: string) {
    const { made, journal } = this.#parts;
    const { batch } = journal.identity;
    const discoveries = made.discoveries(id);
    return discoveries.map(({ recordedAt, registeredAt }, place) => {
      const next = discoveries[place + 1];
      return {
        id,
        registered_at: registeredAt,
        source: CREATED_MISSING,
        recorded_at: recordedAt,
        batch,
        ...(next !== undefined && { superseded_at: next.recordedAt, superseded_batch: batch }),
      };
    });
  }
}

function accountOf({ shape, numbers, weighed }: Stretch): Account {
  return {
    done: weighed.reduce((sum, { rows }) => sum + rows.length, 0),
    counts: numbers.map((number, file) => ({ number, ...tally(weighed, file) })),
    visibleAfter: visibleAfter(shape, weighed),
    lines: linesOf(
      weighed.flatMap(({ rejections }) => rejections),
      (file) => numbers[file]!,
    ),
  };
}

function added(progress: ImportProgress, accounts: readonly Account[], made: number): ImportProgress {
  const counts = progress.counts.map((count) => ({ ...count }));
  for (const account of accounts)
    for (const { number, ...more } of account.counts) {
      const sums = counts[number]!;
      for (const name of Object.keys(more) as (keyof KindCounts)[]) sums[name] += more[name];
    }
  return {
    done: accounts.reduce((sum, { done }) => sum + done, progress.done),
    made,
    counts,
    visibleAfter: Math.min(progress.visibleAfter, ...accounts.map((account) => account.visibleAfter)),
  };
}

function lengthOf(accounts: readonly Account[]): number {
  let length = 0;
  for (const { lines } of accounts) for (const text of lines.values()) length += text.length;
  return length;
}
