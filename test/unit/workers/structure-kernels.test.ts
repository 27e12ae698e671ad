import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { coreNumbers } from '../../../src/graph/cohesion/core-numbers.ts';
import { buildIn, buildOut, buildUndirected } from '../../../src/graph/rows/csr.ts';
import { labelPropagation } from '../../../src/graph/cohesion/label-propagation.ts';
import { localClustering } from '../../../src/graph/cohesion/local-clustering.ts';
import { shortestPaths } from '../../../src/graph/paths/shortest-paths.ts';
import { simpleGraph } from '../../../src/graph/rows/simple-graph.ts';
import { stronglyConnectedComponents } from '../../../src/graph/components/strongly-connected-components.ts';
import { triangles } from '../../../src/graph/cohesion/triangles.ts';
import { KernelPool } from '../../../src/workers/kernel-pool.ts';
import { compileForThreads } from '../../support/compiled-threads.ts';
import { drawEdges } from '../../support/drawn-edges.ts';
import { fingerprint } from '../../support/fingerprint.ts';

const entry = compileForThreads('src/workers/thread.ts');

/** Above what a pool leaves to the calling thread. */
const NODES = 30_000;
const edges = drawEdges({ nodes: NODES, edges: 200_000, seed: 13 });
const outgoing = buildOut(edges, NODES);
const incoming = buildIn(edges, NODES);
const neighbours = buildUndirected(edges, NODES);
const graph = simpleGraph(outgoing, incoming);

describe.each([1, 2, 4])('structure kernels on a pool of %i', (threads) => {
  let pool: KernelPool;
  beforeAll(() => {
    pool = new KernelPool({ threads, entry });
  });
  afterAll(async () => {
    await pool.close();
  });

  test('give the bytes that the calling thread gives', async () => {
    const same = async (there: Promise<unknown>, here: unknown): Promise<void> => {
      expect(fingerprint(await there)).toEqual(fingerprint(here));
    };
    const rows = { outgoing, incoming };
    await same(pool.runKernel('simpleGraph', rows), graph);
    const strong = stronglyConnectedComponents(outgoing, incoming);
    await same(pool.runKernel('stronglyConnectedComponents', rows), strong);
    await same(pool.runKernel('coreNumbers', { graph }), coreNumbers(graph));
    await same(pool.runKernel('triangles', { graph }), triangles(graph));
    await same(pool.runKernel('localClustering', { graph }), localClustering(graph));
    await same(pool.runKernel('labelPropagation', { neighbours }), labelPropagation(neighbours));
    const sources = [0, 17];
    await same(
      pool.runKernel('shortestPaths', { rows: outgoing, sources }),
      shortestPaths(outgoing, sources),
    );
  });
});
