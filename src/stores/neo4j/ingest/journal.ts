import { ConflictError, InvariantError } from '../../../domain/errors.ts';
import type { KindCounts } from '../../../engine/ports.ts';
import type { Session } from '../session.ts';
import type { Transaction } from '../session/transaction.ts';
import { statement } from '../statements.ts';

/** How far an import has come; all of it is cumulative over every attempt. */
export interface ImportProgress {
  /** Rows that are done, in the order of the import; made users whose versions are written count as well. */
  readonly done: number;
  /** How many users were made because facts named them. */
  readonly made: number;
  /** By file, in the order in which the files came. */
  readonly counts: readonly KindCounts[];
  /** A run as of later than this sees something of the import; infinite where it brought nothing yet. */
  readonly visibleAfter: number;
}

/** What is kept of an import from its first write on. */
export interface ImportIdentity {
  readonly batch: number;
  readonly digest: string;
  /** When rows that do not say were known; undefined: when they happened. */
  readonly recorded: number | undefined;
}

const OPERATION = 'import';
/** Instants lie before this; kept in place of infinity, which is no integer. */
const NEVER = Number.MAX_SAFE_INTEGER;

/**
 * The journal of an import: the node that says how far it has come. Each step of it is written in the transaction of
 * the rows that it accounts for, and only where it follows the step before, so that rows are written once whatever is
 * tried again, and by whom.
 */
export class Journal {
  readonly #session: Session;
  readonly #writer: string;
  readonly identity: ImportIdentity;
  #progress: ImportProgress;
  #isOpen: boolean;

  private constructor(
    { session, writer }: { session: Session; writer: string },
    identity: ImportIdentity,
    resumed: ImportProgress | { readonly files: number },
  ) {
    this.#session = session;
    this.#writer = writer;
    this.identity = identity;
    this.#isOpen = !('files' in resumed);
    this.#progress = 'files' in resumed ? nothingDone(resumed.files) : resumed;
  }

  /** For an import that begins; it is written down with its first rows. */
  static fresh(
    access: { session: Session; writer: string },
    identity: ImportIdentity,
    files: number,
  ): Journal {
    return new Journal(access, identity, { files });
  }

  /** Goes on with an import that was interrupted, which is this writer's from now on. */
  static async takeOver(
    access: { session: Session; writer: string },
    { batch, digest }: Pick<ImportIdentity, 'batch' | 'digest'>,
  ): Promise<Journal> {
    const parameters = { batch, writer: access.writer };
    const [row] = await access.session.write(OPERATION, statement('ingest/take-over'), parameters);
    if (row === undefined) throw takenOver(batch);
    const recorded = row.has('recorded') ? row.number('recorded') : undefined;
    const visibleAfter = row.number('visible_after');
    return new Journal(
      access,
      { batch, digest, recorded },
      {
        done: row.number('done'),
        made: row.number('made'),
        counts: JSON.parse(row.text('counts')) as readonly KindCounts[],
        visibleAfter: visibleAfter === NEVER ? Infinity : visibleAfter,
      },
    );
  }

  get progress(): ImportProgress {
    return this.#progress;
  }

  /** Whether the store knows of the import: it does from the first write on. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Writes rows and how far the import has come with them, both or neither. */
  async advance(next: ImportProgress, write: (transaction: Transaction) => Promise<void>): Promise<void> {
    if (!this.#isOpen) await this.#open();
    const { batch } = this.identity;
    await this.#session.transaction(OPERATION, async (transaction) => {
      const moved = await transaction.run(statement('ingest/advance'), {
        batch,
        writer: this.#writer,
        from: this.#progress.done,
        journal: asProperties(next),
      });
      if (moved.length > 0) return write(transaction);
      const [now] = await transaction.run(statement('ingest/progress'), { batch });
      // The connection was lost while the server committed; trying again found it done.
      const isDone = now?.number('done') === next.done && now.text('writer') === this.#writer;
      if (!isDone) throw takenOver(batch);
    });
    this.#progress = next;
  }

  async commit(): Promise<void> {
    const { batch } = this.identity;
    const parameters = { batch, writer: this.#writer };
    const [row] = await this.#session.write(OPERATION, statement('ingest/commit-batch'), parameters);
    if (row !== undefined) return;
    const [now] = await this.#session.read(OPERATION, statement('ingest/progress'), { batch });
    if (now?.text('state') !== 'committed') throw takenOver(batch);
  }

  async #open(): Promise<void> {
    const { batch, digest, recorded } = this.identity;
    const journal = {
      ...asProperties(this.#progress),
      digest,
      writer: this.#writer,
      recorded: recorded ?? null,
    };
    const [row] = await this.#session.write(OPERATION, statement('ingest/open-batch'), { batch, journal });
    if (row?.text('writer') !== this.#writer) throw takenOver(batch);
    this.#isOpen = true;
  }
}

function nothingDone(files: number): ImportProgress {
  const none: KindCounts = { created: 0, updated: 0, unchanged: 0, retracted: 0, rejected: 0 };
  return { done: 0, made: 0, counts: Array.from({ length: files }, () => none), visibleAfter: Infinity };
}

function asProperties({ done, made, counts, visibleAfter }: ImportProgress) {
  if (!Number.isSafeInteger(done)) throw new InvariantError('an import counts more rows than it can have');
  return { done, made, counts: JSON.stringify(counts), visible_after: Math.min(visibleAfter, NEVER) };
}

function takenOver(batch: number): ConflictError {
  return new ConflictError(
    `import: batch ${batch} was taken over, finished or undone by another process while this one wrote it; see what ` +
      'came of it before importing again.',
    { context: { batch } },
  );
}
