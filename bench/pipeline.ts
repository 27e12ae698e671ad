/**
 * The whole line from files to saved scores, stage by stage, at a tenth of the size and at the size asked for, beside a
 * Python script that does a part of it with DuckDB, pandas and NetworKit. The script's import types the columns and no
 * more, and its tables stay in memory; ours checks every value, key and reference, keeps versions, and is on disk.
 *
 *   npm run bench -- pipeline [--subjects 100000] [--transactions 1000000] [--keep FOLDER]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Stage } from './pipeline-stage.ts';
import { preparePython } from './python.ts';

const STAGE = join(import.meta.dirname, 'pipeline-stage.js');
const PROGRAM = join(import.meta.dirname, '..', 'src', 'main.js');
/** What the Python script takes; ours takes every kind when it imports Parquet. */
const PEER_KINDS = ['users', 'merchants', 'transactions'];
const AS_OF = '2025-12-31 18:00:00';

/** What one process did. */
interface Part {
  readonly title: string;
  readonly stages: readonly Stage[];
}

interface Size {
  readonly subjects: number;
  readonly transactions: number;
}

export async function benchPipeline(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      subjects: { type: 'string', default: '100000' },
      transactions: { type: 'string', default: '1000000' },
      keep: { type: 'string' },
    },
  });
  const whole = { subjects: Number(values.subjects), transactions: Number(values.transactions) };
  const tenth = {
    subjects: Math.round(whole.subjects / 10),
    transactions: Math.round(whole.transactions / 10),
  };
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'credence-pipeline-'));
  try {
    console.log(`Load at the start: ${loadavg()[0]?.toFixed(1) ?? ''} on ${availableParallelism()} cores`);
    const small = await measureSize(tenth, folder);
    const large = await measureSize(whole, folder);
    console.log(`\n${described(tenth)}, then ${described(whole)}, and the growth in time\n`);
    for (const part of large)
      printPart(
        part,
        small.find(({ title }) => title === part.title),
      );
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function described({ subjects, transactions }: Size): string {
  return `${subjects.toLocaleString('en')} subjects and ${transactions.toLocaleString('en')} transactions`;
}

async function measureSize({ subjects, transactions }: Size, folder: string): Promise<readonly Part[]> {
  const world = join(folder, `world-${subjects}-${transactions}`);
  if (!existsSync(world)) {
    const options = ['--subjects', subjects, '--transactions', transactions, '--seed', 1, '--out', world];
    execFileSync(process.execPath, [PROGRAM, 'world', ...options.map(String)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const facts = join(world, 'facts');
  const csv = join(world, 'csv');
  if (!existsSync(csv)) await writeCsv(facts, csv);
  const stores = mkdtempSync(join(folder, 'stores-'));
  try {
    const run = (...more: string[]) => stagesOf(process.execPath, [STAGE, ...more]);
    const store = join(stores, 'parquet.db');
    const python = preparePython();
    return [
      {
        title: 'Credence, import of CSV (users, merchants, transactions)',
        stages: run('import', csv, join(stores, 'csv.db')),
      },
      {
        title:
          'Python (DuckDB, pandas, NetworKit): no versions, rejects or references; the same three kinds, in memory',
        stages: python === undefined ? [] : stagesOf(python, ['bench/pipeline_peer.py', csv, AS_OF]),
      },
      { title: 'Credence, import of Parquet (all kinds)', stages: run('import', facts, store) },
      { title: 'Credence, run', stages: run('run', store, String(Date.parse(`${AS_OF}Z`)), 'CNY') },
    ];
  } finally {
    rmSync(stores, { recursive: true, force: true });
  }
}

async function writeCsv(facts: string, csv: string): Promise<void> {
  mkdirSync(csv);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  for (const kind of PEER_KINDS) {
    await connection.run(`COPY (FROM '${join(facts, kind)}.parquet') TO '${join(csv, kind)}.csv' (HEADER)`);
  }
  connection.closeSync();
  instance.closeSync();
}

function stagesOf(program: string, args: readonly string[]): readonly Stage[] {
  const output = execFileSync(program, [...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '[]') as readonly Stage[];
}

/** One line per stage: both sizes side by side, and how much longer the larger takes. */
function printPart({ title, stages }: Part, smaller: Part | undefined): void {
  if (stages.length === 0) return;
  console.log(title);
  let [total, smallTotal] = [0, 0];
  for (const stage of stages) {
    const small = smaller?.stages.find(({ name }) => name === stage.name);
    total += stage.seconds;
    smallTotal += small?.seconds ?? 0;
    console.log(
      `  ${stage.name.padEnd(22)}${figures(small)} ${figures(stage)} ${growth(stage.seconds, small?.seconds)}`,
    );
  }
  const totals = [smallTotal, total].map((seconds) => `${seconds.toFixed(2).padStart(8)} s`.padEnd(FIGURES));
  console.log(`  ${'total'.padEnd(22)}${totals.join(' ')} ${growth(total, smallTotal)}\n`);
}

/** The width of `figures`. */
const FIGURES = 54;

function figures(stage: Stage | undefined): string {
  if (stage === undefined) return '-'.padStart(8).padEnd(FIGURES);
  const { seconds, cpuSeconds, rows, peakMb } = stage;
  const rate = rows > 0 ? `${Math.round(rows / seconds).toLocaleString('en')} rows/s` : '';
  const columns = [
    `${seconds.toFixed(2).padStart(8)} s`,
    `${cpuSeconds.toFixed(2).padStart(8)} cpu s`,
    `${peakMb.toFixed(0).padStart(6)} MB`,
    rate.padStart(18),
  ];
  return columns.join(' ').padEnd(FIGURES);
}

function growth(seconds: number, smaller: number | undefined): string {
  return smaller === undefined || smaller === 0 ? '' : `${(seconds / smaller).toFixed(1).padStart(6)}x`;
}
