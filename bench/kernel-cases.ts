/**
 * What `npm run bench -- kernels` measures: one case a kernel. Another takes an entry here and, in each peer of
 * bench/peers that has the kernel, an entry of the same name in its KERNELS.
 */
import type { Csr } from '../src/graph/rows/csr.ts';
import type { EdgeList } from '../src/graph/rows/edge-list.ts';
import { prepareNeighbourMeans } from '../src/graph/affine/neighbour-means.ts';
import { allocate } from '../src/graph/run/shared-arrays.ts';
import type { SimpleGraph } from '../src/graph/rows/simple-graph.ts';
import type { KernelPool } from '../src/workers/kernel-pool.ts';
import type { BenchGraph } from './kernel-graphs.ts';

type Numbers = Float64Array | Uint32Array | Int32Array;

interface CaseDeclaration<B, O> {
  readonly name: string;
  /** Its name in the peers; default: the same. */
  readonly peerName?: string;
  /** Largest ratio of build and kernel to those of the best peer. */
  readonly target?: number;
  /** What the kernel needs beside the edge list; undefined where it reads that itself. */
  readonly build: (pool: KernelPool, graph: BenchGraph) => Promise<B>;
  readonly run: (pool: KernelPool, built: B, graph: BenchGraph) => Promise<O>;
  /** One number per node, as the peers write them. */
  readonly answer: (output: O) => Numbers;
  /** How far a peer's answer may differ: in the sum of differences over the sum of ours. */
  readonly within: number;
}

export interface KernelCase {
  readonly name: string;
  readonly peerName: string;
  readonly target: number | undefined;
  readonly within: number;
  readonly measure: (pool: KernelPool, graph: BenchGraph, runs: number) => Promise<CaseResult>;
}

export interface CaseResult {
  /** Milliseconds, best of the runs. */
  readonly build: number;
  readonly kernel: number;
  readonly answer: Numbers;
}

/** Runs that warm up: the compiler has seen every loop by then. The peers have as many: peers/measure.py. */
const WARM_UPS = 2;

function kernelCase<B, O>(declared: CaseDeclaration<B, O>): KernelCase {
  const { name, peerName = name, target, within } = declared;
  return {
    name,
    peerName,
    target,
    within,
    measure: async (pool, graph, runs) => {
      const [build, built] = await best(runs, () => declared.build(pool, graph));
      const [kernel, output] = await best(runs, () => declared.run(pool, built, graph));
      return { build, kernel, answer: declared.answer(output) };
    },
  };
}

async function best<T>(runs: number, run: () => Promise<T>): Promise<[milliseconds: number, result: T]> {
  let least = Infinity;
  let result = await run();
  for (let turn = 1; turn < WARM_UPS + runs; turn++) {
    const start = performance.now();
    result = await run();
    if (turn >= WARM_UPS) least = Math.min(least, performance.now() - start);
  }
  return [least, result];
}

/** For kernels that read neither weights nor the order of a row. */
const UNORDERED = { rule: 'ignored', order: 'listed' } as const;

