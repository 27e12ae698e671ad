/**
 * What the use cases need from the outside. Stores, the host and transports implement or call these; nothing
 * here knows a database, a file system or a socket.
 */
import type { ColumnTable, FactColumns } from '../domain/fact-columns.ts';
import type { FactKind } from '../domain/facts.ts';
import type { ProcessingBasis } from '../domain/score.ts';
import type { Instant } from '../domain/time.ts';
import type { ScoreRow, ScoreTable } from '../scoring/score-table.ts';
import type { Cut } from './cut.ts';
import type { GraphExplorer } from './exploring/explorer.ts';
import type { FactTableName, FactTables, RelationTables } from './fact-tables.ts';

export type { Cut };

/** Reported while something that may take longer than two seconds goes on. */
export interface Progress {
  /** What is being done, such as `validate transactions.csv`. */
  readonly stage: string;
  readonly done: number;
  /** Absent where the end is not known. */
  readonly total?: number;
}
export type OnProgress = (progress: Progress) => void;

/**
 * One validated file on its way into a store: Parquet with the kind's columns (VARCHAR; instants as
 * TIMESTAMP in UTC at millisecond precision; integers and parts per million as BIGINT; flags as BOOLEAN),
 * then `recorded_at` TIMESTAMP or NULL, `retracted` BOOLEAN (never NULL), `source` VARCHAR or NULL unless the
 * kind declares a source of its own, and `record` BIGINT, the record's number in `origin`, unique, or NULL in all rows:
 * then it is the row's place in the file, from 1. Other columns are not read.
 *
 * A store whose database reads Parquet takes `path`; any other takes the same rows from `read`.
 */
export interface StagedFile {
  readonly kind: FactKind;
  readonly path: string;
  readonly rows: number;
  /** The name of the file as the user knows it. */
  readonly origin: string;
  /** The rows from the `skip`-th on (counted from 0), ordered by the kind's key columns and then by record. */
  read(skip?: number): AsyncIterable<StagedRows>;
  /** The same for the same rows, whatever order they stand in. */
  digest(): Promise<string>;
}

/** A stretch of a staged file by column, all equally long. Instants are ms; ratios are parts per million. */
export interface StagedRows {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly StagedValue[]>>;
}
export type StagedValue = string | number | boolean | null;

export interface IngestOptions {
  /** What a row without `recorded_at` takes: the import's own instant, or the fact's event time. */
  readonly recorded: Instant | 'event';
  /** Make subjects that are referred to and unknown, as users registered at their earliest fact. */
  readonly createMissing: boolean;
  /** Any rejection undoes the whole import. */
  readonly strict: boolean;
  /** Weighs every row and undoes the import whatever comes of it; default false. */
  readonly rehearse?: boolean;
  /** A folder the store may write its rejections into, one file for each staged one; the caller removes it. */
  readonly scratch: string;
  readonly onProgress?: OnProgress;
}

/**
 * Why a store turned a row away that was valid in itself:
 * - `unknown_reference`  it names a subject, group or obligation that nobody declared
 * - `id_taken`           its id is a subject or obligation of another kind already
 * - `stale_version`      it differs from the version held and was not recorded later
 * - `conflicting_rows`   two rows of the import share a key and a recorded_at and differ
 */
export type StoreRejection = 'unknown_reference' | 'id_taken' | 'stale_version' | 'conflicting_rows';

export interface KindCounts {
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly retracted: number;
  readonly rejected: number;
}

/** What became of one staged file. */
export interface FileReceipt extends KindCounts {
  readonly kind: FactKind;
  readonly origin: string;
  /**
   * Where rejected > 0: (record BIGINT, reason VARCHAR of StoreRejection, column_name VARCHAR or NULL, expected
   * VARCHAR, came VARCHAR or NULL) as Parquet or, where the name ends in `.ndjson`, as one JSON object a line.
   */
  readonly rejectionsPath?: string;
}

export interface IngestReceipt {
  /** The batch committed, or the latest one where nothing was new: then no batch is made. */
  readonly batch: number;
  readonly files: readonly FileReceipt[];
  /** Subjects made because they were referred to. */
  readonly createdMissing: number;
  /** false when `strict` undid the import. */
  readonly committed: boolean;
}

