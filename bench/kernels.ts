/**
 * The kernels on two threads beside NetworKit, igraph and scikit-network, on the same edges and one after the other.
 *
 *   npm run bench -- kernels [--nodes 1000000] [--edges 10000000] [--graph uniform-skewed|rmat] [--runs 5]
 *     [--threads 2] [--only PageRank,...] [--without-peers]
 *
 * The script asks glibc for huge pages (GLIBC_TUNABLES=glibc.malloc.hugetlb=1), for the peers as for us: numpy asks for them
 * anyway, and a build of rows this size spends a seventh of its time on making pages of 4 KiB.
 */
import { parseArgs } from 'node:util';
import { KernelPool } from '../src/workers/kernel-pool.ts';
import { KERNEL_CASES } from './kernel-cases.ts';
import type { CaseResult, KernelCase } from './kernel-cases.ts';
import { measureBuildMemory } from './kernel-memory.ts';
import { GRAPHS } from './kernel-graphs.ts';
import type { BenchGraph, GraphName } from './kernel-graphs.ts';
import { runPeers } from './peers.ts';
import type { PeerResult } from './peers.ts';
import { printTable } from './table.ts';

/** Time on ten times the edges may be so many times as long. */
const MOST_GROWTH = 14;

interface Options {
  readonly graph: GraphName;
  readonly nodes: number;
  readonly edges: number;
  readonly runs: number;
  readonly threads: number;
  readonly cases: readonly KernelCase[];
  readonly withPeers: boolean;
}

/** Exits with 1 where an answer differs from a peer's. */
export async function benchKernels(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const graph = GRAPHS[options.graph](options);
  const small = GRAPHS[options.graph]({
    nodes: Math.round(options.nodes / 10),
    edges: Math.round(options.edges / 10),
  });
  const before = process.memoryUsage().rss;
  const memory = await onPool(options, (pool) => measureBuildMemory(pool, graph));
  const own = await measureOwn(graph, options);
  const { maxRSS } = process.resourceUsage();
  const ownSmall = await measureOwn(small, options);
  const kernels = [...new Set(options.cases.map(({ peerName }) => peerName))];
  const peers = options.withPeers
    ? runPeers(graph.edges, { nodes: graph.nodes, runs: options.runs, kernels })
    : [];

  console.log(
    `\n${options.graph}: ${graph.nodes.toLocaleString('en')} nodes, ${options.edges.toLocaleString('en')} weighted ` +
      `edges, ${options.threads} threads; build + kernel in ms, best of ${options.runs}\n`,
  );
  printTable(
    ['kernel', 'credence', ...peers.map(({ peer }) => peer), 'ratio', 'target', 'growth', 'agrees'],
    options.cases.map((each) => row(each, { own, ownSmall, peers })),
  );
  const list = 16 * options.edges;
  console.log(
    `\nPeak memory in MiB: credence ${(maxRSS / 1024).toFixed(0)}, of which ${((maxRSS * 1024 - before + list) / 2 ** 20).toFixed(0)} ` +
      `for edge list and kernels; ${peers.map(({ peer, memory }) => `${peer} ${memory.toFixed(0)}`).join(', ')}.`,
  );
  const peak = memory.peak === undefined ? 'not known here' : memory.peak.toFixed(1);
  console.log(
    `Bytes an edge of weighted rows, one direction: ${memory.rows.toFixed(1)} finished, ${peak} at the peak of their build ` +
      `beside the edge list.`,
  );
  console.log('(once): took more than a minute, so the first run counts, without a warm-up.');
  console.log(`Ratio: to the best peer. Growth: from a tenth of the edges, at most ${MOST_GROWTH} wanted.`);
}

function measureOwn(graph: BenchGraph, options: Options): Promise<Map<string, CaseResult>> {
  return onPool(options, async (pool) => {
    const results = new Map<string, CaseResult>();
    for (const each of options.cases) results.set(each.name, await each.measure(pool, graph, options.runs));
    return results;
  });
}