export const KERNEL_CASES: readonly KernelCase[] = [
  kernelCase({
    name: 'PageRank',
    target: 0.5,
    build: (pool, graph) => pool.runKernel('buildIn', { ...graph, order: 'listed' }),
    run: (pool, incoming) => pool.runKernel('pageRank', { incoming }),
    answer: ({ values }) => values,
    within: 1e-6,
  }),
  kernelCase({
    name: 'weak components',
    target: 0.2,
    build: () => Promise.resolve(undefined),
    run: (pool, _, graph) => pool.runKernel('weaklyConnectedComponents', graph),
    answer: ({ labels }) => labels,
    within: 0,
  }),
  kernelCase({
    name: 'breadth-first search',
    target: 0.6,
    build: (pool, graph) => pool.runKernel('buildOut', { ...graph, ...UNORDERED }),
    run: (pool, rows) => pool.runKernel('breadthFirstSearch', { rows, sources: [0] }),
    answer: (distances) => distances,
    within: 0,
  }),
  kernelCase({
    name: 'breadth-first search both ways',
    peerName: 'breadth-first search',
    target: 0.6,
    build: buildBothDirections,
    run: (pool, { outgoing, incoming }) =>
      pool.runKernel('breadthFirstSearch', { rows: outgoing, incoming, sources: [0] }),
    answer: (distances) => distances,
    within: 0,
  }),
  kernelCase({
    name: 'strong components',
    target: 0.6,
    build: buildBothDirections,
    run: (pool, rows) => pool.runKernel('stronglyConnectedComponents', rows),
    answer: ({ labels }) => labels,
    within: 0,
  }),
  kernelCase({
    name: 'core numbers',
    target: 0.5,
    build: buildSimple,
    run: (pool, simple) => pool.runKernel('coreNumbers', { graph: simple }),
    answer: (cores) => cores,
    within: 0,
  }),
  kernelCase({
    name: 'local clustering',
    target: 0.4,
    build: buildSimple,
    run: (pool, simple) => pool.runKernel('localClustering', { graph: simple }),
    answer: (coefficients) => coefficients,
    within: 1e-9,
  }),
  kernelCase({
    name: 'label propagation',
    target: 0.6,
    build: async (pool, graph) => {
      const { nodes, entries, offsets, targets } = await buildSimple(pool, graph);
      return { nodes, edges: entries, offsets, targets, weights: undefined };
    },
    run: (pool, neighbours) => pool.runKernel('labelPropagation', { neighbours, iterations: 10 }),
    answer: ({ labels }) => labels,
    // The peer's is another method: it is compared for time alone.
    within: Infinity,
  }),
  kernelCase({
    name: 'SybilRank',
    build: (pool, graph) => pool.runKernel('buildUndirected', graph),
    run: (pool, rows) => pool.runKernel('sybilRank', { rows, seeds: everyThousandth(rows.nodes) }),
    answer: ({ trust }) => trust,
    within: 1e-9,
  }),
  kernelCase({
    name: 'mutual reliability',
    build: async (pool, graph) => ({
      dealings: await pool.runKernel('buildUndirected', graph),
      broken: await pool.runKernel('buildOut', {
        ...graph,
        edges: filtered(graph.edges, (edge) => edge % 20 === 0),
      }),
    }),
    run: (pool, record) => pool.runKernel('mutualReliability', { ...record, prior: { for: 4, against: 1 } }),
    answer: ({ values }) => values.map((value) => (Number.isNaN(value) ? 0 : value)),
    within: 1e-9,
  }),
  kernelCase({
    name: 'affine fixed point',
    build: async (pool, graph) => {
      const ties = await pool.runKernel('buildUndirected', { ...graph, edges: withoutLoops(graph.edges) });
      const memberOf = filtered(graph.edges, () => false);
      return prepareNeighbourMeans({ ties, memberOf, credence: perNode(graph, (node) => (node % 24) / 30) });
    },
    run: (pool, means) => {
      const own = perNode(means, (node) => 350 + ((node * 577) % 600));
      const shares = means.company.map((company) => (0.1 * company) / (1 + company));
      return pool.runKernel('affineFixedPoint', { means, own, shares });
    },
    answer: ({ values }) => values,
    within: 1e-9,
  }),
];

function perNode({ nodes }: { readonly nodes: number }, of: (node: number) => number): Float64Array {
  const values = allocate(Float64Array, nodes);
  for (let node = 0; node < nodes; node++) values[node] = of(node);
  return values;
}

function everyThousandth(nodes: number): Float64Array {
  return perNode({ nodes }, (node) => Number(node % 1000 === 0));
}

function withoutLoops(edges: EdgeList): EdgeList {
  return filtered(edges, (edge) => edges.source[edge] !== edges.target[edge]);
}

/** Over shared memory, like the list it is made from, so that handing it to the pool costs nothing. */
function filtered({ source, target, weight }: EdgeList, isWanted: (edge: number) => boolean): EdgeList {
  let count = 0;
  for (let edge = 0; edge < source.length; edge++) if (isWanted(edge)) count++;
  const wanted = {
    source: allocate(Uint32Array, count),
    target: allocate(Uint32Array, count),
    weight: allocate(Float64Array, count),
  };
  for (let edge = 0, place = 0; edge < source.length; edge++) {
    if (!isWanted(edge)) continue;
    wanted.source[place] = source[edge]!;
    wanted.target[place] = target[edge]!;
    wanted.weight[place++] = weight[edge]!;
  }
  return wanted;
}

async function buildBothDirections(
  pool: KernelPool,
  graph: BenchGraph,
): Promise<{ outgoing: Csr; incoming: Csr }> {
  const outgoing = await pool.runKernel('buildOut', { ...graph, ...UNORDERED });
  return { outgoing, incoming: await pool.runKernel('buildIn', { ...graph, ...UNORDERED }) };
}

async function buildSimple(pool: KernelPool, graph: BenchGraph): Promise<SimpleGraph> {
  const rows = await pool.runKernel('buildUndirected', { ...graph, rule: 'ignored' });
  return pool.runKernel('simpleGraph', { outgoing: rows, incoming: rows });
}
