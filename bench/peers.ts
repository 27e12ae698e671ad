import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdgeList } from '../src/graph/edge-list.ts';
import { preparePython } from './python.ts';
import type { Timings } from './table.ts';

export interface PeerResults {
  readonly timings: readonly Timings[];
  readonly memory: string;
  readonly ranks: ReadonlyMap<string, Float64Array>;
}

const here = join(process.cwd(), 'bench');

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
