import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdgeList } from '../src/graph/rows/edge-list.ts';
import { preparePython } from './python.ts';

/** Modules in bench/peers. */
const PEERS = { NetworKit: 'networkit_peer', igraph: 'igraph_peer', 'scikit-network': 'scikit_network_peer' };

interface PeerTiming {
  /** Milliseconds, best of the runs. */
  readonly build: number;
  readonly kernel: number;
  /** After the warm-ups; 0 where one of the two took more than a minute and is measured by its first run. */
  readonly runs: number;
}

export interface PeerResult {
  readonly peer: string;
  /** MiB at the peak of the peer's process. */
  readonly memory: number;
  /** Kernels that the peer has, by name. */
  readonly timings: ReadonlyMap<string, PeerTiming>;
  /** One number per node, by kernel. */
  readonly answers: ReadonlyMap<string, Float64Array>;
}

interface Measured {
  readonly memory: number;
  readonly timings: Readonly<Record<string, PeerTiming>>;
}

/** Runs the peers one after the other on the same edges; none, and said so, where Python cannot be had. */
export function runPeers(
  list: EdgeList,
  { nodes, runs, kernels }: { nodes: number; runs: number; kernels: readonly string[] },
): PeerResult[] {
  const python = preparePython();
  if (python === undefined) return [];
  const folder = mkdtempSync(join(tmpdir(), 'credence-bench-'));
  try {
    for (const column of ['source', 'target', 'weight'] as const)
      writeFileSync(join(folder, column), new Uint8Array(list[column].buffer));
    return Object.entries(PEERS).map(([peer, module]) => {
      const script = join(process.cwd(), 'bench', 'peers', 'measure.py');
      const output = execFileSync(python, [script, folder, String(nodes), String(runs), module, ...kernels], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const { memory, timings } = JSON.parse(output) as Measured;
      const answers = Object.keys(timings).map((kernel): [string, Float64Array] => [
        kernel,
        readNumbers(join(folder, `${module}-${kernel}`)),
      ]);
      return { peer, memory, timings: new Map(Object.entries(timings)), answers: new Map(answers) };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function readNumbers(path: string): Float64Array {
  const bytes = readFileSync(path);
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}
