/**
 * The whole line from files to saved scores, stage by stage, at a tenth of the size and at the size asked for, beside a
 * Python script that does what it can of it with DuckDB, pandas and NetworKit.
 *
 *   npm run bench -- pipeline [--subjects 100000] [--transactions 1000000] [--keep FOLDER]
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
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
    for (const size of [tenth, whole]) await benchSize(size, folder);
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function benchSize({ subjects, transactions }: Size, folder: string): Promise<void> {
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
  const asOf = String(Date.parse(`${AS_OF}Z`));
  const run = (...more: string[]) => stagesOf(process.execPath, [STAGE, ...more]);
  const fromCsv = run('import', csv, join(stores, 'csv.db'));
  const fromParquet = run('import', facts, join(stores, 'parquet.db'));
  const scored = run('run', join(stores, 'parquet.db'), asOf, 'CNY');
  rmSync(stores, { recursive: true, force: true });
  const python = preparePython();
  const peer = python === undefined ? [] : stagesOf(python, ['bench/pipeline_peer.py', csv, AS_OF]);

  console.log(
    `\n${subjects.toLocaleString('en')} subjects, ${transactions.toLocaleString('en')} transactions\n`,
  );
  printStages('Credence, import of CSV (users, merchants, transactions)', fromCsv);
  printStages('Credence, import of Parquet (all kinds)', fromParquet);
  printStages('Credence, run', scored);
  printStages('Python (DuckDB, pandas, NetworKit)', peer);
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

function printStages(title: string, stages: readonly Stage[]): void {
  if (stages.length === 0) return;
  console.log(title);
  for (const { name, seconds, rows, peakMb } of stages) {
    const rate =
      rows > 0
        ? `${Math.round(rows / seconds)
            .toLocaleString('en')
            .padStart(12)} rows/s`
        : '';
    console.log(
      `  ${name.padEnd(22)}${seconds.toFixed(2).padStart(8)} s ${peakMb.toFixed(0).padStart(7)} MB ${rate}`,
    );
  }
  const total = stages.reduce((sum, { seconds }) => sum + seconds, 0);
  console.log(`  ${'total'.padEnd(22)}${total.toFixed(2).padStart(8)} s\n`);
}
