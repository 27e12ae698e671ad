import type { FactKind } from '../../../domain/facts.ts';
import type { KindCounts } from '../../../engine/ports.ts';
import { CREATED_MISSING } from '../../../engine/fact-references.ts';
import { isOutOfMemory } from '../failure.ts';
import type { Session } from '../session.ts';
import { statement } from '../statements.ts';
import type { Parameters } from '../values.ts';
import type { ImportProgress, Journal } from './journal.ts';
import type { KindShape } from './kind-shape.ts';
import type { MadeUsers } from './made-users.ts';
import { PieceSize } from './piece-size.ts';
import { linesOf, type RejectedLines, type RejectionFiles } from './rejection-files.ts';
import { happening, runSteps, tally, visibleAfter, writeSteps, type Step } from './stretch-write.ts';
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

interface Parts {
  readonly session: Session;
  readonly journal: Journal;
  readonly rejections: RejectionFiles;
  readonly made: MadeUsers;
}

/**
 * Writes stretches one after the other, each in a transaction of its own, while the caller prepares the next: two at
 * once could wait for each other, as they meet in the same people. One that the server has not the memory for is
 * written in pieces, and so are those after it. Stretches that change nothing are accounted for with the next that does.
 */
export class StretchWriter {
  readonly #parts: Parts;
  #inFlight: Promise<void> = Promise.resolve();
  #waiting: readonly Account[] = [];
  /** Of what was taken and is not in the journal yet. */
  #decided: ImportProgress;
  readonly #size = new PieceSize();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#decided = parts.journal.progress;
  }

  /** What was decided so far, written or not. */
  get progress(): ImportProgress {
    return this.#decided;
  }

  /** What to tell people who wait: slow is what they must know to mend. */
  stageOf(kind: FactKind): string {
    const why = this.#size.wasRefused ? ', in small transactions: the server has little memory for them' : '';
    return `store ${kind}${why}`;
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
    await this.#inPieces(made.ids(), async (ids) => {
      const versions = ids.flatMap((id) => this.#madeVersions(id));
      const earliest = versions.reduce(
        (least, { recorded_at, registered_at }) => Math.min(least, Math.max(recorded_at, registered_at)),
        Infinity,
      );
      const account = { done: ids.length, counts: [], visibleAfter: earliest, lines: new Map() };
      await this.#advance(
        [account],
        [
          { name: 'users', parameters: { rows: versions } },
          { name: 'describe-subjects', parameters: { ids, batch: this.#parts.journal.identity.batch } },
          { name: 'settle-made', parameters: { ids } },
        ],
      );
      this.#decided = added(this.#decided, [account], this.#decided.made);
    });
  }

  /** Made users before the rows that name them. A piece of them alone moves nothing on, and may be written twice. */
  async #write({ news, weighed, ...stretch }: Stretch): Promise<void> {
    const { batch } = this.#parts.journal.identity;
    await this.#inPieces([...news, ...weighed], async (piece) => {
      const made = piece.filter((item) => typeof item === 'string');
      const keys = piece.filter((item) => typeof item !== 'string');
      const steps = [...this.#makingSteps(made), ...writeSteps(stretch.shape, keys, batch)];
      await this.#advance([accountOf({ ...stretch, weighed: keys })], steps);
    });
  }

  /** One transaction each; what the server has no memory for is taken in smaller pieces. */
  async #inPieces<T>(all: readonly T[], write: (piece: readonly T[]) => Promise<void>): Promise<void> {
    for (let first = 0; first < all.length;) {
      const piece = all.slice(first, first + this.#size.most);
      try {
        await write(piece);
      } catch (error) {
        if (!isOutOfMemory(error) || piece.length < 2) throw error;
        this.#size.refused(piece.length);
        continue;
      }
      this.#size.passed(piece.length);
      first += piece.length;
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

  #makingSteps(news: readonly string[]): Step[] {
    if (news.length === 0) return [];
    const { made, journal } = this.#parts;
    const rows = news.map((id) => ({
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
        ...happening(recordedAt, registeredAt),
        batch,
        ...(next !== undefined && { superseded_at: next.recordedAt, superseded_batch: batch }),
      };
    });
  }
}

function accountOf({ shape, numbers, weighed }: Omit<Stretch, 'news'>): Account {
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
