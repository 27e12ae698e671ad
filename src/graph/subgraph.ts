/**
 * A subgraph small enough for a person to look at (up to some thousand nodes), as a graphology graph, with the
 * measures an analyst reads. Whole-graph work goes by the kernels over typed arrays instead.
 *
 * Conventions. The graph may have several edges between two nodes, directed and undirected ones; no self-loops. All
 * measures but reciprocity are of the simple undirected graph beneath it: two nodes are neighbours when any edge joins
 * them. In the empty graph and where nothing could be counted a share is 0.
 */
import { MultiGraph, UndirectedGraph } from 'graphology';
import louvainPackage from 'graphology-communities-louvain';
import { write } from 'graphology-gexf';
import { betweenness as betweennessCentrality } from 'graphology-metrics/centrality/index.js';
import { undirectedDensity } from 'graphology-metrics/graph/density.js';

import { InvariantError } from '../domain/errors.ts';

type Attributes = Readonly<Record<string, string | number | boolean>>;

export interface SubgraphNode {
  readonly id: string;
  readonly label: string;
  readonly attributes: Attributes;
}

export interface SubgraphEdge {
  readonly source: string;
  readonly target: string;
  readonly isDirected: boolean;
  /** Above 0; for communities the weights between two nodes are added up. */
  readonly weight: number;
  readonly attributes: Attributes;
}

interface NodeMeasures {
  /** How many neighbours. */
  readonly degree: number;
  /** The share of pairs of its neighbours that are neighbours themselves; 0 with fewer than two. */
  readonly clustering: number;
  /** The share of the other pairs' shortest paths that lead through it (Freeman 1977), 0 to 1. */
  readonly betweenness: number;
  /** Counted from 0 in the order of the nodes. */
  readonly community: number;
}

export interface SubgraphMeasures {
  readonly nodes: number;
  readonly edges: number;
  /** The share of pairs of nodes that are neighbours. */
  readonly density: number;
  /** The share of ordered pairs with a directed edge that have one the other way too. */
  readonly reciprocity: number;
  /** The mean of the nodes' clustering (Watts and Strogatz 1998). */
  readonly clustering: number;
  readonly communities: number;
  /** Of the communities (Newman 2006), -0.5 to 1. */
  readonly modularity: number;
  /** In the order of the nodes. */
  readonly byNode: readonly NodeMeasures[];
}

/** Throws for an edge whose end is no node. */
export function makeSubgraph(nodes: readonly SubgraphNode[], edges: readonly SubgraphEdge[]): MultiGraph {
  const graph = new MultiGraph();
  for (const { id, label, attributes } of nodes) graph.addNode(id, { label, ...attributes });
  for (const [index, { source, target, isDirected, weight, attributes }] of edges.entries()) {
    const data = { weight, ...attributes };
    if (isDirected) graph.addDirectedEdgeWithKey(`e${index}`, source, target, data);
    else graph.addUndirectedEdgeWithKey(`e${index}`, source, target, data);
  }
  return graph;
}

/**
 * The measures, in the time of Brandes' betweenness: nodes x edges. Communities are Louvain's (Blondel et al. 2008,
 * doi:10.1088/1742-5468/2008/10/P10008), whose order of visits `random`, in [0, 1), decides: the same sequence gives
 * the same communities.
 */
export function measureSubgraph(graph: MultiGraph, random: () => number): SubgraphMeasures {
  const simple = simpleGraph(graph);
  const betweenness =
    simple.order === 0 ? {} : betweennessCentrality(simple, { getEdgeWeight: null, normalized: true });
  const { communityOf, modularity } = communitiesOf(simple, random);
  const byNode = simple.mapNodes((node) => ({
    degree: simple.degree(node),
    clustering: localClustering(simple, node),
    betweenness: betweenness[node] ?? 0,
    community: communityOf.get(node) ?? 0,
  }));
  return {
    nodes: graph.order,
    edges: graph.size,
    density: simple.order < 2 ? 0 : undirectedDensity(simple),
    reciprocity: reciprocityOf(graph),
    clustering: byNode.reduce((sum, { clustering }) => sum + clustering, 0) / Math.max(1, byNode.length),
    communities: new Set(communityOf.values()).size,
    modularity,
    byNode,
  };
}