async function onPool<T>({ threads }: Options, run: (pool: KernelPool) => Promise<T>): Promise<T> {
  const pool = new KernelPool({ threads });
  try {
    return await run(pool);
  } finally {
    await pool.close();
  }
}

interface Results {
  readonly own: ReadonlyMap<string, CaseResult>;
  readonly ownSmall: ReadonlyMap<string, CaseResult>;
  readonly peers: readonly PeerResult[];
}

function row({ name, peerName, target, within }: KernelCase, { own, ownSmall, peers }: Results): string[] {
  const mine = own.get(name)!;
  const small = ownSmall.get(name)!;
  const total = mine.build + mine.kernel;
  const theirs = peers.map(({ timings }) => timings.get(peerName));
  const best = Math.min(
    ...theirs.map((timing) => (timing === undefined ? Infinity : timing.build + timing.kernel)),
  );
  const gaps = peers.flatMap(({ peer, answers }) => {
    const answer = answers.get(peerName);
    return answer === undefined ? [] : [{ peer, gap: gapOf(mine.answer, answer) }];
  });
  const differing = gaps.filter(({ gap }) => !(gap <= within));
  if (differing.length > 0) process.exitCode = 1;
  return [
    name,
    time(mine),
    ...theirs.map((timing) =>
      timing === undefined ? '-' : `${time(timing)}${timing.runs === 0 ? ' (once)' : ''}`,
    ),
    Number.isFinite(best) ? (total / best).toFixed(2) : '-',
    target === undefined ? '-' : `${target}`,
    `${(total / (small.build + small.kernel)).toFixed(1)}x`,
    differing.length > 0
      ? differing.map(({ peer, gap }) => `NOT with ${peer}: ${gap.toExponential(1)}`).join(', ')
      : gaps.length === 0
        ? '-'
        : Math.max(...gaps.map(({ gap }) => gap)).toExponential(1),
  ];
}

function time({ build, kernel }: { build: number; kernel: number }): string {
  return `${build.toFixed(0)} + ${kernel.toFixed(0)}`;
}

/** The sum of differences over the sum of ours; NaN for another number of nodes. */
function gapOf(ours: CaseResult['answer'], theirs: Float64Array): number {
  if (ours.length !== theirs.length) return NaN;
  let gap = 0;
  let size = 0;
  for (let node = 0; node < ours.length; node++) {
    gap += Math.abs(ours[node]! - theirs[node]!);
    size += Math.abs(ours[node]!);
  }
  return gap / Math.max(size, Number.MIN_VALUE);
}

function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      graph: { type: 'string', default: 'uniform-skewed' },
      nodes: { type: 'string', default: '1000000' },
      edges: { type: 'string', default: '10000000' },
      runs: { type: 'string', default: '5' },
      threads: { type: 'string', default: '2' },
      only: { type: 'string' },
      'without-peers': { type: 'boolean', default: false },
    },
  });
  const { graph, only } = values;
  if (!isGraphName(graph))
    throw new Error(`--graph: expected one of ${Object.keys(GRAPHS).join(', ')}; '${graph}' came`);
  const names = only?.split(',');
  const cases = KERNEL_CASES.filter(({ name }) => names === undefined || names.includes(name));
  if (cases.length === 0 || cases.length < (names?.length ?? 0))
    throw new Error(
      `--only: expected some of ${KERNEL_CASES.map(({ name }) => name).join(', ')}; '${only}' came`,
    );
  return {
    graph,
    nodes: count('nodes', values.nodes, 10),
    edges: count('edges', values.edges, 10),
    runs: count('runs', values.runs, 1),
    threads: count('threads', values.threads, 1),
    cases,
    withPeers: !values['without-peers'],
  };
}

function isGraphName(name: string): name is GraphName {
  return Object.hasOwn(GRAPHS, name);
}

function count(option: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`--${option}: expected a whole number of at least ${least}; '${text}' came`);
}