export interface RunRecord {
  /** Derived from the inputs, so equal inputs give the same run. */
  readonly id: string;
  readonly cut: Cut;
  readonly scorecardId: string;
  readonly scorecardHash: string;
  /** The scorecard as canonical JSON, so that any stored score can be explained without its file. */
  readonly scorecardJson: string;
  readonly purpose: string;
  readonly basis: ProcessingBasis;
  readonly reportingCurrency: string;
  readonly subjects: number;
  readonly scored: number;
  readonly finishedAt: Instant;
  /** The profile as canonical JSON, so that any stored score can certify what was left out; absent in older runs. */
  readonly profileJson?: string;
  /** Everybody scored, in numbers, as JSON (`scoring/population`); absent in older runs. */
  readonly populationJson?: string;
  /** The run whose scores stand for everybody whom this one did not find changed; absent of a full run. */
  readonly base?: string;
  /** How a run with a base was made, as JSON (`engine/resident/touched-run`); it may be long, and absent where many are read. */
  readonly touchedJson?: string;
}

/**
 * Whom two cuts see differently, whether or not either sees the subjects themselves. What time alone does is not in it: a
 * due that falls due changes no row.
 */
export interface Touched {
  /**
   * Everybody whom a fact names, at either end, that one cut sees otherwise than the other, in code point order: a version
   * seen in one of them alone, an instant that reads as NULL in one, a transaction that is pending, or not mature, in one.
   * A fact about an obligation, a guarantee for it included, names whoever owes it and both ends of every guarantee for it,
   * as the facts say that either cut sees; nobody names a creditor, of whom no table tells.
   * A merchant of another owner, or of one by the word of another source, brings its owners, before and after, and all that
   * these own; one of another category whoever paid it; a subject that one cut does not see everybody it shares a fact with
   * that either cut sees.
   */
  readonly subjects: readonly string[];
  /**
   * Those of them, and those not among them, who were seen in either cut with an identifier of somebody of whom one cut
   * sees a sighting otherwise, or whom it does not see, in code point order. How far others on an identifier are believed is
   * told by all of their sightings.
   */
  readonly sharers: readonly string[];
  /** Those in which a row of one of them may be another, by the kinds of the facts that are seen otherwise; `tablesOf`. */
  readonly tables: readonly FactTableName[];
  /** A source's reliability or a rate changed, which may move anybody; then nobody and nothing need be named. */
  readonly everybody: boolean;
}

/** Whom, and what of them, a projection is asked for. */
export type Around = Pick<Touched, 'subjects' | 'sharers'> & Partial<Pick<Touched, 'tables'>>;

export interface ProjectRequest {
  readonly purpose: string;
  /**
   * Reads only what names one of `subjects` at either end: dues, payments and balances of the obligations of which one is the
   * debtor; obligations of these and those that a guarantee names; sightings of all `sharers` and of everybody seen with
   * one of their identifiers, of each of these all. `subjects`, `sharers`, whoever a row names, merchants that one of
   * `subjects` owns, and the owners of all of these, owners' owners too, each with its row of `subjects` as it is. Rates whole.
   * Rows about others alone may be there in part and are not to be read; whom the cut does not see is passed over.
   * Where `tables` are named, any but these, `subjects` and `rates` may be empty or there in part and are not to be read;
   * `sharers` are read with `sightings` alone. Default: everything.
   */
  readonly around?: Around;
}

/** One subject's outcome in one run. */
export interface HistoryEntry {
  readonly run: RunRecord;
  readonly row: ScoreRow;
}

/** Scores with the bands they lie in, one entry a subject. */
export interface BandedScores {
  readonly ids: readonly string[];
  readonly scores: readonly number[];
  readonly bands: readonly string[];
}

/** An API key as it is kept: never the key itself. */
export interface ApiKeyRecord {
  readonly id: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly hash: string;
  readonly client: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly revokedAt?: Instant;
}

export interface GraphStore {
  /** For messages: `duckdb:otc.db`. */
  readonly name: string;
  /** Whether other processes may read and write it while this one has it open; absent: they cannot. */
  readonly isShared?: boolean;
  /** Brings the schema to this version; refuses one that a later version wrote. */
  migrate(): Promise<void>;
  /** One import is one batch: all of it becomes visible at once or none of it. */
  ingest(files: readonly StagedFile[], options: IngestOptions): Promise<IngestReceipt>;
  /**
   * Undoes an import that was interrupted, gives false where there is none; throws ConflictError while one goes on.
   * Absent: an import that is interrupted leaves nothing behind.
   */
  abandonImport?(): Promise<boolean>;
  /**
   * The latest batch; with an instant, the latest that a run as of then can see anything of, so that what was imported
   * since and is not yet known then leaves a run as it was. 0 where there is none.
   */
  latestBatch(asOf?: Instant): Promise<number>;
  /** Reads the facts of a cut as tables of integers; `engine/projection` makes the numeric view of them. */
  project(cut: Cut, request: ProjectRequest): Promise<FactTables>;
  /** Whom the facts of two cuts of one calendar month tell apart; `to` is no earlier and sees no earlier batch. */
  touched(from: Cut, to: Cut): Promise<Touched>;
  /** The tables of a cut that say who is tied to whom, as `project` gives them, and nothing else. */
  projectRelations(cut: Cut): Promise<RelationTables>;
  /** Looks around in the facts of a cut, live. */
  readonly explore: GraphExplorer;

