/** A command line with nothing behind it but memory: what it prints, and what it asks for, can be looked at. */
import { createHash } from 'node:crypto';
import { Writable } from 'node:stream';
import { vi, type Mock } from 'vitest';
import type { CliDependencies, RunningServer } from '../../../src/cli/dependencies.ts';
import { runCli } from '../../../src/cli/program.ts';
import { FACT_TABLES, type FactTables } from '../../../src/engine/fact-tables.ts';
import { kernelsHere } from '../../../src/engine/kernels.ts';
import type { ApiKeyRecord, GraphStore, RunRecord } from '../../../src/engine/ports.ts';
import { parseProfile, type Profile } from '../../../src/scoring/profile.ts';
import { parseScorecard } from '../../../src/scoring/scorecard.ts';
import { scoreRow, type ScoreTable } from '../../../src/scoring/score-table.ts';
import { exploredWorld } from '../../support/explored-world.ts';
import { bands, catalogue } from './sample-cards.ts';

export const NOW = Date.UTC(2026, 0, 15, 12);

/** One factor: 50 points below 6 active months, 300 from there. */
const scorecardJson = JSON.stringify({
  id: 'one-factor@1',
  description: 'For tests.',
  base: 350,
  minimumEvidence: 1,
  halfConfidenceEvidence: 12,
  bands,
  subjects: {
    user: {
      factors: [
        { factor: 'active-months', bins: [{ below: 6, points: 50 }, { points: 300 }], notMeasurable: 0 },
      ],
    },
  },
});

/** A profile that excludes nothing. */
function anyProfile(name: string, purpose: string): Profile {
  return parseProfile(
    JSON.stringify({
      id: `${name}@1`,
      description: 'For tests.',
      purpose,
      bases: ['contract', 'consent'],
      law: [],
      scorecard: 'one-factor@1',
      excluded: { aboutOthers: false, groups: [], relations: [], factors: [] },
      reasons: { most: 4, rankedBy: 'points_lost' },
      retentionDays: 365,
    }),
  );
}

class Sink extends Writable {
  text = '';
  isTTY = false;
  columns = 80;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Nobody at all. */
export function noFacts(): FactTables {
  return Object.fromEntries(
    Object.entries(FACT_TABLES).map(([name, columns]): [string, object] => [
      name,
      Object.fromEntries(
        Object.entries(columns).map(([column, type]) => [
          column,
          type === 'text' ? [] : type === 'number' ? new Float64Array() : new Uint32Array(),
        ]),
      ),
    ]),
  ) as FactTables;
}

/** Four users: 3 active months, 10 active months, nothing known, and 10 months but flagged. */
export function factTables(): FactTables {
  return {
    ...noFacts(),
    subjects: {
      id: ['u-1', 'u-2', 'u-3', "u-4'張"],
      kind: new Uint32Array(4),
      registered_at: new Float64Array(4),
      owner: new Float64Array(4).fill(Number.NaN),
    },
    activity: {
      subject: Uint32Array.of(0, 1, 3),
      months: Float64Array.of(3, 10, 10),
      acts: Float64Array.of(4, 12, 12),
    },
    restrictions: { subject: Uint32Array.of(3), flagged_at: Float64Array.of(0) },
  };
}

class MemoryStore implements GraphStore {
  readonly name = 'memory:';
  batch = 1;
  closed = 0;
  keys = new Map<string, ApiKeyRecord>();
  runs: { run: RunRecord; scores: ScoreTable }[] = [];

