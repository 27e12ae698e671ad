/**
 * How long the network of a run takes: to adjust everybody's score, to load for analysts, and to say whose scores moved
 * one. `network [--subjects 1000000]`: a drawn graph of 5 ties a subject and groups of 20, records of 0 to 60.
 */
import { parseArgs } from 'node:util';
import type { RelationTables } from '../src/engine/fact-tables.ts';
import { adjustForNetwork, networkRelations } from '../src/engine/network.ts';
import type { RunRecord } from '../src/engine/ports.ts';
import { loadRunNetwork } from '../src/engine/run-network.ts';
import { SUBJECT_COLUMNS, type Projection, type SubjectColumns } from '../src/graph/projection.ts';
import { KernelThreads } from '../src/workers/kernel-threads.ts';
import { parseScorecard } from '../src/scoring/scorecard.ts';
import { scoreSubjects } from '../src/scoring/score-subjects.ts';
import { GRAPHS } from './kernel-graphs.ts';
import { printTable } from './table.ts';

const TIES = 5;
const MEMBERS = 20;
const ASKED = 2000;

const AS_OF = Date.UTC(2025, 0, 1);

const scorecard = parseScorecard(
  JSON.stringify({
    ...{ id: 'network@1', description: 'for the bench', base: 350 },
    ...{ minimumEvidence: 0, halfConfidenceEvidence: 6 },
    bands: [{ from: 350, name: 'all' }],
    network: {},
    subjects: {
      user: {
        factors: [
          {
            factor: 'active-months',
            notMeasurable: 0,
            bins: [
              ...Array.from({ length: 12 }, (_, m) => ({ below: m + 1, points: 40 * m })),
              { points: 480 },
            ],
          },
          { factor: 'influence', notMeasurable: 0, bins: [{ points: 0 }] },
        ],
      },
    },
  }),
);

export async function benchNetwork(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { subjects: { type: 'string', default: '1000000' } },
  });
  const subjects = Number(values.subjects);
  const kernels = new KernelThreads();
  const relations = drawRelations(subjects);
  const projection = drawProjection(subjects);
  const rows: string[][] = [];
  const timed = async <T>(what: string, work: () => Promise<T> | T): Promise<T> => {
    const start = performance.now();
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    const seconds = (performance.now() - start) / 1000;
    rows.push([what, `${seconds.toFixed(2)} s`, `${((user + system) / 1e6).toFixed(2)} s`]);
    return result;
  };
  const table = await timed('personal scores', () => scoreSubjects(projection, scorecard, 'contract'));
  const network = { scorecard, relations: networkRelations(relations), kernels };
  await timed('network, influence, groups', () => adjustForNetwork(table, projection, network));
  const loaded = await timed('load for analysts', () => loadRunNetwork(RUN, table, { relations, kernels }));
  const times: number[] = [];
  let unexplained = 0;
  for (let asked = 0; asked < ASKED; asked++) {
    const start = performance.now();
    const { line } = loaded.of(projection.ids[(asked * 7919) % subjects]!, 20);
    unexplained = Math.max(unexplained, line?.unexplained ?? 0);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  for (const share of [0.5, 0.99, 1])
    rows.push([
      `who moved one, ${100 * share} %`,
      `${times[Math.ceil(share * ASKED) - 1]!.toFixed(2)} ms`,
      '',
    ]);
  rows.push(['not followed to its end, at most', `${unexplained.toFixed(3)} points`, '']);
  printTable([`${subjects} subjects`, 'time', 'processor'], rows);
  await kernels.close();
}

const RUN = {
  ...{ id: 'bench', cut: { asOf: AS_OF, batch: 1 }, scorecardId: scorecard.id, scorecardHash: '' },
  ...{ scorecardJson: scorecard.canonicalJson, purpose: 'credit', basis: 'contract' as const },
  ...{ reportingCurrency: 'XXX', subjects: 0, scored: 0, finishedAt: AS_OF },
} satisfies RunRecord;

function drawRelations(subjects: number): RelationTables {
  const { edges } = GRAPHS['uniform-skewed']({ nodes: subjects, edges: subjects * TIES });
  const isPair = edges.source.map((one, edge) => (one === edges.target[edge] ? 0 : 1));
  return {
    subjects: {
      ...{ id: [], kind: new Uint32Array(), registered_at: new Float64Array() },
      owner: new Float64Array(subjects).fill(Number.NaN),
    },
    knows: {
      source: edges.source.filter((_, edge) => isPair[edge] === 1),
      target: edges.target.filter((_, edge) => isPair[edge] === 1),
      strength: edges.weight
        .filter((_, edge) => isPair[edge] === 1)
        .map((weight) => 1_000_000 * Math.min(1, weight)),
    },
    member_of: {
      source: Uint32Array.from({ length: subjects }, (_, row) => row),
      target: Uint32Array.from({ length: subjects }, (_, row) => Math.floor(row / MEMBERS)),
    },
  };
}

function drawProjection(subjects: number): Projection {
  const names = Object.keys(SUBJECT_COLUMNS) as (keyof SubjectColumns)[];
  const nothing = new Float64Array(subjects);
  const columns = Object.fromEntries(names.map((name) => [name, nothing])) as Record<
    keyof SubjectColumns,
    Float64Array
  >;
  const months = Float64Array.from(nothing, (_, row) => (row * 31) % 13);
  const drawn = {
    activeMonths12: months,
    acts: months,
    record: months.map((month, row) => month * ((row * 7) % 6)),
  };
  return {
    asOf: AS_OF,
    ids: Array.from({ length: subjects }, (_, row) => `s${row}`),
    kinds: new Uint8Array(subjects),
    columns: { ...columns, ...drawn },
    attributes: new Map(),
    protectedAttributes: new Set(),
    restricted: new Uint8Array(subjects),
    consented: new Uint8Array(subjects),
    reportingCurrency: 'XXX',
  };
}
