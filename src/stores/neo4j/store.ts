import type { Instant } from '../../domain/time.ts';
import { makeExplorer } from '../../engine/exploring/make-explorer.ts';
import type {
  ApiKeyRecord,
  BandedScores,
  Cut,
  GraphStore,
  IngestOptions,
  OnProgress,
  ProjectRequest,
  PromptReads,
  RunRecord,
  StagedFile,
} from '../../engine/ports.ts';
import { WriteQueue } from '../../engine/write-queue.ts';
import type { ScoreTable } from '../../scoring/score-table.ts';
import { neo4jReads, warmUp } from './explore.ts';
import { latestBatch, refuseWhileOpen } from './batches.ts';
import { abandonImport, ingest } from './ingest.ts';
import { listKeys, saveKey } from './keys.ts';
import { migrate } from './migrations.ts';
import { project, projectRelations } from './project.ts';
import { history, readScore, readScores } from './run-scores.ts';
import { latestRun, listRuns, readRun, saveRun } from './runs.ts';
import { touched } from './touched.ts';
import { writeBack } from './write-back.ts';
import { Session } from './session.ts';
import type { Neo4jOptions } from './session/server-access.ts';

/**
 * A store on a Neo4j server: many processes may have it open. The first call connects; a server that does not answer
 * is StoreUnavailableError, a wrong password, an unknown database or an unsupported server InvalidConfigError. Call
 * `migrate` before anything else. `name` is for messages.
 */
export function openNeo4jStore(options: Neo4jOptions, name: string): GraphStore {
  return new Neo4jStore(new Session(options), name);
}

class Neo4jStore implements GraphStore {
  readonly #session: Session;
  readonly explore;
  readonly #imports = new WriteQueue();
  readonly name: string;
  readonly isShared = true;

  constructor(session: Session, name: string) {
    this.#session = session;
    this.explore = makeExplorer(neo4jReads(session));
    this.name = name;
  }

  migrate() {
    return migrate(this.#session, this.name);
  }

  ingest(files: readonly StagedFile[], options: IngestOptions) {
    return this.#imports.run(() => ingest(this.#session, files, options));
  }

  abandonImport() {
    return this.#imports.run(() => abandonImport(this.#session));
  }

  latestBatch(asOf?: Instant) {
    return latestBatch(this.#session, asOf);
  }

  async project(cut: Cut, request: ProjectRequest) {
    await refuseWhileOpen(this.#session, 'make a run');
    return project(this.#session, cut, request);
  }

  async touched(from: Cut, to: Cut) {
    await refuseWhileOpen(this.#session, 'find whom new facts touch');
    return touched(this.#session, from, to);
  }

  async projectRelations(cut: Cut) {
    await refuseWhileOpen(this.#session, 'read the network of a run');
    return projectRelations(this.#session, cut);
  }

  saveRun(run: RunRecord, scores: ScoreTable) {
    return saveRun(this.#session, run, scores);
  }

  latestRun(purpose: string) {
    return latestRun(this.#session, purpose);
  }

  readRun(id: string) {
    return readRun(this.#session, id);
  }

  listRuns(purpose?: string) {
    return listRuns(this.#session, purpose);
  }

  readScores(run: RunRecord) {
    return readScores(this.#session, run);
  }

  readScore(run: RunRecord, subjectId: string) {
    return readScore(this.#session, run, subjectId);
  }

  history(subjectId: string) {
    return history(this.#session, subjectId);
  }

  writeBack(run: RunRecord, scores: BandedScores, onProgress?: OnProgress) {
    return writeBack(this.#session, { run, scores, onProgress });
  }

  saveKey(key: ApiKeyRecord) {
    return saveKey(this.#session, key);
  }

  listKeys() {
    return listKeys(this.#session);
  }

  within(ms: number): PromptReads {
    const reader = this.#session.within(ms);
    return {
      explore: makeExplorer(neo4jReads(reader)),
      latestBatch: (asOf) => latestBatch(reader, asOf),
      latestRun: (purpose) => latestRun(reader, purpose),
      listKeys: () => listKeys(reader),
      name: this.name,
      readRun: (id) => readRun(reader, id),
      listRuns: (purpose) => listRuns(reader, purpose),
      readScore: (run, subjectId) => readScore(reader, run, subjectId),
      history: (subjectId) => history(reader, subjectId),
    };
  }

  warmUp() {
    return warmUp(this.#session);
  }

  /** Waits for the imports under way. */
  async close() {
    await this.#imports.idle();
    await this.#session.close();
  }
}
