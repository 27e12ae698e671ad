import { readFileSync, writeFileSync } from 'node:fs';
import type { Csr } from '../src/graph/rows/csr.ts';
import type { KernelPool } from '../src/workers/kernel-pool.ts';
import type { BenchGraph } from './kernel-graphs.ts';

export interface BuildMemory {
  /** Bytes an edge of the finished rows, in one direction and with weights. */
  readonly rows: number;
  /** Bytes an edge at the peak of their build, beside the edge list; undefined where the system does not say. */
  readonly peak: number | undefined;
}

/** Of rows by source, on a pool that has done nothing yet: what it holds already would be used again, and not be seen. */
export async function measureBuildMemory(pool: KernelPool, graph: BenchGraph): Promise<BuildMemory> {
  // Starts the threads, whose own memory is not the build's.
  await pool.runKernel('weaklyConnectedComponents', { edges: firstEdges(graph, 1), nodes: graph.nodes });
  const before = forgetPeak();
  const rows = await pool.runKernel('buildOut', graph);
  const edges = graph.edges.source.length;
  const peak = before === undefined ? undefined : (statusBytes('VmHWM') - before) / edges;
  return { rows: bytesOf(rows) / edges, peak };
}

function firstEdges({ edges: { source, target, weight } }: BenchGraph, count: number): BenchGraph['edges'] {
  return {
    source: source.slice(0, count),
    target: target.slice(0, count),
    weight: weight.slice(0, count),
  };
}

function bytesOf({ offsets, targets, weights }: Csr): number {
  return offsets.byteLength + targets.byteLength + (weights?.byteLength ?? 0);
}

/** Lets the peak of this process begin anew at what it holds now, and returns that in bytes; Linux alone can. */
function forgetPeak(): number | undefined {
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    return statusBytes('VmRSS');
  } catch {
    return undefined;
  }
}

function statusBytes(field: string): number {
  const [, kibibytes] = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync('/proc/self/status', 'utf8'),
  )!;
  return 1024 * Number(kibibytes);
}
