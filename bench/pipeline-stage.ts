/**
 * One part of the pipeline in a process of its own, so that its memory is its own:
 * `pipeline-stage.js import FROM STORE` or `pipeline-stage.js run STORE AS_OF CURRENCY`. Prints its stages as JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv } from 'node:process';
import { edgesOf } from '../src/engine/columns/edges.ts';
import type { FactTables } from '../src/engine/fact-tables.ts';
import { adjustForNetwork, networkRelations } from '../src/engine/network.ts';
import { buildProjection } from '../src/engine/projection.ts';
import type { Cut, GraphStore, RunRecord } from '../src/engine/ports.ts';
import { buildIn } from '../src/graph/rows/csr.ts';
import type { EdgeList } from '../src/graph/rows/edge-list.ts';
import { pageRank } from '../src/graph/walks/page-rank.ts';
import { sha256Hasher } from '../src/host/sha256.ts';
import { importFiles } from '../src/intake/import-files.ts';
import { parseScorecard, type Scorecard } from '../src/scoring/scorecard.ts';
import type { ScoreTable } from '../src/scoring/score-table.ts';
import { scoreSubjects } from '../src/scoring/score-subjects.ts';
import { openDuckdbStore } from '../src/stores/duckdb/store.ts';
import { KernelThreads } from '../src/workers/kernel-threads.ts';

export interface Stage {
  readonly name: string;
  readonly seconds: number;
  /** Of all threads; unlike the seconds it hardly depends on what else the machine does. */
  readonly cpuSeconds: number;
  readonly rows: number;
  /** Largest resident set while the stage ran, in MB. */
  readonly peakMb: number;
}

const stages: Stage[] = [];
const kernels = new KernelThreads();

async function measure<T>(
  name: string,
  work: () => Promise<T> | T,
  rowsOf: (result: T) => number,
): Promise<T> {
  // Linux: forgets the peak so far, so that each stage has its own.
  writeFileSync('/proc/self/clear_refs', '5');
  const start = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - start) / 1000;
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const cpuSeconds = (user + system) / 1e6;
  stages.push({ name, seconds, cpuSeconds, rows: rowsOf(result), peakMb: Number(peak) / 1024 });
  return result;
}

async function importStage(from: string, location: string): Promise<void> {
  const store = await openDuckdbStore(location);
  await store.migrate();
  const options = {
    ...({ from, recorded: 'event', now: Date.now(), createMissing: false, strict: true } as const),
    rejectsPath: join(tmpdir(), 'credence-bench-rejects.csv'),
    identifierKey: { version: 1, key: new Uint8Array(32).fill(7) },
  };
  await measure(
    'import',
    () => importFiles(store, options),
    ({ files }) => files.reduce((sum, { read }) => sum + read, 0),
  );
  await measure(
    'close the store',
    () => store.close(),
    () => 0,
  );
}

async function runStages(location: string, asOf: number, currency: string): Promise<void> {
  const store = await openDuckdbStore(location);
  await store.migrate();
  const scorecard = parseScorecard(readFileSync('src/scoring/scorecards/five-factor@1.json', 'utf8'));
  const cut = { asOf, batch: await store.latestBatch() };
  const scores = await scoreStages(store, { cut, currency, scorecard });
  const run: RunRecord = {
    ...{ id: 'bench', cut, scorecardId: scorecard.id, purpose: 'credit', basis: 'contract' },
    ...{
      scorecardHash: sha256Hasher.sha256(scorecard.canonicalJson),
      scorecardJson: scorecard.canonicalJson,
    },
    ...{ reportingCurrency: currency, subjects: scores.ids.length, scored: 0, finishedAt: asOf },
  };
  await measure(
    'save',
    () => store.saveRun(run, scores),
    () => scores.ids.length,
  );
  await store.close();
}

/** As in a run, nothing but the scores is left of it when they are saved. */
async function scoreStages(
  store: GraphStore,
  { cut, currency, scorecard }: { cut: Cut; currency: string; scorecard: Scorecard },
): Promise<ScoreTable> {
  const tables = await measure(
    'project',
    () => store.project(cut, { purpose: 'credit' }),
    ({ subjects }) => subjects.id.length,
  );
  const nodes = tables.subjects.id.length;
  await measure(
    'PageRank on payments',
    () => pageRank(buildIn(paymentsOf(tables), nodes)),
    ({ values }) => values.length,
  );
  const relations = networkRelations(tables);
  const projection = await measure(
    'columns and kernels',
    () => buildProjection(tables, cut.asOf, { reportingCurrency: currency, kernels }),
    ({ ids }) => ids.length,
  );
  const personal = await measure(
    'factors and points',
    () => scoreSubjects(projection, scorecard, 'contract'),
    ({ ids }) => ids.length,
  );
  return measure(
    'network and groups',
    () => adjustForNetwork(personal, projection, { scorecard, relations, kernels }),
    ({ ids }) => ids.length,
  );
}

/** The same edges and weights as the Python script's. */
function paymentsOf({ dealt: { source, target, paid } }: FactTables): EdgeList {
  return edgesOf([{ from: source, to: target, weight: (row) => Math.sqrt(paid[row]!) }]);
}

const [part, first = '', second = '', third = ''] = argv.slice(2);
if (part === 'import') await importStage(first, second);
else await runStages(first, Number(second), third);
console.log(JSON.stringify(stages));
