import { describe, expect, test } from 'vitest';
import { CancelledError } from '../../src/domain/errors.ts';
import { coreNumbers } from '../../src/graph/core-numbers.ts';
import { buildIn, buildOut, buildUndirected } from '../../src/graph/csr.ts';
import type { EdgeList } from '../../src/graph/edge-list.ts';
import type { KernelContext } from '../../src/graph/executor.ts';
import { labelPropagation } from '../../src/graph/label-propagation.ts';
import { localClustering } from '../../src/graph/local-clustering.ts';
import { shortestPaths } from '../../src/graph/shortest-paths.ts';
import { Monitor } from '../../src/graph/monitor.ts';
import { simpleGraph } from '../../src/graph/simple-graph.ts';
import { stronglyConnectedComponents } from '../../src/graph/strongly-connected-components.ts';
import { triangles } from '../../src/graph/triangles.ts';
import { share } from '../../src/graph/shared-arrays.ts';
import { scatteredExecutor } from '../support/scattered-executor.ts';

/** Large enough for several blocks, with a few busy nodes and many without edges. */
function skewedEdges(nodes: number, edges: number): EdgeList {
  let state = 20160511;
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor(nodes * (state / 2 ** 32) ** 3);
  };
  const column = (): Uint32Array => share(Uint32Array.from({ length: edges }, draw));
  return { source: column(), target: column(), weight: share(new Float64Array(edges).fill(1)) };
}

const NODES = 10_000;
const edges = skewedEdges(NODES, 60_000);
const outgoing = buildOut(edges, NODES);
const incoming = buildIn(edges, NODES);
const neighbours = buildUndirected(edges, NODES);
const graph = simpleGraph(outgoing, incoming);

const kernels: Record<string, (context: KernelContext) => unknown> = {
  simpleGraph: (context) => simpleGraph(outgoing, incoming, context),
  coreNumbers: (context) => coreNumbers(graph, context),
  triangles: (context) => triangles(graph, context),
  localClustering: (context) => localClustering(graph, context),
  labelPropagation: (context) => labelPropagation(neighbours, {}, context),
  stronglyConnectedComponents: (context) => stronglyConnectedComponents(outgoing, incoming, context),
  shortestPaths: (context) => shortestPaths(outgoing, [0], context),
};

function bytesOf(result: unknown): Uint8Array {
  if (ArrayBuffer.isView(result)) return new Uint8Array(result.buffer, result.byteOffset, result.byteLength);
  if (typeof result !== 'object' || result === null) return Buffer.from(JSON.stringify(result));
  return Buffer.concat(Object.values(result).map(bytesOf));
}

describe.each(Object.entries(kernels))('%s', (_, run) => {
  test('threads', () => {
    const alone = bytesOf(run({}));
    for (const threads of [1, 2, 4])
      expect(Buffer.compare(bytesOf(run({ executor: scatteredExecutor(threads) })), alone)).toBe(0);
  });

  test('is called off', () => {
    const monitor = new Monitor();
    monitor.cancel();
    expect(() => run({ monitor })).toThrow(CancelledError);
  });

  test('is refused where it would not fit', () => {
    expect(() => run({ memoryLimit: 1000 })).toThrow(/needs .* MiB of memory and may take/);
  });
});