  migrate = () => Promise.resolve();
  ingest = () => Promise.reject(new Error('nothing is ingested here'));
  latestBatch = () => Promise.resolve(this.batch);
  project = vi.fn(() => Promise.resolve(factTables()));
  touched = () => Promise.resolve({ subjects: [], sharers: [], tables: [], everybody: false });
  projectRelations = () => Promise.resolve(factTables());
  saveRun = (run: RunRecord, scores: ScoreTable) => {
    this.runs = [...this.runs.filter((held) => held.run.id !== run.id), { run, scores }];
    return Promise.resolve();
  };
  latestRun = (purpose: string) => {
    const own = this.runs.map(({ run }) => run).filter((run) => run.purpose === purpose);
    return Promise.resolve(own.sort((a, b) => a.cut.asOf - b.cut.asOf).at(-1));
  };
  readRun = (id: string) => Promise.resolve(this.runs.find(({ run }) => run.id === id)?.run);
  listRuns = (purpose?: string) => {
    const held = this.runs
      .map(({ run }) => run)
      .filter((run) => purpose === undefined || run.purpose === purpose);
    return Promise.resolve(held.sort((a, b) => b.cut.asOf - a.cut.asOf || b.finishedAt - a.finishedAt));
  };
  readScores = (run: RunRecord) => Promise.resolve(this.#scores(run));
  readScore = (run: RunRecord, subjectId: string) => {
    const row = this.#scores(run).ids.indexOf(subjectId);
    return Promise.resolve(row === -1 ? undefined : scoreRow(this.#scores(run), row));
  };
  explore = exploredWorld();
  history = async (subjectId: string) => {
    const entries = await Promise.all(
      this.runs.map(async ({ run }) => ({ run, row: await this.readScore(run, subjectId) })),
    );
    return entries
      .flatMap(({ run, row }) => (row === undefined ? [] : [{ run, row }]))
      .sort((a, b) => a.run.cut.asOf - b.run.cut.asOf);
  };
  saveKey = (key: ApiKeyRecord) => {
    this.keys.set(key.id, key);
    return Promise.resolve();
  };
  listKeys = () => Promise.resolve([...this.keys.values()]);
  close = () => {
    this.closed += 1;
    return Promise.resolve();
  };

  #scores(run: RunRecord): ScoreTable {
    return this.runs.find((held) => held.run.id === run.id)!.scores;
  }
}

/** What the command line asks the outside for, as mocks that a test can look at and change. */
type Door<K extends keyof CliDependencies> = CliDependencies[K] extends (...args: infer A) => infer R
  ? Mock<(...args: A) => R>
  : never;
type DoorName = {
  [K in keyof CliDependencies]: CliDependencies[K] extends (...args: never[]) => unknown ? K : never;
}[keyof CliDependencies];
type Fakes = { readonly [K in DoorName]: Door<K> } & {
  readonly laboratory: CliDependencies['laboratory'] & {
    readonly simulate: Mock<CliDependencies['laboratory']['simulate']>;
  };
};

interface FakeServer extends Pick<RunningServer, 'url' | 'stopped'> {
  readonly present: Mock<RunningServer['present']>;
  readonly close: Mock<RunningServer['close']>;
}

/** A server that has stopped as soon as it answers. */
export function fakeServer(url = 'http://127.0.0.1:3000', stopped = Promise.resolve()): FakeServer {
  return { url, stopped, present: vi.fn(() => Promise.resolve()), close: vi.fn(() => stopped) };
}

function makeFakes(store: GraphStore): Fakes {
  return {
    openStore: vi.fn(() => Promise.resolve(store)),
    importFiles: vi.fn(() => Promise.resolve({ files: [], batch: 1, createdMissing: 0 })),
    readScorecard: vi.fn(() => Promise.resolve(parseScorecard(scorecardJson))),
    readProfile: vi.fn((name: string) => Promise.resolve(anyProfile(name, name))),
    profileFor: vi.fn((purpose: string) => Promise.resolve(anyProfile('any', purpose))),
    readCatalogue: vi.fn(() => Promise.resolve(catalogue)),
    noteRevocation: vi.fn(() => Promise.resolve()),
    checkMatrixPath: vi.fn(() => Promise.resolve()),
    checkPort: vi.fn(() => Promise.resolve()),
    writeMatrix: vi.fn(() => Promise.resolve()),
    checkTextPath: vi.fn(() => Promise.resolve()),
    writeText: vi.fn(() => Promise.resolve()),
    startServer: vi.fn(() => Promise.resolve(fakeServer())),
    pause: vi.fn(() => Promise.resolve()),
    isOnServer: vi.fn((location: string) => location.startsWith('neo4j:')),
    prepareFolder: vi.fn(() => Promise.resolve()),
    prepareEmptyFolder: vi.fn(() => Promise.resolve()),
    isFolder: vi.fn(() => Promise.resolve(false)),
    makeWorld: vi.fn((folder: string) =>
      Promise.resolve({
        factsFolder: `${folder}/facts`,
        truthFolder: `${folder}/truth`,
        rows: 318_831,
        endsAt: Date.UTC(2025, 11, 31, 18),
        reportingCurrency: 'CNY',
      }),
    ),
    laboratory: {
      policies: [
        { id: 'personal', title: 'maxShare 0' },
        { id: 'network', title: 'as it is' },
      ],
      behaviours: [{ id: 'dropping', usual: 0.05, rate: 'that somebody drops a tie' }],
      mostMonths: 24,
      simulate: vi.fn(() =>
        Promise.resolve({
          headings: ['measure', 'maxShare 0'],
          rows: [['live ties a person', '5.43']],
          size: '1000 people',
          json: { subjects: 1000 },
          svg: '<svg/>',
        }),
      ),
    },
  };
}

export interface Machine {
  readonly store: MemoryStore;
  readonly fakes: Fakes;
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Runs a command and gives its exit code and what it alone has printed. */
  run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }>;
}

export function makeMachine(settings: Partial<CliDependencies['settings']> = {}, now = NOW): Machine {
  const store = new MemoryStore();
  const fakes = makeFakes(store);
  const stdout = new Sink();
  const stderr = new Sink();
  let random = 0;
  const deps: CliDependencies = {
    ...fakes,
    version: '1.2.3',
    clock: { now: () => now },
    hasher: { sha256: (text) => createHash('sha256').update(text).digest('hex') },
    kernels: kernelsHere,
    secrets: {
      randomBytes: (count) => Uint8Array.from({ length: count }, () => random++ % 256),
      isEqual: (a, b) => a === b,
    },
    stdout,
    stderr,
    settings: {
      store: 'duckdb:by-setting.db',
      server: undefined,
      port: 3000,
      host: '127.0.0.1',
      purpose: 'credit',
      basis: 'contract',
      reportingCurrency: undefined,
      colour: true,
      debug: false,
      ...settings,
    },
  };
  return {
    store,
    fakes,
    stdout,
    stderr,
    async run(...argv) {
      stdout.text = '';
      stderr.text = '';
      const code = await runCli(argv, deps);
      return { code, out: stdout.text, err: stderr.text };
    },
  };
}
