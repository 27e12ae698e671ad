import { MultiDirectedGraph } from 'graphology';
import { centrality } from 'graphology-metrics';
import { parseArgs } from 'node:util';
import { breadthFirstSearch } from '../src/graph/breadth-first-search.ts';
import { buildIn, buildOut, buildUndirected } from '../src/graph/csr.ts';
import type { EdgeList } from '../src/graph/edge-list.ts';
import { fairnessGoodness } from '../src/graph/fairness-goodness.ts';
import { pageRank } from '../src/graph/page-rank.ts';
import { weaklyConnectedComponents } from '../src/graph/weakly-connected-components.ts';
import { runPeers } from './peers.ts';
import { randomEdges } from './random-edges.ts';
import { measure, printTable } from './table.ts';
import type { Timings } from './table.ts';

interface Size {
  readonly nodes: number;
  readonly edges: number;
}

/** Objects per node and edge are slow enough to be measured on a twentieth. */
const GRAPHOLOGY_SHARE = 20;

export function benchKernels(args: readonly string[]): void {
  const { values } = parseArgs({
    args: [...args],
    options: {
      nodes: { type: 'string', default: '1000000' },
      edges: { type: 'string', default: '10000000' },
      runs: { type: 'string', default: '5' },
      'without-peers': { type: 'boolean', default: false },
    },
  });
  const [nodes, edges, runs] = [values.nodes, values.edges, values.runs].map((text) => {
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1)
      throw new Error(`expected a count of at least 1; '${text}' came`);
    return count;
  }) as [number, number, number];

  compareWithPeers({ nodes, edges }, runs, !values['without-peers']);
  compareWithGraphology(
    { nodes: Math.ceil(nodes / GRAPHOLOGY_SHARE), edges: Math.ceil(edges / GRAPHOLOGY_SHARE) },
    runs,
  );
}

function compareWithPeers(size: Size, runs: number, withPeers: boolean): void {
  const list = randomEdges(size);
  const own = timeOwn(list, size, runs);
  const memory = process.resourceUsage().maxRSS / 1024;
  const peers = withPeers ? runPeers(list, { nodes: size.nodes, runs }) : undefined;
  printTable(titleOf(size, runs), [own, ...(peers?.timings ?? [])]);
  console.log(
    `\nPeak memory: credence ${memory.toFixed(0)} MB${peers === undefined ? '' : `, peers ${peers.memory}`}.`,
  );
  if (peers === undefined) return;
  console.log(
    'Rows: credence and scipy build one direction, NetworKit both. PageRank: L1 1e-8, dangling spread evenly.',
  );
  const { values } = pageRank(buildIn(list, size.nodes));
  for (const [name, ranks] of peers.ranks) {
    const gap = values.reduce((sum, rank, node) => sum + Math.abs(rank - ranks[node]!), 0);
    console.log(`Ranks differ from ${name}'s by ${gap.toExponential(1)} in all.`);
  }
}

function timeOwn(list: EdgeList, { nodes }: Size, runs: number): Timings {
  const signed = { ...list, weight: list.weight.map((weight) => 2 * weight - 1) };
  const outgoing = buildOut(list, nodes);
  const incoming = buildIn(list, nodes);
  const rated = buildOut(signed, nodes, 'signed');
  const steps: Record<string, () => unknown> = {
    'build rows': () => buildIn(list, nodes),
    'build undirected rows': () => buildUndirected(list, nodes),
    PageRank: () => pageRank(incoming),
    'weak components': () => weaklyConnectedComponents(list, nodes),
    'breadth-first search': () => breadthFirstSearch(outgoing, [0]),
    'fairness and goodness': () => fairnessGoodness(rated),
  };
  const medians = new Map(Object.entries(steps).map(([step, run]) => [step, measure(runs, run)]));
  return { name: 'credence', medians };
}

function compareWithGraphology(size: Size, runs: number): void {
  const list = randomEdges(size);
  const load = (): MultiDirectedGraph => {
    const graph = new MultiDirectedGraph();
    for (let node = 0; node < size.nodes; node++) graph.addNode(node);
    list.source.forEach((source, edge) => {
      graph.addDirectedEdge(source, list.target[edge], { weight: list.weight[edge] });
    });
    return graph;
  };
  const graph = load();
  // Its tolerance is per node.
  const options = { getEdgeWeight: 'weight', tolerance: 1e-8 / size.nodes, maxIterations: 200 };
  const few = Math.min(runs, 3);
  const graphology: Timings = {
    name: 'graphology',
    medians: new Map([
      ['build rows', measure(few, load)],
      ['PageRank', measure(few, () => centrality.pagerank(graph, options))],
    ]),
  };
  printTable(titleOf(size, few), [timeOwn(list, size, runs), graphology]);
}

function titleOf({ nodes, edges }: Size, runs: number): string {
  return `${nodes.toLocaleString('en')} nodes, ${edges.toLocaleString('en')} weighted edges, ${runs} runs`;
}
