import type { Instant } from '../../domain/time.ts';
import type {
  ApiKeyRecord,
  Cut,
  GraphStore,
  IngestOptions,
  ProjectRequest,
  RunRecord,
  StagedFile,
} from '../../engine/ports.ts';
import { WriteQueue } from '../../engine/write-queue.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { makeExplorer } from '../../engine/exploring/make-explorer.ts';
import { openDatabase, type Database, type DuckdbOptions } from './database.ts';
import { duckdbReads } from './explore.ts';
import { ingest, latestBatch } from './ingest.ts';
import { listKeys, saveKey } from './keys.ts';
import { migrate } from './migrations.ts';
import { project, projectRelations } from './project.ts';
import { history, readScore, readScores } from './run-scores.ts';
import { latestRun, listRuns, readRun, saveRun } from './runs.ts';
import type { Session } from './session.ts';
import { touched } from './touched.ts';
import { latestBatchBefore } from './visible-batch.ts';

/**
 * The embedded store: one file, no server. Every call takes a connection of its own, so readers see the last
 * committed state while an import goes on; writers wait for each other.
 *
 * Throws InvalidConfigError for a path that cannot hold a store, StoreUnavailableError where another process
 * has it open. Call `migrate` before anything else.
 */
export async function openDuckdbStore(path: string, options: DuckdbOptions = {}): Promise<GraphStore> {
  return new DuckdbStore(await openDatabase(path, options));
}

class DuckdbStore implements GraphStore {
  readonly #database: Database;
  readonly #writes = new WriteQueue();
  readonly explore;
  readonly name: string;

  constructor(database: Database) {
    this.#database = database;
    this.explore = makeExplorer(duckdbReads(database));
    this.name = database.name;
  }

  migrate() {
    return this.#write((session) => migrate(session, this.name));
  }

  ingest(files: readonly StagedFile[], options: IngestOptions) {
    return this.#write((session) => ingest(session, files, options));
  }

  latestBatch(asOf?: Instant) {
    return this.#database.with((session) =>
      asOf === undefined ? latestBatch(session) : latestBatchBefore(session, asOf),
    );
  }

  touched(from: Cut, to: Cut) {
    return this.#database.with((session) => touched(session, from, to));
  }

  projectRelations(cut: Cut) {
    return this.#database.with((session) => projectRelations(session, cut));
  }

  /** Facts around a few subjects are few, and handing memory back would forget what the next such call reads again. */
  project(cut: Cut, request: ProjectRequest) {
    return this.#database.with(async (session) => {
      if (request.around !== undefined) return project(session, cut, request);
      const needLess = (share: number) => this.#database.leaveMemory(share);
      try {
        return await project(session, cut, { ...request, needLess });
      } finally {
        await this.#database.handBackMemory(session);
      }
    });
  }

  saveRun(run: RunRecord, scores: ScoreTable) {
    return this.#write((session) => saveRun(session, run, scores));
  }

  latestRun(purpose: string) {
    return this.#database.with((session) => latestRun(session, purpose));
  }

  readRun(id: string) {
    return this.#database.with((session) => readRun(session, id));
  }

  listRuns(purpose?: string) {
    return this.#database.with((session) => listRuns(session, purpose));
  }

  readScores(run: RunRecord) {
    return this.#database.with((session) => readScores(session, run));
  }

  readScore(run: RunRecord, subjectId: string) {
    return this.#database.with((session) => readScore(session, run, subjectId));
  }

  history(subjectId: string) {
    return this.#database.with((session) => history(session, subjectId));
  }

  saveKey(key: ApiKeyRecord) {
    return this.#write((session) => saveKey(session, key));
  }

  listKeys() {
    return this.#database.with(listKeys);
  }

  /** Waits for what is under way. */
  async close() {
    await this.#writes.idle();
    await this.#database.close();
  }

  #write<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return this.#writes.run(() => this.#database.with(work));
  }
}
