import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdgeList } from '../src/graph/edge-list.ts';
import type { Timings } from './table.ts';

export interface PeerResults {
  readonly timings: readonly Timings[];
  readonly memory: string;
  readonly ranks: ReadonlyMap<string, Float64Array>;
}

const here = join(process.cwd(), 'bench');
const environment = join(process.cwd(), 'dist', 'bench-python');

/** NetworKit and scipy on the same edges; undefined, and said so, where Python or the packages cannot be had. */
export function runPeers(
  list: EdgeList,
  { nodes, runs }: { nodes: number; runs: number },
): PeerResults | undefined {
  const python = preparePython();
  if (python === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
  try {
    for (const column of ['source', 'target', 'weight'] as const)
      writeFileSync(join(folder, column), new Uint8Array(list[column].buffer));
    const output = execFileSync(python, [join(here, 'peers.py'), folder, String(nodes), String(runs)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const results = JSON.parse(output) as { memory: string; medians: Record<string, Record<string, number>> };
    const names = Object.keys(results.medians);
    return {
      timings: names.map((name) => ({ name, medians: new Map(Object.entries(results.medians[name]!)) })),
      memory: results.memory,
      ranks: new Map(names.map((name) => [name, readRanks(join(folder, `${name}-ranks`))])),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readRanks(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

function preparePython(): string | undefined {
  const python = join(environment, 'bin', 'python');
  try {
    if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', environment], { stdio: 'pipe' });
    const requirements = join(here, 'peers-requirements.txt');
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { stdio: 'pipe' });
    return python;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    console.warn(`Measured without NetworKit and scipy: ${reason ?? ''}`);
    return undefined;
  }
}