/** GEXF 1.2, for Gephi; every edge as `fileEdge` has it. Texts must be such as XML can hold. */
export function writeGexf(nodes: readonly SubgraphNode[], edges: readonly SubgraphEdge[]): string {
  return write(makeSubgraph(nodes, edges.map(fileEdge)));
}

/**
 * An edge as files hold it. NetworkX refuses a file that mixes directed and undirected edges, and other readers go by
 * the default of the whole graph, so all are directed there; `symmetric` says of which that means nothing.
 */
export function fileEdge({ isDirected, attributes, ...edge }: SubgraphEdge): SubgraphEdge {
  return { ...edge, isDirected: true, attributes: { ...attributes, symmetric: !isDirected } };
}

function simpleGraph(graph: MultiGraph): UndirectedGraph {
  const simple = new UndirectedGraph();
  graph.forEachNode((node) => simple.addNode(node));
  for (const { attributes, source, target } of graph.edgeEntries()) {
    const added = Number(attributes['weight']);
    if (source === target) continue;
    if (simple.hasEdge(source, target))
      simple.updateEdgeAttribute(
        simple.edge(source, target),
        'weight',
        (sum: unknown) => Number(sum) + added,
      );
    else simple.addEdge(source, target, { weight: added });
  }
  return simple;
}

function localClustering(simple: UndirectedGraph, node: string): number {
  const neighbours = simple.neighbors(node);
  const pairs = (neighbours.length * (neighbours.length - 1)) / 2;
  if (pairs === 0) return 0;
  let joined = 0;
  for (const [index, one] of neighbours.entries())
    for (const other of neighbours.slice(index + 1)) if (simple.hasEdge(one, other)) joined += 1;
  return joined / pairs;
}

function reciprocityOf(graph: MultiGraph): number {
  const pairs = new Set<string>();
  const key = (source: string, target: string) => JSON.stringify([source, target]);
  for (const { source, target } of graph.directedEdgeEntries()) pairs.add(key(source, target));
  let returned = 0;
  graph.forEachNode((node) => {
    for (const other of new Set(graph.outNeighbors(node)))
      if (pairs.has(key(node, other)) && pairs.has(key(other, node))) returned += 1;
  });
  return pairs.size === 0 ? 0 : returned / pairs.size;
}

/** Numbered by the first node of each. */
function communitiesOf(
  simple: UndirectedGraph,
  random: () => number,
): { communityOf: ReadonlyMap<string, number>; modularity: number } {
  if (simple.size === 0)
    return { communityOf: new Map(simple.nodes().map((node, index) => [node, index])), modularity: 0 };
  const { communities, modularity } = louvain().detailed(simple, { rng: random, getEdgeWeight: 'weight' });
  const numberOf = new Map<number | undefined, number>();
  const communityOf = new Map<string, number>();
  simple.forEachNode((node) => {
    const community = communities[node];
    if (!numberOf.has(community)) numberOf.set(community, numberOf.size);
    communityOf.set(node, numberOf.get(community)!);
  });
  return { communityOf, modularity };
}

type Louvain = Pick<typeof louvainPackage.default, 'detailed'>;

/** The package's types look for the function under `default`, while Node hands over the function itself. */
function louvain(): Louvain {
  const exported: unknown = louvainPackage;
  const isLouvain = (value: unknown): value is Louvain => typeof value === 'function' && 'detailed' in value;
  if (isLouvain(exported)) return exported;
  throw new InvariantError('measure a subgraph: the Louvain package is not what it was');
}