  /**
   * Replaces a run of the same id; half of a run is never visible. Of a run with a base, `scores` holds those alone whom it
   * changed or added, and the base stays where it is; NotFoundError where it is not held.
   */
  saveRun(run: RunRecord, scores: ScoreTable): Promise<void>;
  /** The purpose's run with the latest asOf, of several the one finished last: a backtest is never served. */
  latestRun(purpose: string): Promise<RunRecord | undefined>;
  readRun(id: string): Promise<RunRecord | undefined>;
  /** All runs of a purpose, or of all, without `touchedJson`; the latest asOf first, of several the one finished last. */
  listRuns(purpose?: string): Promise<readonly RunRecord[]>;
  readScores(run: RunRecord): Promise<ScoreTable>;
  /** As the run left it, whichever run of its chain that is from. Undefined when the run did not know the subject. */
  readScore(run: RunRecord, subjectId: string): Promise<ScoreRow | undefined>;
  /** Every full run that knew the subject, and every other that changed it, without `touchedJson`; oldest asOf first. */
  history(subjectId: string): Promise<readonly HistoryEntry[]>;

  /**
   * Puts scores where people see them who browse the database, and takes those of other runs away; a run half-written
   * never shows as a whole one. Absent where nobody browses it.
   */
  writeBack?(run: RunRecord, scores: BandedScores, onProgress?: OnProgress): Promise<void>;

  saveKey(key: ApiKeyRecord): Promise<void>;
  listKeys(): Promise<readonly ApiKeyRecord[]>;

  /**
   * Its reads for somebody who waits: what has not come so many ms after this call is StoreUnavailableError. Absent
   * where none waits for another machine.
   */
  within?(ms: number): PromptReads;
  /**
   * Has the database prepare what it prepares once, so that the first who waits for `explore` waits no longer than
   * later ones; may take seconds. Absent where there is no such thing.
   */
  warmUp?(): Promise<void>;
  close(): Promise<void>;
}

/** What is read while somebody waits for it. */
export type PromptReads = RunReads & Pick<GraphStore, 'explore' | 'latestBatch' | 'listKeys'>;

/** What tells of runs and of one subject in them. */
export type RunReads = Pick<
  GraphStore,
  'name' | 'latestRun' | 'readRun' | 'listRuns' | 'readScore' | 'history'
>;

/** Writes columns as Parquet; equal rows give equal files. */
export interface ColumnFile {
  /**
   * Files that an import reads back, `users.parquet` and so on, of the batches that `work` appends, which may be
   * more than memory holds; rows that say when they were recorded in that order, then by
   * key, others in their own. Every batch of a kind has the columns of its first one in the same form; a column that
   * no row fills is left out. The files appear when `work` is done; where it throws there are none. Throws
   * InvalidInputError where the folder does not exist or a column does not fit.
   */
  writeFacts<T>(
    folder: string,
    work: (append: (facts: FactColumns) => Promise<void>) => Promise<T>,
  ): Promise<T>;
  /** Throws InvalidInputError where the file's folder does not exist or a column does not fit. */
  writeTable(path: string, table: ColumnTable): Promise<void>;
}

export interface Clock {
  now(): Instant;
}

export interface Hasher {
  /** SHA-256 in lower-case hexadecimal of the bytes, one part after the other; text as UTF-8. */
  sha256(...parts: readonly (string | Uint8Array)[]): string;
}

/** What keys need of the machine: unguessable bytes, and a comparison whose time tells nothing. */
export interface Secrets {
  randomBytes(count: number): Uint8Array;
  /** In time that depends on the lengths alone. */
  readonly isEqual: (a: string, b: string) => boolean;
}

/** One read of somebody's data, as it is kept in the audit log. */
export interface AuditRecord {
  readonly at: Instant;
  readonly requestId: string;
  readonly keyId: string;
  readonly client: string;
  readonly action: string;
  /** Absent where it was about nobody: a search that gave nobody, or was refused. */
  readonly subjectId?: string;
  readonly purpose: string;
  /** What the reader was given: an outcome, or an error's code. */
  readonly result: string;
}

/** Append-only and hash-chained. */
export interface AuditLog {
  /** Resolves once the record is on disk (fdatasync), together with whatever else was waiting. */
  append(record: AuditRecord): Promise<void>;
  close(): Promise<void>;
}
